/** One measure opened: its arithmetic, its days, the records behind it. */
import * as v from 'valibot';
import type { Ctx } from '#platform/context.ts';
import { notFound } from '#platform/errors.ts';
import type { Figure, MeasureRecord, Period } from '#platform/measure.ts';
import { forModule, parse } from '#platform/usecase.ts';
import { demand } from '#platform/access.ts';
import { permissions } from '../plan.permissions.ts';
import { day, id } from '../plan.schemas.ts';
import { daysOf, figuresOf, keptFrom, type DayFigure } from '../totals/read.ts';
import { allMeasures, measureOf } from '../totals/registry.ts';
import { freshen, wordsOf, type MeasureWords } from './board.ts';

const { query } = forModule<'plan'>();

const Asked = { key: v.pipe(v.string(), v.maxLength(80)), from: day, to: day, communityId: v.optional(v.nullable(id), null) };
const ordered = <T extends Period>() => v.check<T, 'plan.periodBackwards'>(({ from, to }) => from <= to, 'plan.periodBackwards');

export interface OpenMeasure {
	words: MeasureWords;
	figure: Figure;
	days: DayFigure[];
	/** true while its days are still being counted for the first time */
	counting: boolean;
	/** days are kept from this one on and the period asked for begins earlier: of the days before there is no figure; null: all of it is kept */
	keptFrom: string | null;
}

/** A measure over a period, with its days. @throws platform.notFound (404) when no module gives it */
export const openMeasure = query({
	name: 'plan.openMeasure',
	access: permissions.read,
	input: v.pipe(v.object(Asked), ordered()),
	prepare: freshen,
	run: async (tx, input): Promise<OpenMeasure> => {
		const measure = measureOf(input.key);
		if (!measure) throw notFound('measure');
		const wanted = { measure, period: { from: input.from, to: input.to }, communityId: input.communityId };
		const [figure] = await figuresOf(tx, [wanted]);
		const kept = await keptFrom(tx, measure);
		// A stand is known on its last day, whatever came before; of events and people every day counts.
		const first = measure.adds === 'stand' ? input.to : input.from;
		const nothing = kept === null || kept > input.to;
		return { words: wordsOf(measure, tx.ctx.locale), figure: nothing ? { ...figure!, value: null } : figure!, days: await daysOf(tx, wanted), counting: kept === null, keptFrom: kept !== null && kept > first ? kept : null };
	}
});

const RecordsInput = v.pipe(v.object({ ...Asked, part: v.pipe(v.string(), v.regex(/^[a-z_]{1,40}$/)), cursor: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(80))), null) }), ordered());

/** Before the key of a page among what is only in the denominator; what is in the numerator too comes first. */
const AGAINST = '-';

/**
 * The records behind a figure, newest first; `denominator` has those of the numerator and then the others. Whose records the caller
 * may see is their module's to say.
 */
export async function measureRecords(ctx: Ctx, raw: v.InferInput<typeof RecordsInput>): Promise<{ items: MeasureRecord[]; next: string | null }> {
	demand(ctx.actor, permissions.read);
	const { key, from, to, communityId, part, cursor } = await parse(RecordsInput, raw);
	const measure = measureOf(key);
	if (!measure) throw notFound('measure');
	const period: Period = { from, to };
	const ask = (of: string, from: string | null) => measure.records(ctx, { period, communityId, part: of, cursor: from });
	if (part !== 'denominator') return ask(part, cursor);
	if (cursor?.startsWith(AGAINST)) {
		const page = await ask('against', cursor.slice(AGAINST.length) || null);
		return { ...page, next: page.next && AGAINST + page.next };
	}
	const page = await ask('numerator', cursor);
	return { ...page, next: page.next ?? AGAINST };
}

/** All measures of this installation, to choose from. */
export const listMeasures = query({ name: 'plan.measures', access: permissions.read, input: v.object({}), run: async ({ ctx }): Promise<MeasureWords[]> => allMeasures().map((measure) => wordsOf(measure, ctx.locale)) });
