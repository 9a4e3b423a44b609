/**
 * Rules of the care list (重点人群): who is looked after, why and how often. Data, not code: `any` of several `all`, each of a
 * few plain facts that the register answers.
 */
import * as v from 'valibot';

/** One thing that must be so. A group is a recorded or derived group's code; ages are whole years on the day, both ends in. */
export const Fact = v.union([
	v.strictObject({ group: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{1,39}$/)) }),
	v.strictObject({ notGroup: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{1,39}$/)) }),
	v.strictObject({ ageFrom: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(130)) }),
	v.strictObject({ ageTo: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(130)) })
]);
export type Fact = v.InferOutput<typeof Fact>;

export const Condition = v.strictObject({
	any: v.pipe(v.array(v.strictObject({ all: v.pipe(v.array(Fact), v.minLength(1), v.maxLength(6)) })), v.minLength(1), v.maxLength(6))
});
export type Condition = v.InferOutput<typeof Condition>;

export interface CareRule {
	code: string;
	name: string;
	nameEn: string;
	/** null: the whole subdistrict */
	communityId: string | null;
	condition: Condition;
	/** days between visits; null: on the list, without a rhythm of its own */
	visitDays: number | null;
	priority: number;
	/** `YYYY-MM-DD`, first day */
	validFrom: string;
	/** last day, or null */
	validUntil: string | null;
	position: number;
}

/** What a rule looks at: whole years (null: no birth date known) and codes of groups, recorded and derived. */
export interface CareFacts {
	communityId: string | null;
	age: number | null;
	groups: ReadonlySet<string>;
}

/** An unknown age fulfils no condition about age. */
function holds(fact: Fact, { age, groups }: CareFacts): boolean {
	if ('group' in fact) return groups.has(fact.group);
	if ('notGroup' in fact) return !groups.has(fact.notGroup);
	if (age === null) return false;
	return 'ageFrom' in fact ? age >= fact.ageFrom : age <= fact.ageTo;
}

/** The rules in force on the day for the community; of two with one code the community's own counts, then the later one. */
export function rulesOn(rules: readonly CareRule[], day: string, communityId: string | null): CareRule[] {
	const inForce = rules
		.filter((rule) => rule.validFrom <= day && (rule.validUntil === null || day <= rule.validUntil) && (rule.communityId === null || rule.communityId === communityId))
		.sort((a, b) => Number(a.communityId !== null) - Number(b.communityId !== null) || (a.validFrom < b.validFrom ? -1 : 1));
	return [...new Map(inForce.map((rule) => [rule.code, rule])).values()].sort((a, b) => b.priority - a.priority || a.position - b.position || (a.code < b.code ? -1 : 1));
}

export interface Standing {
	/** codes of the rules that hold, the weightiest first; empty: not on the list */
	reasons: string[];
	/** the shortest rhythm of those rules; null: none of them sets one */
	visitDays: number | null;
}

/** Whether somebody is on the list, by which rules (already those in force), and how often they are visited. */
export function standing(rules: readonly CareRule[], facts: CareFacts): Standing {
	const held = rules.filter((rule) => rule.condition.any.some(({ all }) => all.every((fact) => holds(fact, facts))));
	const rhythms = held.flatMap(({ visitDays }) => (visitDays === null ? [] : [visitDays]));
	return { reasons: held.map(({ code }) => code), visitDays: rhythms.length ? Math.min(...rhythms) : null };
}

/** Groups that some rule asks for, so that nothing else is fetched. */
export const groupsOf = (rules: readonly CareRule[]): string[] =>
	[...new Set(rules.flatMap(({ condition }) => condition.any.flatMap(({ all }) => all.flatMap((fact) => ('group' in fact ? [fact.group] : 'notGroup' in fact ? [fact.notGroup] : [])))))].sort();
