import { permissions, purposeSettings, savePurpose } from '#modules/residents/index.ts';
import { demand, mayCall } from '#platform/access.ts';
import { notFound } from '#platform/errors.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, params, url }) => {
	const fresh = params.code === 'new';
	if (fresh) demand(ctx.actor, permissions.purposes);
	const found = fresh ? null : (await purposeSettings(ctx, {})).find(({ purpose }) => purpose.code === params.code);
	if (found === undefined) throw notFound('purpose');
	const saved = url.searchParams.get('saved');
	return { fresh, settings: found, mayEdit: mayCall(ctx.actor, permissions.purposes), saved: saved === null ? null : Number(saved) };
};

const text = (value: unknown) => (typeof value === 'string' ? value : '');

export const actions: Actions = {
	default: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			const { key, version, keepMonths, fields, active, consentAnew, ...rest } = values;
			const months = text(keepMonths).trim();
			const saved = await savePurpose(locals.ctx, {
				...(rest as Pick<Parameters<typeof savePurpose>[1], 'basis' | 'keepFrom'>),
				name: text(rest.name),
				nameEn: text(rest.nameEn),
				explanation: text(rest.explanation),
				explanationEn: text(rest.explanationEn),
				source: text(rest.source),
				why: text(rest.why),
				code: params.code === 'new' ? text(key) : params.code,
				version: Number(version),
				fields: (fields ?? []) as never[],
				keepMonths: months ? Number(months) : null,
				active: active === 'on',
				consentAnew: consentAnew === 'on'
			});
			return `/desk/admin/purposes/${saved.code}?saved=${saved.ended}`;
		})
};
