import * as v from 'valibot';
import { listCommunities } from '#modules/areas/index.ts';
import type { Figure } from '#platform/measure.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../plan.permissions.ts';
import { mayEdit } from '../plan.policy.ts';
import { id } from '../plan.schemas.ts';
import { courseOn, judge, type Standing } from '../plan.rules.ts';
import { presentPlan } from '../plans/plan.queries.ts';
import { planById } from '../plans/plan.store.ts';
import { figuresOf, type Wanted } from '../totals/read.ts';
import { measureOf } from '../totals/registry.ts';
import { freshen, readBoard, type Board, type MeasureWords } from './board.ts';

const { query } = forModule<'plan'>();

/** The board of one plan as it stands now, what was entered a moment ago with it. @throws platform.notFound (404) */
export const scoreboard = query({
	name: 'plan.scoreboard',
	access: permissions.read,
	input: v.object({ planId: id }),
	prepare: freshen,
	run: async (tx, input): Promise<Board & { mayEdit: boolean }> => {
		const plan = await planById(tx, input.planId);
		return { ...(await readBoard(tx, plan)), mayEdit: mayEdit(tx.ctx.actor, plan.communityId) };
	}
});

/**
 * What an area has promised in public: the present adopted plan's public targets with their figures, no record behind them.
 * Public, and counts nothing itself, so that strangers cannot make it work.
 */
export const publicBoard = query({
	name: 'plan.publicBoard',
	access: 'public',
	input: v.object({ communityId: v.optional(v.nullable(id), null) }),
	run: async (tx, { communityId }): Promise<Board | null> => {
		const plan = await presentPlan(tx, communityId);
		return plan && readBoard(tx, plan, { only: (target) => target.public });
	}
});

/** One target over all communities. */
export interface AreaLine {
	targetId: string;
	title: string;
	measure: string;
	words: MeasureWords;
	/** in the order of the communities' codes: areas are looked at side by side, not ranked */
	areas: { figure: Figure; standing: Standing }[];
}

export interface AreasBoard {
	communities: { id: string; name: string }[];
	/** only of targets that some module counts */
	lines: AreaLine[];
}

/**
 * Every community's figures under the subdistrict's targets. The aim is the whole subdistrict's, so only shares, states and
 * misses are judged here; of the others the figure is shown alone.
 */
export const areasBoard = query({
	name: 'plan.areas',
	access: permissions.read,
	input: v.object({ planId: id }),
	prepare: async (ctx) => {
		await freshen(ctx);
		return listCommunities(ctx, {});
	},
	run: async (tx, input, communities): Promise<AreasBoard> => {
		const plan = await planById(tx, input.planId);
		const board = await readBoard(tx, plan);
		const targets = board.goals.flatMap((goal) => goal.targets).filter((target) => target.words !== null);
		const wanted = targets.flatMap((target): Wanted[] => communities.map((community) => ({ measure: measureOf(target.measure)!, period: board.period, communityId: community.id })));
		const figures = board.course.gone > 0 ? await figuresOf(tx, wanted) : [];
		const course = courseOn({ from: plan.yearStart, to: plan.yearEnd }, board.today);
		return {
			communities: communities.map((each) => ({ id: each.id, name: (tx.ctx.locale === 'en' && each.nameEn) || each.name })),
			lines: targets.map((target, t): AreaLine => ({
				targetId: target.id,
				title: target.title,
				measure: target.measure,
				words: target.words!,
				areas: communities.map((_, c) => {
					const figure = figures[t * communities.length + c] ?? { value: null, numerator: 0, denominator: null, leftOut: [] };
					return { figure, standing: judge(target, { figure, began: null, course, unit: target.words!.unit, adds: target.words!.adds }) };
				})
			}))
		};
	}
});
