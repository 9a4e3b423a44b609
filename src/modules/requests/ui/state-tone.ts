import type { State } from '../case/case.model.ts';

/** The colour of a state's tag: what waits for us is blue, what waits for the resident straw, what is done green. */
export function stateTone(state: State): 'do' | 'wait' | 'late' | 'info' | undefined {
	switch (state) {
		case 'submitted':
			return 'info';
		case 'served':
			return 'wait';
		case 'solved':
			return 'do';
		case 'unsolved_closed':
		case 'declined':
			return 'late';
		default:
			return undefined;
	}
}
