import { accountLinks, askOwn, endLink, ownRecord, setOwnConsent, unlinkOwn } from '#modules/residents/index.ts';
import { heldAbout } from '#app/held-about.ts';
import type { Ctx } from '#platform/context.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const record = await ownRecord(locals.ctx, { personId: params.id });
	const [held, links] = record.actsAs === 'proxy' ? [[], []] : await Promise.all([heldAbout(locals.ctx, params.id), accountLinks(locals.ctx, params.id)]);
	return { record, held, links, linked: url.searchParams.has('linked'), done: url.searchParams.get('done') };
};

const form = (done: string, work: (ctx: Ctx, personId: string, values: Record<string, unknown>) => Promise<unknown>) => ({ locals, request, params }: RequestEvent) =>
	formAction(request, async (values) => {
		await work(locals.ctx, params.id, values);
		return `/my/record/${params.id}?done=${done}`;
	});

export const actions: Actions = {
	agree: form('saved', (ctx, personId, { purpose }) => setOwnConsent(ctx, { personId, purpose: String(purpose ?? ''), agree: true })),
	withdraw: form('saved', (ctx, personId, { purpose }) => setOwnConsent(ctx, { personId, purpose: String(purpose ?? ''), agree: false })),
	correct: form('asked', (ctx, personId, { said }) => askOwn(ctx, { personId, kind: 'correct', said: String(said ?? '') })),
	erase: form('asked', (ctx, personId) => askOwn(ctx, { personId, kind: 'erase' })),
	stop: form('stopped', (ctx, _personId, { link }) => endLink(ctx, { id: String(link ?? '') })),
	unlink: ({ locals, request, params }) =>
		formAction(request, async () => {
			await unlinkOwn(locals.ctx, { personId: params.id });
			return '/my/record';
		})
};
