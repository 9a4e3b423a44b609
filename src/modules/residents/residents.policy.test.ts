import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '../../../tests/support/db.ts';
import { anonymous, roles, systemActor, type Actor, type Grant } from '#platform/context.ts';
import { COVERABLE } from './privacy/coverage.model.ts';
import { groundsOf, withheldFrom } from './privacy/grounds.ts';
import { columnsToStored, type FieldColumns } from './person/record.ts';
import { FIELD_KEYS, type FieldKey } from './person/fields.ts';
import { columnsOf, storedValue } from './person/values.ts';
import { visiblePerson, type PersonRecord, type Reveal } from './person/visible.ts';
import { editScope, FIELD_GROUPS, mayEdit, mayOpen, scopeOf, seeing, type FieldGroup, type Tie } from './residents.policy.ts';

// Values are sealed with the test's own keys.
useDatabase();

/*
 * The oracle: the README's table once more, written from the side of a value ("may these eyes see exactly this?") and by other
 * means than the policy: no levels, no table of roles, the plain rules in the order in which a person would ask them.
 */
const A = '01890000-0000-7000-8000-00000000000a';
const B = '01890000-0000-7000-8000-00000000000b';
const PERSON = '01890000-0000-7000-8000-0000000000f0';
const OTHER_PERSON = '01890000-0000-7000-8000-0000000000f1';
const ME = '01890000-0000-7000-8000-0000000000e0';
const COLLEAGUE = '01890000-0000-7000-8000-0000000000e1';
const NOW = new Date('2026-11-24T02:00:00Z');
const TODAY = '2026-11-24';

const works = (actor: Actor, role: string, community: string | null) => actor.grants.some((grant) => grant.role === role && (grant.communityId === null || community === null || grant.communityId === community));
const worksHere = (actor: Actor, community: string | null) => works(actor, 'worker', community) || works(actor, 'head', community);
const isManager = (actor: Actor, community: string | null) => works(actor, 'manager', community);
const isStaffSomewhere = (actor: Actor) => actor.grants.some(({ role }) => role === 'worker' || role === 'head' || role === 'manager');

const gaveReason = (actor: Actor, reveals: readonly Reveal[], group: FieldGroup) => reveals.some((reveal) => reveal.byId === actor.id && reveal.personId === PERSON && reveal.fieldGroup === group && reveal.until !== null && reveal.until.getTime() > NOW.getTime());

/** What a community's work always needs: no purpose of these is asked for consent. */
const ALWAYS = ['name', 'sex', 'birthDate', 'idNumber', 'phone', 'registeredElsewhere', 'group:address', 'group:groups', 'group:relations', 'care'];

/** A purpose as it may be set, and whether this person agreed to it. */
interface Wanted {
	names: string[];
	asks: boolean;
	inUse: boolean;
	agreed: boolean;
}

/** Whether something may be held of the person: some purpose in use names it that asks nobody, or that they said yes to. */
const lawful = (purposes: readonly Wanted[], one: string): boolean => ALWAYS.includes(one) || purposes.some(({ names, asks, inUse, agreed }) => inUse && names.includes(one) && (!asks || agreed));

/** What these eyes may see of a group: everything, a mask, or nothing. `held`: it may be held of the person at all. */
function oracle(actor: Actor, community: string | null, tie: Tie, reveals: readonly Reveal[], group: FieldGroup, held = true): 'all' | 'mask' | 'nothing' {
	if (actor.kind === 'system') return 'all';
	// One's own, and one's ward's, is told whole: nobody is kept from what is written of them.
	if (!held && !(actor.kind !== 'token' && (tie === 'self' || tie === 'guardian'))) return 'nothing';
	const byToken = actor.kind === 'token' && actor.scopes.includes('residents:read');
	if (actor.kind === 'token' && !byToken) return 'nothing';
	if (!byToken && (tie === 'self' || tie === 'guardian')) return 'all';
	if (!byToken && tie === 'proxy') return group === 'name' ? 'all' : ['birth', 'contact', 'identity', 'address'].includes(group) ? 'mask' : 'nothing';
	const own = !byToken && worksHere(actor, community);
	const manager = byToken || isManager(actor, community);
	if (!own && !manager) return isStaffSomewhere(actor) && group === 'name' ? 'mask' : 'nothing';
	if (!byToken && gaveReason(actor, reveals, group)) return 'all';
	if (own) {
		if (group === 'political') return 'nothing';
		return ['contact', 'identity', 'relations', 'health', 'child'].includes(group) ? 'mask' : 'all';
	}
	if (group === 'groups') return 'all';
	return ['name', 'birth', 'contact', 'identity', 'address'].includes(group) ? 'mask' : 'nothing';
}

const GROUP_OF: Record<FieldKey, FieldGroup> = {
	name: 'name', formerName: 'name', sex: 'name', birthDate: 'birth', idNumber: 'identity', phone: 'contact', ethnicity: 'background', education: 'background', marital: 'background', political: 'political', workplace: 'background', registeredElsewhere: 'address'
};
const VALUES: Record<FieldKey, string> = { name: '欧阳建国', formerName: '欧阳小虎', sex: '1', birthDate: '1941-03-07', idNumber: '999999194103070013', phone: '12000001234', ethnicity: '01', education: '70', marital: '20', political: '01', workplace: '纺织厂', registeredElsewhere: 'true' };

const record = (communityId: string | null): PersonRecord => {
	const columns = Object.assign({}, ...FIELD_KEYS.map((key) => columnsOf(key, storedValue(key, VALUES[key])))) as unknown as FieldColumns;
	return { id: PERSON, communityId, birthDate: VALUES.birthDate, diedOn: null, address: '红云苑3号楼2单元502', values: columnsToStored(columns) };
};

const community = fc.constantFrom(A, B, null);
const grant: fc.Arbitrary<Grant> = fc.record({ role: fc.constantFrom(...roles), communityId: community, organizationId: fc.constant(null) });
const actor: fc.Arbitrary<Actor> = fc.oneof(
	{ weight: 8, arbitrary: fc.array(grant, { maxLength: 3 }).map((grants): Actor => ({ ...anonymous, kind: 'user', id: ME, name: '甲', grants })) },
	{ weight: 1, arbitrary: fc.subarray(['residents:read', 'requests:read']).map((scopes): Actor => ({ ...anonymous, kind: 'token', id: ME, name: 'token', scopes })) },
	{ weight: 1, arbitrary: fc.constantFrom(anonymous, systemActor('job:test')) }
);
const reveal: fc.Arbitrary<Reveal> = fc.record({
	personId: fc.constantFrom(PERSON, PERSON, OTHER_PERSON),
	byId: fc.constantFrom(ME, ME, COLLEAGUE),
	fieldGroup: fc.constantFrom(...FIELD_GROUPS, null),
	until: fc.constantFrom(new Date(NOW.getTime() + 60_000), new Date(NOW.getTime() + 599_999), NOW, new Date(NOW.getTime() - 1), null)
});
const wanted: fc.Arbitrary<Wanted[]> = fc.array(fc.record({ names: fc.subarray([...COVERABLE]), asks: fc.boolean(), inUse: fc.boolean(), agreed: fc.boolean() }), { minLength: 1, maxLength: 5 });
const withheldBy = (purposes: readonly Wanted[]) =>
	withheldFrom(groundsOf(purposes.map(({ names, asks, inUse }, i) => ({ code: `p${i}`, fields: names, needsConsent: asks, active: inUse }))), new Set(purposes.flatMap(({ agreed }, i) => (agreed ? [`p${i}`] : []))));
const tie = fc.constantFrom<Tie>(null, null, null, 'self', 'guardian', 'proxy');

describe('who sees what of a person', () => {
	test('is what the oracle says, for every field, role, area and reveal', () => {
		fc.assert(
			fc.property(actor, community, tie, fc.array(reveal, { maxLength: 6 }), wanted, (who, where, bound, reveals, purposes) => {
				const seen = visiblePerson(who, record(where), { tie: bound, reveals, withheld: withheldBy(purposes), now: NOW, today: TODAY });
				const verdictOf = (key: FieldKey) => oracle(who, where, bound, reveals, GROUP_OF[key], lawful(purposes, key));
				for (const key of FIELD_KEYS) {
					const verdict = verdictOf(key);
					const { value, masked } = seen.fields[key];
					if (verdict === 'all') expect([key, value, masked]).toEqual([key, VALUES[key], false]);
					else if (verdict === 'nothing') expect([key, value, masked]).toEqual([key, null, true]);
					else if (key === 'sex') expect(value).toBe(VALUES.sex);
					else {
						expect([key, masked]).toEqual([key, true]);
						expect(value).not.toBe(VALUES[key]);
					}
				}
				const [name, birth, address] = (['name', 'birth', 'address'] as const).map((group) => oracle(who, where, bound, reveals, group));
				expect(seen.age).toBe(birth === 'all' ? 85 : null);
				expect(seen.ageBand).toBe(birth === 'nothing' ? null : 80);
				expect(seen.address.value).toBe(address === 'all' ? '红云苑3号楼2单元502' : address === 'mask' ? '红云苑3号楼***' : null);
				// Nothing that the whole answer holds says more than its parts may.
				const told = JSON.stringify(seen);
				for (const key of ['idNumber', 'phone', 'birthDate', 'workplace'] as const) if (verdictOf(key) !== 'all') expect(told).not.toContain(VALUES[key]);
				if (name !== 'all') expect(told).not.toContain('建国');
				if (verdictOf('formerName') !== 'all') expect(told).not.toContain('小虎');
				// Groups are shown, and opened by a reason, by the same rule.
				for (const group of ['money', 'health', 'child'] as const) {
					const may = oracle(who, where, bound, reveals, group, lawful(purposes, `group:${group}`));
					expect([group, seen.levels[group]]).toEqual([group, { all: 'full', mask: 'coarse', nothing: 'none' }[may]]);
					if (!lawful(purposes, `group:${group}`)) expect(seen.revealable).not.toContain(group);
				}
				expect(told).not.toMatch(/"v\d+\.(identity|contact)\./);
			}),
			{ numRuns: 2_500 }
		);
	});

	test('a reveal opens its own group to its own reader for its own time, and nothing else', () => {
		const worker: Actor = { ...anonymous, kind: 'user', id: ME, name: '甲', grants: [{ role: 'worker', communityId: A, organizationId: null }] };
		const until = new Date(NOW.getTime() + 600_000);
		const opened = (reveals: Reveal[], now = NOW) => visiblePerson(worker, record(A), { reveals, withheld: {}, now, today: TODAY });
		const own: Reveal = { personId: PERSON, byId: ME, fieldGroup: 'contact', until };
		expect(opened([own]).fields.phone.value).toBe(VALUES.phone);
		expect(opened([own]).fields.idNumber.value).toBe('999999********0013');
		expect(opened([own]).open).toEqual([{ group: 'contact', until }]);
		expect(opened([own], until).fields.phone.value).toBe('120****1234');
		// No reason opens what the person has not agreed to.
		expect(visiblePerson(worker, record(A), { reveals: [{ ...own, fieldGroup: 'political' }], withheld: { political: 'party' }, now: NOW, today: TODAY }).fields.political).toEqual({ value: null, masked: true });
		for (const other of [{ ...own, byId: COLLEAGUE }, { ...own, personId: OTHER_PERSON }]) expect(opened([other]).fields.phone.value).toBe('120****1234');
	});

	test('lists reach as far as the policy opens pages, and writing no farther than working there', () => {
		fc.assert(
			fc.property(actor, community, (who, where) => {
				const scope = scopeOf(who);
				const listed = scope === 'all' || (where !== null && scope.includes(where));
				if (listed) expect(mayOpen(seeing(who, where))).toBe(true);
				// Somebody without a community stands in the lists of the whole subdistrict only, and opens to whoever registers people.
				if (where !== null && mayOpen(seeing(who, where))) expect(listed).toBe(true);
				const writes = who.kind === 'system' || (where === null ? who.grants.some(({ role, communityId }) => (role === 'worker' || role === 'head') && communityId === null) : worksHere(who, where) && who.kind === 'user');
				expect(mayEdit(who, where)).toBe(writes);
				const edits = editScope(who);
				expect(edits === 'all' || (where !== null && edits.includes(where))).toBe(writes);
			})
		);
	});

	test('contacts of organisations, residents and administrators see nothing at all', () => {
		for (const role of ['contact', 'resident', 'system_admin', 'security_admin', 'audit_admin'] as const) {
			const who: Actor = { ...anonymous, kind: 'user', id: ME, name: '甲', grants: [{ role, communityId: null, organizationId: null }] };
			const seen = visiblePerson(who, record(A), { withheld: {}, now: NOW, today: TODAY });
			expect(Object.values(seen.fields).every(({ value }) => value === null)).toBe(true);
			expect([seen.communityId, seen.age, seen.ageBand, seen.address.value]).toEqual([null, null, null, null]);
			expect(scopeOf(who)).toEqual([]);
			expect(mayOpen(seen.seeing)).toBe(false);
		}
	});
});
