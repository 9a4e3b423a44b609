import { error as httpError, type Actions, type RequestEvent } from '@sveltejs/kit';
import { acceptSlot, attach, chase, confirm, deny, dropProxy, followCase, nameProxy, rate, refuseTime, reopen, sendMessage, withdraw, type ResidentCase } from '#modules/requests/index.ts';
import { AppError, invalid } from '#platform/errors.ts';
import { saveImage } from '#platform/files/index.ts';
import { formAction } from '#platform/web/forms.ts';

/** By what right a page opens its case: see `CaseRef` of the module. */
export type Ref = Parameters<typeof followCase>[1]['ref'];

const text = (values: Record<string, unknown>, name: string): string => (typeof values[name] === 'string' ? (values[name] as string) : '');
const ratingOf = (values: Record<string, unknown>) => (/^[1-5]$/.test(text(values, 'rating')) ? (Number(text(values, 'rating')) as 1 | 2 | 3 | 4 | 5) : null);

/** What a resident can do with a case of theirs, on the page by number and on the signed-in one alike. */
export function caseActions(refOf: (event: RequestEvent) => Promise<Ref>): Actions {
	const act = (done: string, work: (event: RequestEvent, ref: Ref, values: Record<string, unknown>, data: FormData) => Promise<unknown>) => (event: RequestEvent) =>
		formAction(event.request, async (values, data) => {
			await work(event, await refOf(event), values, data);
			return `${event.url.pathname}?done=${done}`;
		});
	return {
		confirm: act('confirm', ({ locals }, ref) => confirm(locals.ctx, { ref })),
		deny: act('deny', ({ locals }, ref, values) => deny(locals.ctx, { ref, note: text(values, 'note') })),
		rate: act('rate', ({ locals }, ref, values) => {
			const rating = ratingOf(values);
			if (!rating) throw invalid([{ path: 'rating', code: 'platform.required' }]);
			return rate(locals.ctx, { ref, rating, note: text(values, 'note') });
		}),
		reopen: act('reopen', ({ locals }, ref, values) => reopen(locals.ctx, { ref, note: text(values, 'note') })),
		chase: act('chase', ({ locals }, ref, values) => chase(locals.ctx, { ref, note: text(values, 'note') })),
		withdraw: act('withdraw', ({ locals }, ref, values) => withdraw(locals.ctx, { ref, note: text(values, 'note') })),
		proxy: act('proxy', ({ locals }, ref, values) => nameProxy(locals.ctx, { ref, name: text(values, 'proxyName'), phone: text(values, 'proxyPhone') })),
		proxyDrop: act('proxyDrop', ({ locals }, ref, values) => dropProxy(locals.ctx, { ref, proxyId: text(values, 'proxyId') })),
		message: act('message', ({ locals }, ref, values) => sendMessage(locals.ctx, { ref, body: text(values, 'body') })),
		slot: act('slot', ({ locals }, ref) => acceptSlot(locals.ctx, { ref })),
		slotNo: act('slotNo', ({ locals }, ref, values) => refuseTime(locals.ctx, { ref, wishes: values.wishes as never, note: text(values, 'note') })),
		attach: act('attach', async ({ locals }, ref, _values, data) => {
			// Whoever may not open the case may not fill the store either.
			await followCase(locals.ctx, { ref });
			const files = data.getAll('photos[]').filter((file) => file instanceof File && file.size > 0) as File[];
			if (files.length === 0) throw invalid([{ path: 'photos', code: 'platform.required' }]);
			const attachments = [];
			for (const file of files.slice(0, 9)) {
				const kept = await saveImage(locals.ctx.subdistrictId, Buffer.from(await file.arrayBuffer())).catch((cause: unknown) => {
					if (cause instanceof AppError) throw invalid([{ path: 'photos', code: cause.code, params: cause.params }]);
					throw cause;
				});
				attachments.push({ fileKey: kept.key, thumbKey: kept.thumbKey, mediaType: kept.mime, bytes: kept.bytes, width: kept.width, height: kept.height, photoHash: kept.phash, name: file.name.slice(0, 120) });
			}
			await attach(locals.ctx, { ref, attachments });
		})
	};
}

/** The file of a case that its resident may see, by the attachment's id. */
export async function fileOf(locals: App.Locals, ref: Ref, fileId: string, thumb: boolean): Promise<{ key: string; name: string }> {
	const { attachments }: ResidentCase = await followCase(locals.ctx, { ref });
	const file = attachments.find(({ id }) => id === fileId);
	if (!file) httpError(404);
	return { key: (thumb && file.thumbKey) || file.fileKey, name: file.name };
}
