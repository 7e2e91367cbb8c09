import { ask } from "./ask.js";
import { METHODS, paramsFor } from "./methods.js";

const form = document.querySelector("#params");
const log = document.querySelector("#log");

for (const method of Object.keys(METHODS)) {
	const button = document.createElement("button");
	button.type = "button";
	button.textContent = method;
	button.addEventListener("click", () => call(method));
	document.querySelector("#methods").append(button);
}

form.addEventListener("submit", (event) => event.preventDefault());

async function call(method) {
	let params;
	try {
		params = paramsFor(method, new FormData(form));
		const reply = await ask(method, params);
		write(method, params, reply);
		if (method === "getToken" && reply.result) form.elements.value.value = reply.result.value;
	} catch (reason) {
		write(method, params, { error: { message: reason.message } });
	}
}

function write(method, params, reply) {
	const entry = document.createElement("article");
	entry.dataset.method = method;
	entry.classList.toggle("error", "error" in reply);
	entry.append(line("h3", method), line("pre", `→ ${show(params)}`), line("pre", `← ${show(reply)}`));
	log.prepend(entry);
}

function line(tag, text) {
	const element = document.createElement(tag);
	element.textContent = text;
	return element;
}

function show(value) {
	return JSON.stringify(value, null, 2);
}
