import { listCommunities } from '#modules/areas/index.ts';
import { deskNotice, discardDraft, draftOf, draftOfNotice, instantOf, keepFiles, permissions, publishNotice, retireNotice, saveDraft, undoNotice, writableBy } from '#modules/notices/index.ts';
import { demand } from '#platform/access.ts';
import { AppError, notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const zoneOf = (locals: App.Locals) => locals.subdistrict?.timeZone ?? 'Asia/Shanghai';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	demand(locals.ctx.actor, permissions.edit);
	if (!isId(params.id)) throw notFound('notice');
	const found = await deskNotice(locals.ctx, { id: params.id }).catch((error: unknown) => {
		if (error instanceof AppError && error.status === 404 && url.searchParams.has('new')) return { notice: null, draft: null, undo: null };
		throw error;
	});
	const where = writableBy(locals.ctx.actor);
	const communities = (await listCommunities(locals.ctx, {})).filter((each) => where === 'all' || where.includes(each.id));
	const { savedAt, savedBy, ...draft } = found.draft ?? { savedAt: null, savedBy: '' };
	const empty = { ...draftOf({}, params.id), communityId: where === 'all' ? null : (communities[0]?.id ?? null) };
	return {
		notice: found.notice,
		undo: found.undo,
		saved: savedAt && { at: savedAt, by: savedBy },
		fields: found.draft ? { ...empty, ...draft } : found.notice ? draftOfNotice(found.notice, zoneOf(locals)) : empty,
		whole: where === 'all',
		communities: communities.map(({ id, name, nameEn }) => ({ id, name, nameEn })),
		done: url.searchParams.get('done')
	};
};

/** Files that were there and are to stay, and those that come now. */
async function attachmentsOf(locals: App.Locals, id: string, values: Record<string, unknown>) {
	const found = await deskNotice(locals.ctx, { id }).catch(() => null);
	const keep = new Set(Array.isArray(values.keep) ? values.keep : []);
	const there = found?.draft?.attachments ?? found?.notice?.attachments ?? [];
	return [...there.filter((file) => keep.has(file.key)), ...(await keepFiles(locals.ctx.subdistrictId, values.files))];
}

export const actions: Actions = {
	draft: ({ request, locals, params }) =>
		formAction(request, async (values) => {
			demand(locals.ctx.actor, permissions.edit);
			await saveDraft(locals.ctx, draftOf(values, params.id, await attachmentsOf(locals, params.id, values)));
			return `/desk/notices/${params.id}?done=draft`;
		}),
	publish: ({ request, locals, params }) =>
		formAction(request, async (values) => {
			demand(locals.ctx.actor, permissions.edit);
			const { from, until, ...fields } = draftOf(values, params.id, await attachmentsOf(locals, params.id, values));
			const zone = zoneOf(locals);
			const { publishFrom } = await publishNotice(locals.ctx, { ...fields, from: instantOf(from, zone), until: instantOf(until, zone) });
			return `/desk/notices/${params.id}?done=${publishFrom > locals.ctx.clock.now() ? 'scheduled' : 'publish'}`;
		}),
	retire: ({ request, locals, params }) =>
		formAction(request, async () => {
			await retireNotice(locals.ctx, { id: params.id });
			return `/desk/notices/${params.id}?done=retire`;
		}),
	undo: ({ request, locals, params }) =>
		formAction(request, async () => {
			await undoNotice(locals.ctx, { id: params.id });
			return `/desk/notices/${params.id}?done=undo`;
		}),
	discard: ({ request, locals, params }) =>
		formAction(request, async () => {
			await discardDraft(locals.ctx, { id: params.id });
			return `/desk/notices`;
		})
};
