import { describe, expect, test } from 'vitest';
import { DraftSaver, type Patch, type SaverState, type Sent } from './draft-saver.ts';

/** A server that answers when the test says so. */
function server() {
	const got: { patch: Patch; version: number; answer: (sent: Sent) => void }[] = [];
	const states: SaverState[] = [];
	const saver = new DraftSaver(
		1,
		(patch, version) => new Promise((answer) => got.push({ patch, version, answer })),
		(state) => states.push(state)
	);
	return { got, states, saver };
}
const settled = () => new Promise((done) => setTimeout(done));

describe('the draft saver', () => {
	test('sends one at a time; what is answered meanwhile goes together with the next, under the new version', async () => {
		const { got, states, saver } = server();
		saver.put({ answers: { eating: '4' } });
		saver.put({ answers: { bathing: '3' } });
		saver.put({ answers: { bathing: '2' }, facts: { dementia: true } });
		expect(got).toHaveLength(1);
		expect(saver.dirty).toBe(true);
		got[0]!.answer({ version: 2 });
		await settled();
		expect(got.map(({ patch, version }) => [patch.answers, patch.facts, version])).toEqual([
			[{ eating: '4' }, {}, 1],
			[{ bathing: '2' }, { dementia: true }, 2]
		]);
		got[1]!.answer({ version: 3 });
		await settled();
		expect(saver.dirty).toBe(false);
		expect(states.at(-1)).toBe('saved');
	});

	test('what did not arrive is sent again with what came after it, the newer answer holds', async () => {
		const { got, states, saver } = server();
		saver.put({ answers: { eating: '4', bathing: '4' } });
		saver.put({ answers: { eating: '1' } });
		got[0]!.answer({ problem: 'later' });
		await settled();
		expect(states.at(-1)).toBe('later');
		expect(got).toHaveLength(1);
		const done = saver.flush();
		expect(got[1]!.patch.answers).toEqual({ eating: '1', bathing: '4' });
		got[1]!.answer({ version: 2 });
		expect(await done).toBe(true);
	});

	test('a flush during a sending waits for it and for the rest', async () => {
		const { got, saver } = server();
		saver.put({ answers: { eating: '4' } });
		saver.put({ answers: { bathing: '4' } });
		const done = saver.flush();
		got[0]!.answer({ version: 2 });
		await settled();
		got[1]!.answer({ version: 3 });
		expect(await done).toBe(true);
		expect(saver.version).toBe(3);
	});

	test.each(['changed', 'sign_in', 'closed', 'refused'] as const)('%s stops and keeps what was answered', async (problem) => {
		const { got, states, saver } = server();
		saver.put({ about: { place: '家中' } });
		got[0]!.answer({ problem });
		await settled();
		expect(states).toEqual(['saving', problem]);
		expect(saver.dirty).toBe(true);
	});
});
