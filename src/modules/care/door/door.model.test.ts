import { describe, expect, test } from 'vitest';
import { DOOR_FINDINGS, DOOR_STEPS, laterSteps, mayClose, minutesOf } from './door.model.ts';

describe('the door', () => {
	test('goes on to any later step and never back', () => {
		expect(DOOR_STEPS.map((step) => laterSteps(step).length)).toEqual([3, 2, 1, 0]);
		for (const step of DOOR_STEPS) for (const later of laterSteps(step)) expect(laterSteps(later)).not.toContain(step);
	});

	test('is not closed as well, away or in need of help before anybody reached the person', () => {
		const nobody = [{ action: 'opened' }, { action: 'tried' }, { action: 'handed_on' }, { action: 'overdue' }] as const;
		expect(DOOR_FINDINGS.filter((finding) => mayClose(finding, nobody))).toEqual(['hospital', 'died', 'mistake']);
		expect(DOOR_FINDINGS.filter((finding) => mayClose(finding, [...nobody, { action: 'reached' }]))).toEqual([...DOOR_FINDINGS]);
	});

	test('its clocks are dated', () => {
		const clocks = [
			{ step: 'call', validFrom: '2026-01-01', minutes: 20 },
			{ step: 'call', validFrom: '2026-06-01', minutes: 15 },
			{ step: 'grid_worker', validFrom: '2027-01-01', minutes: 45 }
		];
		expect(['2025-12-31', '2026-01-01', '2026-05-31', '2026-06-01'].map((day) => minutesOf('call', day, clocks))).toEqual([30, 20, 20, 15]);
		expect(minutesOf('grid_worker', '2026-12-31', clocks)).toBe(60);
	});
});
