import { addSlots, cancelSlot, entryForm, getService, listChecks, listRevisions, listSlotsToKeep, outcomes, readEntryForm, recordChecks, saveService, type Outcome } from '#modules/directory/index.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import { choicesFor, entryAction } from '../entry.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	if (!isId(params.id)) throw notFound('service');
	const { ctx } = locals;
	const revisions = await listRevisions(ctx, { entity: 'service', id: params.id });
	const [service, checks, slots, choices] = await Promise.all([getService(ctx, { id: params.id }), listChecks(ctx, { id: params.id }), listSlotsToKeep(ctx, { serviceId: params.id }), choicesFor(ctx)]);
	return {
		...choices,
		id: service.id,
		name: service.name,
		status: service.status,
		version: service.version,
		mine: choices.whole || (service.communityId !== null && choices.keepers.includes(service.communityId)),
		fields: entryForm(service),
		revisions: revisions.map(({ version, at, byName, origin, changed }) => ({ version, at, byName, origin, fields: Object.keys(changed) })),
		checks,
		slots,
		done: url.searchParams.get('done')
	};
};

export const actions: Actions = {
	save: ({ request, locals, params }) =>
		entryAction(request, async (values) => {
			await saveService(locals.ctx, { ...readEntryForm(values), id: params.id, version: Number(values.version) || undefined, assured: values.assured === '1' } as never);
			return `/desk/directory/${params.id}?done=1`;
		}),
	check: ({ request, locals, params }) =>
		formAction(request, async (values) => {
			await recordChecks(locals.ctx, { ids: [params.id], outcome: outcomes.find((one): one is Outcome => one === values.outcome) ?? 'right', until: values.until as string | undefined, note: values.note as string | undefined });
			return `/desk/directory/${params.id}?done=check`;
		}),
	slots: ({ request, locals, params }) =>
		formAction(request, async (values) => {
			const { added } = await addSlots(locals.ctx, { ...(values as object), serviceId: params.id } as never);
			return `/desk/directory/${params.id}?done=slots-${added}#slots`;
		}),
	cancelSlot: ({ request, locals, params }) =>
		formAction(request, async (values) => {
			await cancelSlot(locals.ctx, { id: String(values.slot ?? '') });
			return `/desk/directory/${params.id}?done=cancelled#slots`;
		})
};
