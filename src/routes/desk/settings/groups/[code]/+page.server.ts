import { groupTypeSettings, permissions, saveGroupType, type GroupTypeSettings } from '#modules/residents/index.ts';
import { demand } from '#platform/access.ts';
import { notFound } from '#platform/errors.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, params, url }) => {
	demand(ctx.actor, permissions.configure);
	const fresh = params.code === 'new';
	const type = fresh ? null : (await groupTypeSettings(ctx, {})).find(({ code }) => code === params.code);
	if (type === undefined) throw notFound('group');
	return { fresh, type, saved: url.searchParams.has('saved') };
};

const text = (value: unknown) => (typeof value === 'string' ? value : '');
/** `kinds.0.name` …: the lines of a list, in order. */
const options = (lines: unknown): GroupTypeSettings['kinds'] => Object.values((lines ?? {}) as Record<string, Record<string, string>>).map(({ option, name, nameEn }) => ({ code: option || (null as never), name: text(name), nameEn: text(nameEn) }));

export const actions: Actions = {
	default: ({ locals: { ctx }, request, params }) =>
		formAction(request, async (values) => {
			const months = text(values.reviewMonths).trim();
			const { code } = await saveGroupType(ctx, {
				code: params.code === 'new' ? text(values.key) : params.code,
				version: Number(values.version),
				name: text(values.name),
				nameEn: text(values.nameEn),
				...(values.sensitivity ? { sensitivity: values.sensitivity as 'plain' } : {}),
				source: text(values.source),
				reviewMonths: months ? Number(months) : null,
				active: values.active === 'on',
				kinds: options(values.kinds),
				grades: options(values.grades)
			});
			return `/desk/settings/groups/${code}?saved`;
		})
};
