/** The paper of a complete assessment, for whoever may see what is on it. */
import type { Ctx } from '#platform/context.ts';
import { noteLook } from '#modules/residents/index.ts';
import { formatDate, formatDateTime } from '#platform/dates/index.ts';
import { conflict, forbidden } from '#platform/errors.ts';
import { renderPdf } from '#platform/print/index.ts';
import { getAssessment } from './assessment.queries.ts';
import { formVersion } from './forms.ts';
import { assessmentMessages } from '../messages/assessment.ts';
import { assessmentPaper, paperOf } from './print/assessment-paper.ts';

/**
 * That it was printed is written down for the person to see.
 * @param place name of the subdistrict, and its zone
 * @throws platform.forbidden (403) while the content is not open; care.notPrintable (409) for a draft
 */
export async function printAssessment(ctx: Ctx, id: string, place: { subdistrict: string; zone: string }): Promise<Buffer> {
	const { person, assessment } = await getAssessment(ctx, { id });
	if (assessment.state === 'draft') throw conflict('care.notPrintable');
	if (!assessment.content?.result) throw forbidden('care.seeAssessment');
	await noteLook(ctx, { id: person.id, what: 'print' });
	const m = assessmentMessages[ctx.locale];
	const form = formVersion(assessment.formKey, assessment.formVersion);
	const day = (date: string | null) => (date ? formatDate(date, ctx.locale) : '');
	return renderPdf(
		assessmentPaper,
		paperOf(
			form,
			assessment.content.filled,
			assessment.content.result,
			{
				org: place.subdistrict,
				about: [
					[m.paper.name, person.name],
					[m.paper.born, m.paper.sexAndAge(person.sex, person.age)],
					[m.paper.address, person.address],
					[m.about.informant, assessment.informant],
					[m.about.assessedOn, day(assessment.assessedOn)],
					[m.about.place, assessment.place],
					[m.about.reason, assessment.reason ? m.reasonsFor[assessment.reason] : ''],
					[m.about.reviewOn, day(assessment.reviewOn)]
				],
				assessors: assessment.assessors,
				informant: assessment.informant,
				superseded: assessment.state === 'superseded',
				printed: m.paper.printed(ctx.actor.name, formatDateTime(ctx.clock.now(), place.zone, ctx.locale))
			},
			ctx.locale
		),
		{ now: ctx.clock.now() }
	);
}
