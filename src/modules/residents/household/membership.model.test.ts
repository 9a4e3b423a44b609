import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '#platform/errors.ts';
import { addDays } from '#platform/dates/index.ts';
import { changed, holdsOn, isOpen, membersOn, stays, takenBack, type Line, type MembershipChange } from './membership.model.ts';

const START = '2026-01-01';
const DAYS = 40;
const day = (n: number) => addDays(START, n);
const people = ['p1', 'p2', 'p3'];
const homes = ['h1', 'h2', 'h3'];

const change: fc.Arbitrary<MembershipChange> = fc
	.record({
		kind: fc.constantFrom('join', 'join', 'join', 'leave', 'die', 'restate', 'describe', 'annul'),
		personId: fc.constantFrom(...people),
		householdId: fc.constantFrom(...homes),
		on: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: DAYS - 1 }).map(day) }, { weight: 1, arbitrary: fc.constant(null) }),
		relation: fc.constantFrom('02', '12', '20', '99'),
		residence: fc.constantFrom('owner', 'tenant', 'away')
	})
	.map(({ on, ...rest }) => (rest.kind === 'join' ? { ...rest, on } : { ...rest, on: on ?? START }) as MembershipChange);

/** Who lives where on each day, kept by repainting all days from a change's on: slow, and nothing like the model. */
class Diary {
	readonly home = new Map<string, (string | null)[]>(people.map((id) => [id, Array.from({ length: DAYS }, () => null)]));
	tell(one: MembershipChange, before: Line): void {
		const from = 'on' in one && one.on !== null ? Math.max(0, Array.from({ length: DAYS }, (_, n) => day(n)).indexOf(one.on)) : 0;
		const days = this.home.get(one.personId)!;
		if (one.kind === 'join') days.fill(one.householdId, from);
		if (one.kind === 'leave' || one.kind === 'die') days.fill(null, from);
		if (one.kind === 'annul') {
			const { fromOn } = before.spans.find(isOpen)!;
			days.fill(null, fromOn === null ? 0 : Array.from({ length: DAYS }, (_, n) => day(n)).indexOf(fromOn));
		}
	}
}

/** Plays changes; what is refused does nothing. */
function play(changes: readonly MembershipChange[], diary = new Diary()): { lines: Map<string, Line>; done: string[]; diary: Diary } {
	const lines = new Map<string, Line>(people.map((id) => [id, { diedOn: null, spans: [] }]));
	const done: string[] = [];
	for (const [n, one] of changes.entries()) {
		const before = lines.get(one.personId)!;
		try {
			lines.set(one.personId, changed(before, one, { id: `s${n}`, changeId: `c${n}` }));
		} catch (error) {
			if (!(error instanceof AppError)) throw error;
			continue;
		}
		done.push(`c${n}`);
		diary.tell(one, before);
	}
	return { lines, done, diary };
}

describe('any run of changes', () => {
	test('the members of a household on any day are those of a diary kept day by day', () => {
		fc.assert(
			fc.property(fc.array(change, { maxLength: 25 }), (changes) => {
				const { lines, diary } = play(changes);
				const all = [...lines.values()].flatMap(({ spans }) => spans);
				for (let n = 0; n < DAYS; n++)
					for (const home of homes)
						expect(membersOn(all, home, day(n)).map(({ personId }) => personId).sort()).toEqual(people.filter((id) => diary.home.get(id)![n] === home));
			}),
			{ numRuns: 400 }
		);
	});

	test('nobody is in two places on one day, at most one span is open, none after death', () => {
		fc.assert(
			fc.property(fc.array(change, { maxLength: 25 }), (changes) => {
				for (const { spans, diedOn } of play(changes).lines.values()) {
					expect(spans.filter(isOpen).length).toBeLessThanOrEqual(diedOn === null ? 1 : 0);
					for (let n = 0; n < DAYS; n++) {
						expect(spans.filter((span) => holdsOn(span, day(n))).length).toBeLessThanOrEqual(1);
						if (diedOn !== null && day(n) >= diedOn) expect(spans.some((span) => holdsOn(span, day(n)))).toBe(false);
					}
					for (const { fromOn, untilOn, endReason } of spans) {
						expect(untilOn === null || fromOn === null || fromOn <= untilOn).toBe(true);
						expect(untilOn === null).toBe(endReason === null);
					}
				}
			})
		);
	});

	test('taking back the last change leaves every day as it was before it', () => {
		fc.assert(
			fc.property(fc.array(change, { minLength: 1, maxLength: 15 }), (changes) => {
				const { done } = play(changes);
				const last = Number(done.at(-1)?.slice(1) ?? -1);
				fc.pre(last >= 0 && changes[last]!.kind !== 'describe' && changes[last]!.kind !== 'annul');
				const { personId } = changes[last]!;
				const before = play(changes.slice(0, last)).lines.get(personId)!;
				const after = play(changes.slice(0, last + 1)).lines.get(personId)!;
				const back = takenBack(after, `c${last}`, day(DAYS));
				// A death of somebody without a home touches no span; the store takes it back by itself.
				fc.pre(back !== null);
				expect(back!.diedOn).toBeNull();
				for (let n = 0; n < DAYS; n++) expect(back!.spans.filter((span) => holdsOn(span, day(n))).map((span) => span.householdId)).toEqual(before.spans.filter((span) => holdsOn(span, day(n))).map((span) => span.householdId));
			})
		);
	});

	test('stays tell the same days without breaks at a change of the head', () => {
		fc.assert(
			fc.property(fc.array(change, { maxLength: 25 }), (changes) => {
				for (const { spans } of play(changes).lines.values()) {
					const told = stays(spans);
					for (let n = 0; n < DAYS; n++) expect(told.filter((stay) => holdsOn(stay, day(n))).map(({ householdId }) => householdId)).toEqual(spans.filter((span) => holdsOn(span, day(n))).map(({ householdId }) => householdId));
					for (const [i, stay] of told.entries()) if (i) expect(told[i - 1]!.householdId === stay.householdId && told[i - 1]!.untilOn === stay.fromOn).toBe(false);
				}
			})
		);
	});
});

describe('what is refused', () => {
	const start: Line = { diedOn: null, spans: [] };
	const stamp = (n: number) => ({ id: `s${n}`, changeId: `c${n}` });
	const join = (householdId: string, on: string | null): MembershipChange => ({ kind: 'join', personId: 'p1', householdId, on, relation: '02', residence: 'owner' });
	const there = changed(start, join('h1', '2026-02-01'), stamp(1));

	test.each<[string, Line, MembershipChange, string]>([
		['joining where one is', there, join('h1', '2026-03-01'), 'residents.alreadyHere'],
		['moving before one came', there, join('h2', '2026-01-31'), 'residents.beforeLastMove'],
		['moving on no day', there, join('h2', null), 'residents.dayMissing'],
		['leaving when nowhere', start, { kind: 'leave', personId: 'p1', on: '2026-03-01' }, 'residents.notAMember'],
		['dying before moving out', changed(there, { kind: 'leave', personId: 'p1', on: '2026-05-01' }, stamp(2)), { kind: 'die', personId: 'p1', on: '2026-04-01' }, 'residents.beforeLastMove'],
		['anything after death', changed(there, { kind: 'die', personId: 'p1', on: '2026-05-01' }, stamp(2)), join('h2', '2026-06-01'), 'residents.personDied']
	])('%s', (_, line, one, code) => expect(() => changed(line, one, stamp(9))).toThrow(expect.objectContaining({ code })));

	test('a change on which another was built is not taken back', () => {
		const moved = changed(there, join('h2', '2026-03-01'), stamp(2));
		expect(takenBack(moved, 'c1', '2026-04-01')).toBeNull();
		expect(takenBack(moved, 'c2', '2026-04-01')!.spans.find(isOpen)!.householdId).toBe('h1');
		expect(takenBack(moved, 'c7', '2026-04-01')).toBeNull();
	});
});
