import * as v from 'valibot';
import type { ReadTx } from '#platform/db/tx.ts';
import { invalid, notFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { forModule } from '#platform/usecase.ts';
import { moved } from '../plan.errors.ts';
import { permissions } from '../plan.permissions.ts';
import { demandEdit, mayEdit } from '../plan.policy.ts';
import { day, id } from '../plan.schemas.ts';
import { planById, type Plan } from '../plans/plan.store.ts';
import { readBoard } from '../scoreboard/board.ts';
import { settleIn } from '../totals/follow.ts';
import { keep, NO_TEXTS, type KeptFigures, type ReportTexts } from './report.model.ts';

const { query, useCase } = forModule<'plan'>();

export interface ReportLine {
	id: string;
	title: string;
	from: string;
	to: string;
	madeAt: Date;
	madeByName: string;
}

export interface Report extends ReportLine {
	plan: Plan;
	figures: KeptFigures;
	texts: ReportTexts;
	version: number;
	mayEdit: boolean;
}

const title = v.pipe(v.string(), v.trim(), v.minLength(1, 'platform.required'), v.maxLength(120, 'platform.tooLong'));
const words = v.pipe(v.string(), v.trim(), v.maxLength(4000, 'platform.tooLong'));
const MOST_REPORTS = 200;

/**
 * Makes a report of a period of the plan: its figures as they stand at this moment. They are never written again, so everything is
 * counted first, whoever else is at it.
 * @throws platform.forbidden (403); platform.invalidInput (422) with `from`, `to`: plan.outsideYear
 */
export const makeReport = useCase({
	name: 'plan.makeReport',
	access: permissions.report,
	input: v.pipe(
		v.object({ planId: id, title, from: day, to: day }),
		v.forward(v.partialCheck([['from'], ['to']], ({ from, to }) => from <= to, 'plan.periodBackwards'), ['to'])
	),
	run: async (tx, input): Promise<{ id: string; communityId: string | null }> => {
		const plan = await planById(tx, input.planId);
		demandEdit(tx.ctx.actor, plan.communityId);
		const outside = (['from', 'to'] as const).filter((end) => input[end] < plan.yearStart || input[end] > plan.yearEnd);
		if (outside.length) throw invalid(outside.map((path) => ({ path, code: 'plan.outsideYear' })));
		await settleIn(tx, true);
		const period = { from: input.from, to: input.to };
		const judged = input.from === plan.yearStart;
		const figures = keep(await readBoard(tx, plan, { period }), period, judged);
		const reportId = newId();
		await tx.db
			.insertInto('plan.report')
			.values({
				subdistrict_id: tx.ctx.subdistrictId,
				id: reportId,
				plan_id: plan.id,
				edition: plan.edition,
				title: input.title,
				from_day: input.from,
				to_day: input.to,
				made_at: tx.ctx.clock.now(),
				made_by_name: tx.ctx.actor.name,
				figures: JSON.stringify(figures),
				texts: JSON.stringify(NO_TEXTS)
			})
			.execute();
		return { id: reportId, communityId: plan.communityId };
	},
	subject: ({ from, to }, result) => ({ subjectType: 'plan_report', subjectId: result.id, communityId: result.communityId, detail: { from, to } })
});

const lines = ({ db, ctx }: ReadTx<'plan'>) =>
	db
		.selectFrom('plan.report')
		.select(['id', 'title', 'from_day as from', 'to_day as to', 'made_at as madeAt', 'made_by_name as madeByName', 'plan_id as planId'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('removed_at', 'is', null);

/** The reports of a plan, newest first. */
export const listReports = query({
	name: 'plan.reports',
	access: permissions.read,
	input: v.object({ planId: v.optional(v.nullable(id), null) }),
	run: (tx, { planId }): Promise<ReportLine[]> => {
		const all = lines(tx).orderBy('made_at', 'desc').orderBy('id', 'desc').limit(MOST_REPORTS);
		return (planId ? all.where('plan_id', '=', planId) : all).execute();
	}
});

/** @throws platform.notFound (404) */
export const getReport = query({
	name: 'plan.report',
	access: permissions.read,
	input: v.object({ id }),
	run: async (tx, input): Promise<Report> => {
		const row = await lines(tx).select(['figures', 'texts', 'version']).where('id', '=', input.id).executeTakeFirst();
		if (!row) throw notFound('report');
		const { planId, ...rest } = row;
		const plan = await planById(tx, planId);
		return { ...rest, plan, figures: row.figures as unknown as KeptFigures, texts: row.texts as unknown as ReportTexts, mayEdit: mayEdit(tx.ctx.actor, plan.communityId) };
	}
});

/** Writes the words of a report; its figures stay. @throws plan.moved (409) when somebody else wrote in between */
export const writeReport = useCase({
	name: 'plan.writeReport',
	access: permissions.report,
	input: v.object({ id, version: v.pipe(v.number(), v.integer()), title, intro: words, closing: words, goals: v.record(v.pipe(v.string(), v.uuid()), words) }),
	run: async (tx, input): Promise<{ id: string; communityId: string | null }> => {
		const report = await held(tx, input.id);
		const texts: ReportTexts = { intro: input.intro, closing: input.closing, goals: input.goals };
		const { numUpdatedRows } = await tx.db
			.updateTable('plan.report')
			.set({ title: input.title, texts: JSON.stringify(texts), version: input.version + 1 })
			.where('subdistrict_id', '=', tx.ctx.subdistrictId)
			.where('id', '=', input.id)
			.where('version', '=', input.version)
			.executeTakeFirst();
		if (!numUpdatedRows) throw moved();
		return report;
	},
	subject: (_input, result) => ({ subjectType: 'plan_report', subjectId: result.id, communityId: result.communityId })
});

async function held(tx: ReadTx<'plan'>, reportId: string): Promise<{ id: string; communityId: string | null }> {
	const row = await tx.db.selectFrom('plan.report').select(['id', 'plan_id']).where('subdistrict_id', '=', tx.ctx.subdistrictId).where('id', '=', reportId).executeTakeFirst();
	if (!row) throw notFound('report');
	const { communityId } = await planById(tx, row.plan_id);
	demandEdit(tx.ctx.actor, communityId);
	return { id: row.id, communityId };
}

/** Puts a report away, or brings it back: the undo of it. */
export const removeReport = useCase({
	name: 'plan.removeReport',
	access: permissions.report,
	input: v.object({ id, restore: v.optional(v.boolean(), false) }),
	run: async (tx, input) => {
		const report = await held(tx, input.id);
		await tx.db.updateTable('plan.report').set({ removed_at: input.restore ? null : tx.ctx.clock.now() }).where('subdistrict_id', '=', tx.ctx.subdistrictId).where('id', '=', input.id).execute();
		return report;
	},
	subject: ({ restore }, result) => ({ subjectType: 'plan_report', subjectId: result.id, communityId: result.communityId, detail: { restore } })
});
