/** The demonstration's care: plans by the rules, workers who share them, a few that are late, assessments of the oldest, one door that nobody opened. */
import { listCommunities } from '#modules/areas/index.ts';
import { recordConsent } from '#modules/residents/index.ts';
import { staffOfCommunity } from '#platform/accounts/index.ts';
import type { Actor, Ctx } from '#platform/context.ts';
import { addDays, dateIn } from '#platform/dates/index.ts';
import { writeTx } from '#platform/db/tx.ts';
import { zoneOf } from '#platform/tenant.ts';
import { sql } from 'kysely';
import { demoAssessments } from './assessment/assessment.demo.ts';
import { openDoor, tryDoor } from './door/door.usecases.ts';
import { followCommunity } from './list/follow.ts';
import { demoWeeks } from './weekly/weekly.demo.ts';
import { demoVisits } from './visits/visit.demo.ts';
import { careList } from './plans/plan.queries.ts';
import { assignPlans } from './plans/plan.usecases.ts';

export async function demoCare(ctx: Ctx): Promise<void> {
	const today = dateIn(ctx.clock.now(), await zoneOf(ctx));
	for (const [place, community] of (await listCommunities(ctx, {})).entries()) {
		await followCommunity(ctx, community.id);
		const workers = await staffOfCommunity(ctx, { communityId: community.id, roles: ['worker'] });
		const own = workers.filter((worker) => worker.communityId === community.id);
		const [first] = own;
		if (!first) continue;
		const actor: Actor = { kind: 'user', id: first.id, name: first.name, grants: [{ role: 'worker', communityId: community.id, organizationId: null }], scopes: [], phoneHash: null };
		const asWorker: Ctx = { ...ctx, actor };
		const { items } = await careList(asWorker, { limit: 200 });
		for (const [i, worker] of own.entries()) {
			const ids = items.filter((_, at) => at % (own.length + 1) === i).map(({ id }) => id);
			if (ids.length) await assignPlans(asWorker, { ids, workerId: worker.id });
		}
		const seen: { personId: string; on: string }[] = [];
		// Somebody has been looking after them for months: last visits lie behind, next ones are spread, some are late.
		await writeTx<'care', void>(ctx, async ({ db }) => {
			for (const [i, { id, visitDays }] of items.entries()) {
				if (i % 6 === 5) continue;
				// One in seven is late by a day or two, one in five is due today.
				const ago = i % 7 === 3 ? visitDays + 1 + (i % 2) : i % 5 === 1 ? visitDays : (i * 5) % visitDays;
				seen.push({ personId: items[i]!.personId, on: addDays(today, -ago) });
				await db
					.updateTable('care.plan')
					.set({ last_on: addDays(today, -ago), next_on: addDays(today, visitDays - ago), from_on: sql`${addDays(today, -200)}::date` })
					.where('subdistrict_id', '=', ctx.subdistrictId)
					.where('id', '=', id)
					.execute();
			}
		});
		await demoVisits(asWorker, seen);
		await demoWeeks(asWorker, seen, first);
		const old = items.filter(({ person }) => (person?.age ?? 0) >= 70).map(({ personId }) => personId);
		// Whoever is assessed has agreed to it on paper; one in six has not yet been asked.
		for (const [n, personId] of old.slice(1).entries())
			if (n < 7 || n % 6 !== 5) await recordConsent(asWorker, { personId, purpose: 'health', agree: true, way: 'paper', note: `同意书 2026-${place + 1}${n + 1}，存服务中心档案柜` });
		await demoAssessments(asWorker, old.slice(1), today, place + 1);
		if (place === 0 && items[0]) {
			const { id } = await openDoor(asWorker, { personId: items[0].personId, source: 'neighbour', said: '对门说两天没见她下楼，敲门没人应' });
			await tryDoor(asWorker, { id, who: '本人手机', reached: false, note: '响了没人接' });
		}
	}
}
