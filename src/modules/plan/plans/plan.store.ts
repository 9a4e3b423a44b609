/** Plans and their editions in the database: an edition is written whole and never again. */
import { sql } from 'kysely';
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';
import { noSuchPlan } from '../plan.errors.ts';
import type { Goal, Origin, PlanState, PlanText, Target } from '../plan.model.ts';
import type { RuleType } from '../plan.rules.ts';

export interface Plan {
	id: string;
	/** null: the subdistrict's own */
	communityId: string | null;
	title: string;
	yearStart: string;
	yearEnd: string;
	state: PlanState;
	edition: number;
	adoptedOn: string | null;
	closedOn: string | null;
}

const COLUMNS = ['id', 'community_id as communityId', 'title', 'year_start as yearStart', 'year_end as yearEnd', 'state', 'edition', 'adopted_on as adoptedOn', 'closed_on as closedOn'] as const;

export const plansQuery = ({ db, ctx }: ReadTx<'plan'>) => db.selectFrom('plan.plan').select(COLUMNS).where('subdistrict_id', '=', ctx.subdistrictId);

/** @throws platform.notFound (404) */
export async function planById(tx: ReadTx<'plan'>, id: string, lock = false): Promise<Plan> {
	const query = plansQuery(tx).where('id', '=', id);
	const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
	if (!row) throw noSuchPlan();
	return row as Plan;
}

/** The text of one edition. */
export async function readText({ db, ctx }: ReadTx<'plan'>, planId: string, edition: number): Promise<PlanText> {
	const here = <T extends 'plan.goal' | 'plan.target' | 'plan.phase'>(table: T) => sql`FROM ${sql.table(table)} WHERE subdistrict_id = ${ctx.subdistrictId} AND plan_id = ${planId} AND edition = ${edition}`;
	const { rows: goals } = await sql<{ id: string; title: string }>`SELECT id, title ${here('plan.goal')} ORDER BY position`.execute(db);
	const { rows: targets } = await sql<Target & { goalId: string }>`
		SELECT id, goal_id AS "goalId", title, measure, rule, aim, at_most AS "atMost", state_b AS "stateB", state_c AS "stateC", each, points, groups, public, origin, note ${here('plan.target')} ORDER BY position`.execute(db);
	const { rows: phases } = await sql<{ id: string; targetId: string; title: string; until: string; aim: number }>`SELECT id, target_id AS "targetId", title, until, aim ${here('plan.phase')} ORDER BY until, id`.execute(db);
	return {
		goals: goals.map((goal): Goal => ({
			...goal,
			targets: targets
				.filter(({ goalId }) => goalId === goal.id)
				.map(({ goalId: _, ...target }) => ({ ...target, rule: target.rule as RuleType, origin: target.origin as Origin, phases: phases.filter(({ targetId }) => targetId === target.id).map(({ targetId: __, ...phase }) => phase) }))
		}))
	};
}

export interface EditionNote {
	/** what was done: a key of the words `changes` */
	what: string;
	/** the title of what it was done to */
	detail?: string;
	equals?: number | null;
}

/** Writes an edition whole. Its plan's row says which is the present one; the caller holds it. */
export async function writeEdition({ db, ctx }: WriteTx<'plan'>, planId: string, edition: number, text: PlanText, note: EditionNote): Promise<void> {
	const key = { subdistrict_id: ctx.subdistrictId, plan_id: planId, edition };
	await db
		.insertInto('plan.edition')
		.values({ ...key, at: ctx.clock.now(), by_id: ctx.actor.kind === 'user' ? ctx.actor.id : null, by_name: ctx.actor.name, what: note.what, detail: note.detail ?? '', equals: note.equals ?? null })
		.execute();
	const goals = text.goals.map(({ id, title }, position) => ({ ...key, id, position, title }));
	if (goals.length) await db.insertInto('plan.goal').values(goals).execute();
	const targets = text.goals.flatMap((goal) =>
		goal.targets.map((target, position) => ({
			...key,
			id: target.id,
			goal_id: goal.id,
			position,
			title: target.title,
			measure: target.measure,
			rule: target.rule,
			aim: target.aim,
			at_most: target.atMost,
			state_b: target.rule === 'states' ? target.stateB : null,
			state_c: target.rule === 'states' ? target.stateC : null,
			each: target.each,
			points: target.points,
			groups: target.groups,
			public: target.public,
			origin: target.origin,
			note: target.note
		}))
	);
	if (targets.length) await db.insertInto('plan.target').values(targets).execute();
	const phases = text.goals.flatMap((goal) => goal.targets.flatMap((target) => target.phases.map(({ id, title, until, aim }) => ({ ...key, target_id: target.id, id, title, until, aim }))));
	if (phases.length) await db.insertInto('plan.phase').values(phases).execute();
}
