/** What the pages' forms send, as the use cases take it: ticks are true, numbers are numbers, lists are lists. Pure. */

type Values = Record<string, unknown>;

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
export const list = (value: unknown): string[] => (Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : []);
const number = (value: unknown): number | null => (typeof value === 'string' && value.trim() !== '' ? Number(value) : null);
const orNull = (value: unknown): string | null => text(value) || null;
const optional = (value: unknown): string | undefined => text(value) || undefined;

/** Fields of a registration (`VolunteerFields.svelte`). */
export const volunteerValues = (values: Values) => ({
	name: text(values.name),
	sex: text(values.sex) || '0',
	birthDate: orNull(values.birthDate),
	phone: text(values.phone),
	idNumber: text(values.idNumber),
	nationalNumber: text(values.nationalNumber),
	livingArea: text(values.livingArea),
	identities: list(values.identities),
	skills: list(values.skills),
	categories: list(values.categories),
	times: list(values.times),
	guardianName: text(values.guardianName),
	guardianPhone: text(values.guardianPhone),
	guardianAgreed: list(values.guardianAgreed).length > 0,
	communityId: text(values.communityId),
	clientId: optional(values.clientId)
});

/** Fields of a team (`TeamFields.svelte`). */
export const teamValues = (values: Values) => ({
	communityId: orNull(values.communityId),
	name: text(values.name),
	nameEn: text(values.nameEn),
	about: text(values.about),
	aboutEn: text(values.aboutEn),
	categories: list(values.categories),
	forIdentities: list(values.forIdentities)
});

/** How many roles the form of a shift offers to fill in. */
export const ROLE_LINES = 4;

/** Fields of a shift (`ShiftFields.svelte`); a role without a name is none. */
export const shiftValues = (values: Values) => ({
	clientId: optional(values.clientId),
	taskId: orNull(values.taskId),
	occurrenceId: orNull(values.occurrenceId),
	communityId: orNull(values.communityId),
	teamId: orNull(values.teamId),
	title: text(values.title),
	place: text(values.place),
	category: text(values.category),
	served: text(values.served),
	content: text(values.content),
	on: text(values.on),
	from: text(values.from),
	to: text(values.to),
	dangerous: list(values.flags).includes('dangerous'),
	teamOnly: list(values.flags).includes('teamOnly'),
	leadVolunteerId: orNull(values.leadVolunteerId),
	contactName: text(values.contactName),
	roles: Object.values((values.roles ?? {}) as Record<string, Values>)
		.filter((role) => text(role.name))
		.map((role) => ({ id: optional(role.id), name: text(role.name), needed: number(role.needed) ?? Number.NaN, skills: list(role.skills), minAge: number(role.minAge) }))
});
