import { arrive, doorPath, doorView } from '#modules/activities/index.ts';
import { notFound } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { normalisePhone } from '#platform/phone.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const codeOf = (url: URL): string => url.searchParams.get('code') ?? '';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	if (!isId(params.occurrence)) throw notFound('occurrence');
	return { door: await doorView(locals.ctx, { occurrenceId: params.occurrence, code: codeOf(url).slice(0, 20) }), code: codeOf(url), clientId: newId(), done: url.searchParams.has('done') };
};

const textOf = (value: unknown): string | null => (typeof value === 'string' && value ? value : null);

export const actions: Actions = {
	/** Looks for the sign-ups of a telephone. The number goes into no address. */
	find: async ({ locals, params, request, url }) => {
		let found: Awaited<ReturnType<typeof doorView>> | null = null;
		let phone = '';
		const result = await formAction(request, async (values) => {
			phone = textOf(values.phone) ?? '';
			found = await doorView(locals.ctx, { occurrenceId: params.occurrence, code: codeOf(url), phone });
		});
		return 'done' in result ? { found: found as Awaited<ReturnType<typeof doorView>> | null, phone: normalisePhone(phone) ?? phone } : result;
	},
	arrive: ({ locals, params, request, url }) =>
		formAction(request, async (values) => {
			await arrive(locals.ctx, { occurrenceId: params.occurrence, code: codeOf(url), phone: textOf(values.phone), ids: Array.isArray(values.ids) ? (values.ids as string[]) : [], name: textOf(values.name), clientId: textOf(values.clientId) });
			return `${doorPath(params.occurrence)}&done=1`;
		})
};
