/** The impact record as a PDF, of one purpose or of all. */
import type { Ctx } from '#platform/context.ts';
import { formatDateTime } from '#platform/dates/index.ts';
import { renderPdf } from '#platform/print/index.ts';
import { impactMessages } from '../messages/impact.ts';
import type { Impact } from '../privacy/impact.ts';
import { impactWords } from '../ui/impact-words.ts';
import { impactPaper } from './impact-paper.ts';

/** @param impacts as they were read for who may (`impactRecord`): nothing is asked for anew */
export function printImpact(ctx: Ctx, impacts: readonly Impact[], place: { subdistrict: string; zone: string }): Promise<Buffer> {
	const m = impactMessages[ctx.locale];
	const at = formatDateTime(ctx.clock.now(), place.zone, ctx.locale);
	return renderPdf(
		impactPaper,
		{
			lang: ctx.locale,
			org: place.subdistrict,
			title: m.title,
			law: m.law,
			asOf: m.asOf(at),
			purposes: impacts.map((impact) => ({ ...impactWords(impact, ctx.locale), note: !impact.judgements.length ? m.never : impact.outOfDate ? m.outOfDate : '' })),
			footer: m.printedBy(ctx.actor.name, at),
			words: { facts: m.facts, sight: m.sight, item: m.item, held: m.held, sightNote: m.sightNote, measures: m.measures, judgement: m.judgement, earlier: m.earlier, conclusion: m.form.conclusion, pages: m.pages }
		},
		{ now: ctx.clock.now() }
	);
}
