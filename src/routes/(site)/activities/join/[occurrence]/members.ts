/** Who comes, from the fields of the form: ticked people of the account, the sender, others by name. In this order the use case counts them. */
import type { MemberInput } from '#modules/activities/ui/members.ts';

/** Rows for others by name. */
export const OTHERS = 3;

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const group = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {});
const named = (value: unknown): MemberInput[] => {
	const { name, birthYear } = group(value);
	return textOf(name) || textOf(birthYear) ? [{ who: 'named', name: textOf(name), birthYear: textOf(birthYear) || null }] : [];
};

export function membersFrom(values: Record<string, unknown>): MemberInput[] {
	const ticked = Array.isArray(values.who) ? values.who.filter((each): each is string => typeof each === 'string') : [];
	const years = group(values.years);
	return [
		...ticked.map((each): MemberInput => ({ ...(each === 'me' ? { who: 'me', name: textOf(values.myName) || null } : { who: 'person', personId: each }), birthYear: textOf(years[each]) || null })),
		...named(values.self),
		...Object.values(group(values.others)).flatMap(named)
	];
}
