import { peopleSheet, type PeopleExport } from '#modules/residents/index.ts';
import { dateIn } from '#platform/dates/index.ts';
import { apiError } from '#platform/web/api.ts';
import { workbookDownload } from '#platform/web/download.ts';
import { readForm } from '#platform/web/forms.ts';
import type { RequestHandler } from './$types';
import { filterOf } from '../filter.ts';

/** The list by the same filter and words, for a reason that goes into everybody's record; so it is posted, and never in an address. */
export const POST: RequestHandler = async ({ locals: { ctx, subdistrict }, request }) => {
	try {
		const form = await readForm(request);
		const word = (name: string) => (typeof form.get(name) === 'string' ? String(form.get(name)) : '');
		const sheet = await peopleSheet(ctx, { ...filterOf(form), words: word('words'), ...(word('reasonCode') && { reasonCode: word('reasonCode') as PeopleExport['reasonCode'] }), reason: word('reason') });
		return workbookDownload(`residents-${dateIn(ctx.clock.now(), subdistrict?.timeZone ?? 'Asia/Shanghai')}.xlsx`, sheet);
	} catch (error) {
		return apiError(ctx, error);
	}
};
