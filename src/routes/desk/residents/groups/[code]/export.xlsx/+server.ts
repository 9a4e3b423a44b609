import { groupSheet, groupsMessages, groupTypes, type ExportRequest } from '#modules/residents/index.ts';
import { dateIn } from '#platform/dates/index.ts';
import { apiError } from '#platform/web/api.ts';
import { workbookDownload } from '#platform/web/download.ts';
import { readForm } from '#platform/web/forms.ts';
import type { RequestHandler } from './$types';
import { groupFilterOf } from '../filter.ts';

/** The list by the same filter, for a reason that goes into everybody's record; so it is posted, and never in an address. */
export const POST: RequestHandler = async ({ locals, params, request }) => {
	const { ctx } = locals;
	try {
		const form = await readForm(request);
		const word = (name: string) => (typeof form.get(name) === 'string' ? String(form.get(name)) : '');
		const filter = groupFilterOf(params.code, form);
		const type = (await groupTypes(ctx, {})).find(({ code }) => code === params.code);
		const title = type ? (ctx.locale === 'en' && type.nameEn) || type.name : (groupsMessages[ctx.locale].derived[params.code] ?? params.code);
		const sheet = await groupSheet(ctx, title, { ...filter, ...(word('reasonCode') && { reasonCode: word('reasonCode') as ExportRequest['reasonCode'] }), reason: word('reason') });
		return workbookDownload(`${params.code}-${dateIn(ctx.clock.now(), locals.subdistrict?.timeZone ?? 'Asia/Shanghai')}.xlsx`, sheet);
	} catch (error) {
		return apiError(ctx, error);
	}
};
