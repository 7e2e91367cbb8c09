/** The one stylesheet of the sandbox's pages, written into each of them. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1d2026; --quiet: #5b6270; --paper: #f5f6f8; --card: #fff;
	--line: #d5d9e0; --accent: #1f5fbf; --on-accent: #fff; --warn: #7a4b00; --warn-paper: #fff2d6; }
@media (prefers-color-scheme: dark) { :root { --ink: #eceef2; --quiet: #a9b0bd; --paper: #15171b; --card: #1f2228;
	--line: #3a3f4a; --accent: #8ab4ff; --on-accent: #10141c; --warn: #ffd48a; --warn-paper: #3a2c10; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
header { padding: 8px 16px; background: var(--warn-paper); color: var(--warn); text-align: center; }
main { max-width: 30rem; margin: 24px auto; padding: 24px; background: var(--card); border: 1px solid var(--line);
	border-radius: 12px; overflow-wrap: anywhere; }
h1 { margin: 0 0 12px; font-size: 1.35rem; line-height: 1.25; }
h2 { margin: 24px 0 8px; font-size: 1rem; }
p { margin: 8px 0; }
ul { margin: 8px 0; padding: 0; list-style: none; }
li { margin: 8px 0; }
.quiet { color: var(--quiet); font-size: 0.875rem; }
code, output { font-family: ui-monospace, monospace; }
output.code { display: block; padding: 12px; font-size: 1.25rem; text-align: center; border: 1px dashed var(--line);
	border-radius: 8px; user-select: all; }
label { display: flex; gap: 8px; align-items: baseline; }
button, select, input[type=text] { font: inherit; color: inherit; padding: 10px 16px; border: 1px solid var(--line);
	border-radius: 8px; background: transparent; max-width: 100%; }
button { cursor: pointer; }
button:focus-visible, select:focus-visible, input:focus-visible, summary:focus-visible { outline: 3px solid var(--accent);
	outline-offset: 2px; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.row { display: flex; gap: 12px; margin-top: 20px; flex-wrap: wrap; }
.row button { flex: 1; }
button.person { display: flex; gap: 12px; align-items: center; width: 100%; text-align: start; }
button.person img { width: 32px; height: 32px; border-radius: 50%; flex: none; }
details { margin-top: 24px; border-top: 1px solid var(--line); padding-top: 12px; }
summary { cursor: pointer; }
`;
