import { personCard } from '#modules/residents/index.ts';
import { staffMember } from '#platform/accounts/index.ts';
import { systemActor, type Ctx } from '#platform/context.ts';
import { dateIn } from '#platform/dates/index.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { AppError, conflict } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { seal } from '#platform/secrets.ts';
import { zoneOf } from '#platform/tenant.ts';
import { forModule } from '#platform/usecase.ts';
import { noSuchPerson, noSuchPlan } from '../care.errors.ts';
import { permissions } from '../care.permissions.ts';
import { demandLookAfter, mayLookAfter, maySee } from '../care.policy.ts';
import { NOTE_PURPOSE } from '../care.seal.ts';
import { careRules } from '../list/rules.queries.ts';
import { standings } from '../list/follow.ts';
import { followSpans, pauseSpan } from '../weekly/span.store.ts';
import { firstVisit, rescheduled } from './plan.model.ts';
import { AddPlanInput, AssignInput, ChangePlanInput, EndPlanInput, PausePlanInput, PlanId } from './plan.schemas.ts';

const { useCase } = forModule<'care'>();
const todayOf = async (ctx: Ctx): Promise<string> => dateIn(ctx.clock.now(), await zoneOf(ctx));

async function holdPlan({ db, ctx }: WriteTx<'care'>, id: string) {
	const row = await db.selectFrom('care.plan').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).forUpdate().executeTakeFirst();
	if (!row || !maySee(ctx.actor, row.community_id)) throw noSuchPlan();
	demandLookAfter(ctx.actor, row.community_id);
	if (row.until_on) throw conflict('care.planEnded');
	return row;
}

/** The name of a member of staff who works in the community. @throws care.workerElsewhere (422) */
async function workerOf(ctx: Ctx, workerId: string | null): Promise<{ id: string; name: string; communities: 'all' | string[] } | null> {
	if (!workerId) return null;
	const found = await staffMember({ ...ctx, actor: systemActor('care:worker') }, { id: workerId });
	const grants = found?.grants.filter(({ role }) => role === 'worker' || role === 'head') ?? [];
	if (!found || !grants.length) throw new AppError('care.workerElsewhere', { status: 422, fields: [{ path: 'workerId', code: 'care.workerElsewhere' }] });
	return { id: found.id, name: found.name, communities: grants.flatMap(({ communityId }) => (communityId ? [communityId] : [])) };
}

function demandWorksIn(worker: { communities: 'all' | string[] } | null, communityId: string): void {
	if (worker && worker.communities !== 'all' && !worker.communities.includes(communityId)) throw new AppError('care.workerElsewhere', { status: 422, fields: [{ path: 'workerId', code: 'care.workerElsewhere' }] });
}

/** Who goes there: for one plan, or for many at once, all or none. */
export const assignPlans = useCase({
	name: 'care.assignPlans',
	access: permissions.look_after,
	input: AssignInput,
	prepare: (ctx, { workerId }) => workerOf(ctx, workerId),
	run: async (tx, { ids }, worker) => {
		const { db, ctx } = tx;
		const rows = await db.selectFrom('care.plan').select(['id', 'community_id']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', 'in', ids).where('until_on', 'is', null).orderBy('id').forUpdate().execute();
		if (rows.length !== new Set(ids).size) throw noSuchPlan();
		for (const { community_id } of rows) {
			if (!mayLookAfter(ctx.actor, community_id)) throw noSuchPlan();
			demandWorksIn(worker, community_id);
		}
		await db
			.updateTable('care.plan')
			.set((eb) => ({ worker_id: worker?.id ?? null, worker_name: worker?.name ?? '', version: eb('version', '+', 1), changed_at: ctx.clock.now() }))
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', 'in', ids)
			.execute();
		return { count: rows.length, communityId: rows[0]!.community_id };
	},
	subject: ({ ids }, { communityId, count }) => ({ subjectType: 'plan', subjectId: ids[0]!, communityId, detail: { count } })
});

/** Puts somebody on the list whom no rule names, with the reason in words. */
export const addPlan = useCase({
	name: 'care.addPlan',
	access: permissions.look_after,
	input: AddPlanInput,
	prepare: async (ctx, { personId, workerId }) => {
		const person = await personCard(ctx, { id: personId });
		if (!person?.communityId || !maySee(ctx.actor, person.communityId)) throw noSuchPerson();
		demandLookAfter(ctx.actor, person.communityId);
		if (person.died || person.left) throw new AppError('care.notHere', { status: 409 });
		const worker = await workerOf(ctx, workerId);
		demandWorksIn(worker, person.communityId);
		const today = await todayOf(ctx);
		return { communityId: person.communityId, worker, today, stands: (await standings(ctx, person.communityId, await careRules(ctx, {}), today, personId)).get(personId) };
	},
	run: async (tx, { personId, why, visitDays }, { communityId, worker, today, stands }) => {
		const { db, ctx } = tx;
		const id = newId();
		const made = await db
			.insertInto('care.plan')
			.values({
				subdistrict_id: ctx.subdistrictId,
				id,
				person_id: personId,
				community_id: communityId,
				reasons: stands?.reasons ?? [],
				by_hand: why,
				worker_id: worker?.id ?? null,
				worker_name: worker?.name ?? '',
				visit_days: visitDays,
				rhythm_by_hand: true,
				next_on: firstVisit(personId, today, visitDays),
				from_on: today,
				changed_at: ctx.clock.now()
			})
			.onConflict((oc) => oc.doNothing())
			.returning('id')
			.executeTakeFirst();
		if (!made) throw conflict('care.onTheList');
		await followSpans(tx, [id], today);
		return { id, communityId };
	},
	subject: (_input, { id, communityId }) => ({ subjectType: 'plan', subjectId: id, communityId })
});

/** Another rhythm, the day of the next visit, what is to be reached. */
export const changePlan = useCase({
	name: 'care.changePlan',
	access: permissions.look_after,
	input: ChangePlanInput,
	prepare: async (ctx) => ({ today: await todayOf(ctx), rules: await careRules(ctx, {}) }),
	run: async (tx, input, { today, rules }) => {
		const { db, ctx } = tx;
		const row = await holdPlan(tx, input.id);
		if (row.version !== input.version) throw conflict('care.planMoved');
		// As the rules say: the shortest rhythm of those that hold.
		const byRules = rules.filter(({ code }) => row.reasons.includes(code)).flatMap((rule) => (rule.visitDays === null ? [] : [rule.visitDays]));
		const visitDays = input.visitDays ?? (byRules.length ? Math.min(...byRules) : row.visit_days);
		const nextOn = input.nextOn ?? (visitDays === row.visit_days ? row.next_on : rescheduled({ lastOn: row.last_on, nextOn: row.next_on, visitDays: row.visit_days }, visitDays, today));
		if (input.nextOn && input.nextOn < today) throw new AppError('platform.invalidInput', { status: 422, fields: [{ path: 'nextOn', code: 'care.dayPast' }] });
		await db
			.updateTable('care.plan')
			.set({ visit_days: visitDays, rhythm_by_hand: input.visitDays !== null, next_on: nextOn, goal_sealed: input.goal ? seal(input.goal, NOTE_PURPOSE) : null, version: row.version + 1, changed_at: ctx.clock.now() })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', '=', row.id)
			.execute();
		return { id: row.id, communityId: row.community_id, version: row.version + 1 };
	},
	subject: (_input, { id, communityId }) => ({ subjectType: 'plan', subjectId: id, communityId })
});

/** No visits until a day (in hospital, with the children); null goes on at once. */
export const pausePlan = useCase({
	name: 'care.pausePlan',
	access: permissions.look_after,
	input: PausePlanInput,
	prepare: (ctx) => todayOf(ctx),
	run: async (tx, { id, until, reason }, today) => {
		const { db, ctx } = tx;
		const row = await holdPlan(tx, id);
		if (until !== null && until <= today) throw new AppError('platform.invalidInput', { status: 422, fields: [{ path: 'until', code: 'care.dayPast' }] });
		await db
			.updateTable('care.plan')
			.set({ paused_until: until, pause_reason: until === null ? null : reason, next_on: until ?? row.next_on, version: row.version + 1, changed_at: ctx.clock.now() })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', '=', id)
			.execute();
		await pauseSpan(tx, id, until, today);
		return { id, communityId: row.community_id };
	},
	subject: (_input, { id, communityId }) => ({ subjectType: 'plan', subjectId: id, communityId })
});

/** Off the list, with the reason. A rule that still holds brings them back the next night, so it is refused while one does. */
export const endPlan = useCase({
	name: 'care.endPlan',
	access: permissions.look_after,
	input: EndPlanInput,
	prepare: (ctx) => todayOf(ctx),
	run: async (tx, { id, reason }, today) => {
		const { db, ctx } = tx;
		const row = await holdPlan(tx, id);
		if (row.reasons.length) throw conflict('care.ruleHolds');
		await db
			.updateTable('care.plan')
			.set({ until_on: today < row.from_on ? row.from_on : today, end_reason: reason, version: row.version + 1, changed_at: ctx.clock.now() })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', '=', id)
			.execute();
		await followSpans(tx, [id], today);
		return { id, communityId: row.community_id };
	},
	subject: (_input, { id, communityId }) => ({ subjectType: 'plan', subjectId: id, communityId })
});

/** Takes the end back. */
export const reopenPlan = useCase({
	name: 'care.reopenPlan',
	access: permissions.look_after,
	input: PlanId,
	prepare: (ctx) => todayOf(ctx),
	run: async (tx, { id }, today) => {
		const { db, ctx } = tx;
		const row = await db.selectFrom('care.plan').select(['id', 'community_id', 'person_id', 'end_reason']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).where('until_on', 'is not', null).forUpdate().executeTakeFirst();
		if (!row || !mayLookAfter(ctx.actor, row.community_id)) throw noSuchPlan();
		const other = await db.selectFrom('care.plan').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', row.person_id).where('until_on', 'is', null).executeTakeFirst();
		if (other) throw conflict('care.onTheList');
		await db.updateTable('care.plan').set((eb) => ({ until_on: null, end_reason: null, version: eb('version', '+', 1), changed_at: ctx.clock.now() })).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).execute();
		await followSpans(tx, [id], today);
		return { id, communityId: row.community_id };
	},
	subject: (_input, { id, communityId }) => ({ subjectType: 'plan', subjectId: id, communityId })
});
