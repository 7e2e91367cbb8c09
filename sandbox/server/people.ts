import type { Person } from "./model.ts";

/** A person whose name and address are plain ASCII. */
export const ADA: Person = {
	id: "1130000000000001",
	login: "ada",
	displayName: "Ada Lovelace",
	firstName: "Ada",
	lastName: "Lovelace",
	sex: "female",
	emails: ["ada@yandex.example", "ada.lovelace@mail.example"],
	avatarId: "21493/ada-1",
	birthday: "1815-12-10",
	phone: { id: 1_001, number: "+79990000001" },
};

/** A person with a long Russian name and one address. */
export const BORIS: Person = {
	id: "1130000000000002",
	login: "boris",
	displayName: "Борис Константинопольский-Годунов",
	firstName: "Борис",
	lastName: "Константинопольский-Годунов",
	sex: "male",
	emails: ["boris@yandex.example"],
	avatarId: "21493/boris-2",
	birthday: null,
	phone: null,
};

/** The people a sandbox begins with. */
export const PEOPLE: readonly Person[] = [ADA, BORIS];

/** The person a `login_hint` means: a login or an address, in any letter case (seed 002 › `login_hint`). */
export function personByHint(people: Iterable<Person>, hint: string): Person | undefined {
	const wanted = hint.trim().toLowerCase();
	for (const person of people) {
		const names = [person.login, ...person.emails].map((name) => name.toLowerCase());
		if (names.includes(wanted)) return person;
	}
	return undefined;
}
