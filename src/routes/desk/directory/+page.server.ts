import { listCommunities } from '#modules/areas/index.ts';
import { listEntries, permissions, recordChecks, serviceKinds, serviceStatuses, setServiceStatus } from '#modules/directory/index.ts';
import { mayCall } from '#platform/access.ts';
import { isId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const asked = (name: string) => url.searchParams.get(name) || undefined;
	const search = {
		q: asked('q')?.slice(0, 100),
		status: serviceStatuses.find((one) => one === asked('status')),
		kind: serviceKinds.find((one) => one === asked('kind')),
		community: isId(asked('community')) ? asked('community') : undefined,
		organization: isId(asked('organization')) ? asked('organization') : undefined,
		term: asked('term')
	};
	const [found, communities] = await Promise.all([listEntries(locals.ctx, { ...search, after: asked('after') }), listCommunities(locals.ctx, {})]);
	return { found, search, after: asked('after') ?? null, done: Number(asked('done') ?? 0), mayImport: mayCall(locals.ctx.actor, permissions.import), communities: communities.map(({ id, name, nameEn }) => ({ id, name: (locals.ctx.locale === 'en' && nameEn) || name })) };
};

export const actions: Actions = {
	/** What is done to the chosen entries: a status, or that they are still right. */
	bulk: ({ request, locals, url }) =>
		formAction(request, async (values) => {
			const ids = Array.isArray(values.ids) ? (values.ids as string[]) : [];
			const status = serviceStatuses.find((one) => one === values.what);
			const done = status ? (await setServiceStatus(locals.ctx, { ids, status })).changed : (await recordChecks(locals.ctx, { ids, outcome: 'right' })).checked;
			const back = new URLSearchParams(url.search);
			back.delete('/bulk');
			back.set('done', String(done));
			return `/desk/directory?${back}`;
		})
};
