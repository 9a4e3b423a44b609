/** Writing a plan at the desk: each act makes a new edition, so that each can be taken back and none is lost. */
import type * as v from 'valibot';
import { listCommunities } from '#modules/areas/index.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { invalid, notFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { todayOf } from '#platform/today.ts';
import { forModule } from '#platform/usecase.ts';
import { closed, moved, nothingToTakeBack, tooMany, twice, wrongState } from '../plan.errors.ts';
import { copiedTo, findTarget, MOST_GOALS, MOST_TARGETS, targetsOf, withGoalMoved, withoutTarget, withTarget, yearFrom, type PlanText, type Target } from '../plan.model.ts';
import { permissions } from '../plan.permissions.ts';
import { demandEdit } from '../plan.policy.ts';
import { shippedText } from './defaults.ts';
import { DraftInput, GoalInput, GoalRef, MoveGoalInput, PlanRef, TargetInput, TargetRef } from './plan.schemas.ts';
import { planById, readText, writeEdition, type EditionNote, type Plan } from './plan.store.ts';

const { useCase } = forModule<'plan'>();
type Tx = WriteTx<'plan'>;

/** Where a plan stands after an act on it. */
export interface Written {
	planId: string;
	communityId: string | null;
	edition: number;
}

const subject = (_input: unknown, { planId, communityId, edition }: Written) => ({ subjectType: 'plan', subjectId: planId, communityId, detail: { edition } });

/**
 * Begins a plan: empty, with the product's own targets, or with the text of another.
 * @throws platform.forbidden (403); platform.invalidInput (422) with `communityId: plan.unknownCommunity`
 */
export const draftPlan = useCase({
	name: 'plan.draft',
	access: permissions.edit,
	input: DraftInput,
	prepare: async (ctx, { communityId }) => communityId === null || (await listCommunities(ctx, {})).some(({ id }) => id === communityId),
	run: async (tx, input, known): Promise<Written> => {
		demandEdit(tx.ctx.actor, input.communityId);
		if (!known) throw invalid([{ path: 'communityId', code: 'plan.unknownCommunity' }]);
		const year = yearFrom(input.yearStart);
		const id = newId();
		let text: PlanText = { goals: [] };
		let copiedFrom: string | null = null;
		if (input.from === 'shipped') text = shippedText();
		else if (input.from !== 'empty') {
			const earlier = await planById(tx, input.from);
			copiedFrom = earlier.id;
			text = copiedTo(await readText(tx, earlier.id, earlier.edition), { from: earlier.yearStart, to: earlier.yearEnd }, year, newId);
		}
		await tx.db
			.insertInto('plan.plan')
			.values({ subdistrict_id: tx.ctx.subdistrictId, id, community_id: input.communityId, title: input.title, year_start: year.from, year_end: year.to, copied_from: copiedFrom, created_at: tx.ctx.clock.now() })
			.execute();
		await writeEdition(tx, id, 1, text, { what: copiedFrom ? 'copied' : 'drafted', detail: input.title });
		return { planId: id, communityId: input.communityId, edition: 1 };
	},
	subject
});

/** Holds a plan that may be written, at the edition that the caller saw. */
async function hold(tx: Tx, { planId, edition }: { planId: string; edition: number }): Promise<Plan> {
	const plan = await planById(tx, planId, true);
	demandEdit(tx.ctx.actor, plan.communityId);
	if (plan.edition !== edition) throw moved();
	return plan;
}

async function edit(tx: Tx, seen: { planId: string; edition: number }, change: (text: PlanText, plan: Plan) => { text: PlanText; note: EditionNote }): Promise<Written> {
	const plan = await hold(tx, seen);
	if (plan.state === 'closed') throw closed();
	const { text, note } = change(await readText(tx, plan.id, plan.edition), plan);
	if (text.goals.length > MOST_GOALS) throw tooMany(MOST_GOALS);
	if (targetsOf(text).length > MOST_TARGETS) throw tooMany(MOST_TARGETS);
	return renew(tx, plan, text, note);
}

async function renew(tx: Tx, plan: Plan, text: PlanText, note: EditionNote): Promise<Written> {
	const edition = plan.edition + 1;
	await writeEdition(tx, plan.id, edition, text, note);
	await tx.db.updateTable('plan.plan').set({ edition }).where('subdistrict_id', '=', tx.ctx.subdistrictId).where('id', '=', plan.id).execute();
	return { planId: plan.id, communityId: plan.communityId, edition };
}

/** Adds a goal, or gives one another title. */
export const saveGoal = useCase({
	name: 'plan.saveGoal',
	access: permissions.edit,
	input: GoalInput,
	run: (tx, input) =>
		edit(tx, input, (text) => {
			if (input.goalId === null) return { text: { goals: [...text.goals, { id: newId(), title: input.title, targets: [] }] }, note: { what: 'goalAdded', detail: input.title } };
			if (!text.goals.some(({ id }) => id === input.goalId)) throw notFound('goal');
			return { text: { goals: text.goals.map((goal) => (goal.id === input.goalId ? { ...goal, title: input.title } : goal)) }, note: { what: 'goalChanged', detail: input.title } };
		}),
	subject
});

/** Takes a goal out, with its targets. */
export const removeGoal = useCase({
	name: 'plan.removeGoal',
	access: permissions.edit,
	input: GoalRef,
	run: (tx, input) =>
		edit(tx, input, (text) => {
			const goal = text.goals.find(({ id }) => id === input.goalId);
			if (!goal) throw notFound('goal');
			return { text: { goals: text.goals.filter(({ id }) => id !== goal.id) }, note: { what: 'goalRemoved', detail: goal.title } };
		}),
	subject
});

export const moveGoal = useCase({
	name: 'plan.moveGoal',
	access: permissions.edit,
	input: MoveGoalInput,
	run: (tx, input) => edit(tx, input, (text) => ({ text: withGoalMoved(text, input.goalId, input.by), note: { what: 'goalMoved', detail: text.goals.find(({ id }) => id === input.goalId)?.title ?? '' } })),
	subject
});

/**
 * Adds a target, or changes one. A shipped number that somebody has set is theirs from then on.
 * @throws platform.invalidInput (422): `aim`, `stateB`; `phases.<n>.until: plan.outsideYear`
 */
export const saveTarget = useCase({
	name: 'plan.saveTarget',
	access: permissions.edit,
	input: TargetInput,
	run: (tx, input) =>
		edit(tx, input, (text, plan) => {
			if (!text.goals.some(({ id }) => id === input.goalId)) throw notFound('goal');
			const before = input.targetId === null ? null : findTarget(text, input.targetId);
			if (input.targetId !== null && !before) throw notFound('target');
			const outside = input.phases.flatMap(({ until }, n) => (until < plan.yearStart || until > plan.yearEnd ? [{ path: `phases.${n}.until`, code: 'plan.outsideYear' }] : []));
			if (outside.length) throw invalid(outside);
			return { text: withTarget(text, input.goalId, targetFrom(input, before)), note: { what: before ? 'targetChanged' : 'targetAdded', detail: input.title } };
		}),
	subject
});

function targetFrom(input: v.InferOutput<typeof TargetInput>, before: Target | null): Target {
	const { planId: _plan, edition: _edition, goalId: _goal, targetId: _target, phases, ...rest } = input;
	const untouched = before !== null && before.aim === input.aim && before.rule === input.rule && before.measure === input.measure;
	return {
		...rest,
		id: before?.id ?? newId(),
		origin: before && untouched ? before.origin : 'own',
		phases: phases.map((phase, n) => ({ ...phase, id: before?.phases[n]?.id ?? newId() }))
	};
}

export const removeTarget = useCase({
	name: 'plan.removeTarget',
	access: permissions.edit,
	input: TargetRef,
	run: (tx, input) =>
		edit(tx, input, (text) => {
			const target = findTarget(text, input.targetId);
			if (!target) throw notFound('target');
			return { text: withoutTarget(text, target.id), note: { what: 'targetRemoved', detail: target.title } };
		}),
	subject
});

/**
 * Takes the last change of the text back: the edition before it stands again, as a new one. Taken back twice goes back twice.
 * @throws plan.nothingToTakeBack (409)
 */
export const takeBack = useCase({
	name: 'plan.takeBack',
	access: permissions.edit,
	input: PlanRef,
	run: async (tx, input): Promise<Written> => {
		const plan = await hold(tx, input);
		if (plan.state === 'closed') throw closed();
		const before = (await changedIn(tx, plan.id, plan.edition)) - 1;
		if (before < 1) throw nothingToTakeBack();
		// The one before may itself have taken changes back: those are not brought back by going on.
		const equals = await changedIn(tx, plan.id, before);
		return renew(tx, plan, await readText(tx, plan.id, equals), { what: 'takenBack', equals });
	},
	subject
});

/** The edition in which somebody wrote what an edition says: itself, or the one that it equals. */
async function changedIn({ db, ctx }: Tx, planId: string, edition: number): Promise<number> {
	const { equals } = await db.selectFrom('plan.edition').select('equals').where('subdistrict_id', '=', ctx.subdistrictId).where('plan_id', '=', planId).where('edition', '=', edition).executeTakeFirstOrThrow();
	return equals ?? edition;
}

type Step = 'adopt' | 'close' | 'reopen';
const FROM: Record<Step, readonly Plan['state'][]> = { adopt: ['draft'], close: ['adopted'], reopen: ['adopted', 'closed'] };

async function step(tx: Tx, input: v.InferOutput<typeof PlanRef>, what: Step): Promise<Written> {
	const plan = await hold(tx, input);
	if (!FROM[what].includes(plan.state)) throw wrongState();
	const today = await todayOf(tx);
	const change = what === 'adopt' ? { state: 'adopted', adopted_on: today } : what === 'close' ? { state: 'closed', closed_on: today } : plan.state === 'closed' ? { state: 'adopted', closed_on: null } : { state: 'draft', adopted_on: null };
	await tx.db
		.updateTable('plan.plan')
		.set(change)
		.where('subdistrict_id', '=', tx.ctx.subdistrictId)
		.where('id', '=', plan.id)
		.execute()
		.catch((error: { constraint?: string }) => {
			throw error.constraint === 'plan_once' ? twice() : error;
		});
	return { planId: plan.id, communityId: plan.communityId, edition: plan.edition };
}

/** From now on this is the plan. @throws plan.twice (409) when the area has another for the year */
export const adoptPlan = useCase({ name: 'plan.adopt', access: permissions.edit, input: PlanRef, run: (tx, input) => step(tx, input, 'adopt'), subject });

/** The year is over and summed up: the text changes no more. */
export const closePlan = useCase({ name: 'plan.close', access: permissions.edit, input: PlanRef, run: (tx, input) => step(tx, input, 'close'), subject });

/** One step back: a closed plan is adopted again, an adopted one a draft. */
export const reopenPlan = useCase({ name: 'plan.reopen', access: permissions.edit, input: PlanRef, run: (tx, input) => step(tx, input, 'reopen'), subject });
