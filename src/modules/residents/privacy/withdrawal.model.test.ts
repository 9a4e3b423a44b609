import { describe, expect, test } from 'vitest';
import { startingPurposes } from './purposes.data.ts';
import type { Purpose } from './purposes.ts';
import { keptByConsent, lastConsents, restedOnConsent } from './withdrawal.model.ts';

const purpose = (code: string, fields: string[], more: Partial<Purpose> = {}): Purpose => ({ ...startingPurposes.find((each) => each.code === 'health')!, code, fields, ...more });
const taken = (code: string, removeOn: string | null) => ({ purpose: code, open: false, removeOn });
const given = (code: string) => ({ purpose: code, open: true, removeOn: null });
const went = (purposes: Purpose[], consents: Parameters<typeof restedOnConsent>[1], on: string, goneOn: string | null = null) => restedOnConsent(purposes, consents, on, goneOn).map(({ purpose: { code }, go }) => [code, ...go]);

describe('what a consent that was taken back leaves', () => {
	const health = purpose('health', ['group:health', 'assessment']);

	test('goes on its day and not before', () => {
		expect(went([health], [taken('health', '2026-03-10')], '2026-03-09')).toEqual([]);
		expect(went([health], [taken('health', '2026-03-10')], '2026-03-10')).toEqual([['health', 'group:health', 'assessment']]);
		expect(went([health], [given('health')], '2026-03-10')).toEqual([]);
	});

	test('stays where a purpose that needs no consent holds it, or one that was agreed to', () => {
		const law = purpose('assistance', ['group:health'], { basis: 'legal_duty', needsConsent: false });
		const [rested] = restedOnConsent([health, law], [taken('health', '2026-03-10')], '2026-03-10', null);
		expect([rested!.go, rested!.stay]).toEqual([['assessment'], [{ covered: 'group:health', held: 'other_purpose' }]]);
		expect(went([health, { ...law, active: false }], [taken('health', '2026-03-10')], '2026-03-10')).toEqual([['health', 'group:health', 'assessment']]);
		expect(went([health, purpose('meals', ['group:health'])], [taken('health', '2026-03-10'), given('meals')], '2026-03-10')).toEqual([['health', 'assessment']]);
	});

	test('what several consents covered goes with the last of them, and waits for one that is asked for anew', () => {
		const meals = purpose('meals', ['group:health']);
		expect(went([health, meals], [taken('health', '2026-03-10'), taken('meals', '2026-04-01')], '2026-03-10')).toEqual([['health', 'assessment']]);
		expect(went([health, meals], [taken('health', '2026-03-10'), taken('meals', '2026-04-01')], '2026-04-01')).toEqual([['health', 'group:health', 'assessment'], ['meals', 'group:health']]);
		expect(restedOnConsent([health, meals], [taken('health', '2026-03-10'), taken('meals', null)], '2026-04-01', null)[0]!.stay).toEqual([{ covered: 'group:health', held: 'waiting' }]);
	});

	test('of who left stays only while the time of the other purpose is not over', () => {
		const law = purpose('assistance', ['group:health', 'group:relations'], { basis: 'legal_duty', needsConsent: false, keepMonths: 12 });
		const both = [{ ...health, fields: ['group:health', 'group:relations'] }, law];
		expect(went(both, [taken('health', '2026-03-10')], '2026-03-10', '2025-03-11')).toEqual([['health']]);
		expect(went(both, [taken('health', '2026-03-10')], '2026-03-11', '2025-03-11')).toEqual([['health', 'group:health', 'group:relations']]);
		expect(went([health, purpose('meals', ['group:health'], { keepMonths: 12 })], [taken('health', '2026-03-10'), taken('meals', null)], '2026-03-11', '2025-03-11')).toEqual([['health', 'group:health', 'assessment']]);
	});

	test('is kept from the end of other purposes for as long as it can be given again', () => {
		const consents = [given('meals'), taken('health', '2026-03-10'), taken('party', null)];
		expect([...keptByConsent(consents, '2026-03-09')]).toEqual(['meals', 'health', 'party']);
		expect([...keptByConsent(consents, '2026-03-10')]).toEqual(['meals', 'party']);
	});

	test('goes of a purpose that is used no more, too', () => {
		expect(went([{ ...health, active: false }], [taken('health', '2026-03-10')], '2026-03-10')).toEqual([['health', 'group:health', 'assessment']]);
	});

	test('of several consents to one purpose the one in force counts, else the last', () => {
		const at = new Date();
		expect(lastConsents([{ purpose: 'health', withdrawnAt: at, removeOn: '2026-03-10' }, { purpose: 'health', withdrawnAt: null, removeOn: null }])).toEqual([given('health')]);
		expect(lastConsents([{ purpose: 'health', withdrawnAt: at, removeOn: null }, { purpose: 'health', withdrawnAt: at, removeOn: '2026-01-01' }])).toEqual([taken('health', null)]);
	});
});
