/** The demonstration's visits: what was noted the last time, for a few of each community. */
import { fixedClock } from '#platform/clock.ts';
import type { Ctx } from '#platform/context.ts';
import { newId } from '#platform/ids.ts';
import { recordVisit } from './visit.record.ts';
import type { Mood } from './visit.model.ts';

const NOTES: { mood: Mood; note: string }[] = [
	{ mood: 1, note: '精神好，刚从菜场回来，女儿周末来过' },
	{ mood: 2, note: '和平常一样，想找人一起下棋' },
	{ mood: 3, note: '膝盖疼，上下楼吃力，下次带上助餐点的菜单' },
	{ mood: 2, note: '水管修好了，燃气报警器已试过' },
	{ mood: 1, note: '报了合唱队，周三下午不在家' }
];

/** @param seen who was seen on which day, today at the latest */
export async function demoVisits(asWorker: Ctx, seen: readonly { personId: string; on: string }[]): Promise<void> {
	const now = asWorker.clock.now();
	for (const [i, told] of NOTES.entries()) {
		const one = seen[i * 2];
		const at = new Date(`${one?.on}T02:20:00Z`);
		// Whoever is to be visited today is not on the list as visited.
		if (!one || now.getTime() - at.getTime() < 24 * 3_600_000) continue;
		await recordVisit({ ...asWorker, clock: fixedClock(at.toISOString()) }, { id: newId(), personId: one.personId, outcome: 'seen', ...told });
	}
}
