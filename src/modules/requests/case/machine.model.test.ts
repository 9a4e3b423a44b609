import { describe, expect, it } from 'vitest';
import { ACTIONS, isDeadEnd, reachable, target, TRANSITIONS } from './machine.model.ts';
import { isFinal, isOpen, isWorking, STATES, stepOf, STEPS, type State } from './case.model.ts';

describe('the state machine', () => {
	it('leaves no state unreachable and no action without a row', () => {
		expect(reachable()).toEqual(new Set(STATES));
		expect(new Set(TRANSITIONS.map(({ action }) => action))).toEqual(new Set(ACTIONS));
	});

	it('gives one answer for an action and a state', () => {
		for (const action of ACTIONS) {
			const seen = TRANSITIONS.filter((row) => row.action === action).flatMap(({ from }) => from);
			expect(new Set(seen).size, action).toBe(seen.length);
		}
	});

	it('has a way on from every open state, and none from declined or withdrawn', () => {
		for (const state of STATES) {
			expect(isOpen(state)).toBe(!isFinal(state));
			if (isOpen(state)) expect(isDeadEnd(state), state).toBe(false);
		}
		expect(isDeadEnd('declined')).toBe(true);
		expect(isDeadEnd('withdrawn')).toBe(true);
	});

	it('never lets "served" become "solved" but by the resident', () => {
		const intoSolved = TRANSITIONS.filter(({ to }) => to === 'solved').map(({ action }) => action);
		expect(new Set(intoSolved)).toEqual(new Set(['confirm']));
	});

	it('brings a "no" and a reopening back to a person, not to the pile', () => {
		expect(target('deny', 'served')).toBe('dispatched');
		expect(target('reopen', 'solved')).toBe('dispatched');
		expect(target('reopen', 'declined')).toBeNull();
	});

	it('stays within the work while staff work', () => {
		for (const row of TRANSITIONS) for (const state of row.from) expect(target(row.action, state)).not.toBeNull();
		expect(target('note', 'withdrawn')).toBe('withdrawn');
		expect(target('unmerge', 'merged')).toBe('prior');
	});

	it('walks the resident forward on a line of five', () => {
		const path: State[] = ['submitted', 'accepted', 'dispatched', 'served', 'solved'];
		expect(path.map((state) => stepOf(state))).toEqual([...STEPS]);
		expect(stepOf('merged')).toBeNull();
		expect(path.filter(isWorking)).toEqual(['submitted', 'accepted', 'dispatched']);
	});
});
