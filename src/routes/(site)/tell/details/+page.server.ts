import { redirect } from '@sveltejs/kit';
import { land, listCommunities } from '#modules/areas/index.ts';
import { listCategories, submit, type Category } from '#modules/requests/index.ts';
import { AppError, invalid } from '#platform/errors.ts';
import { saveImage } from '#platform/files/index.ts';
import { limit } from '#platform/rate-limit.ts';
import { formAction, formValues, readForm } from '#platform/web/forms.ts';
import { remember } from '../../case/refs.ts';
import { forget, keep, kept } from '../kept.ts';
import { proposalFor } from '../proposal.ts';
import { needOf, placeIn, textFields } from './need.ts';
import type { DraftPhoto, NeedDraft } from '#modules/site/index.ts';
import type { Actions, PageServerLoad } from './$types';

const MOST_PHOTOS = 9;

export const load: PageServerLoad = async (event) => {
	const { ctx } = event.locals;
	const draft = await kept(event);
	if (!draft.text) redirect(303, '/tell');
	const [{ category: proposed, offers }, communities, areas, groups] = await Promise.all([proposalFor(ctx, draft), listCommunities(ctx, {}), land(ctx), listCategories(ctx, {})]);
	if (offers.length > 0 && !draft.decided) redirect(303, '/tell/ways');
	const category = categoryIn(groups, draft.fields.sort) ?? proposed;
	const said = placeIn(areas, draft.text);
	return {
		draft: { clientId: draft.clientId, text: draft.text, chosen: draft.chosen, fields: draft.fields, photos: draft.photos.map(({ name }) => name) },
		category: category && { code: category.code, name: category.name, anonymous: category.anonymous, confidential: category.confidential, urgency: category.urgency, questions: category.questions },
		groups: groups.map(({ name, categories }) => ({ name, categories: categories.map(({ code, name }) => ({ code, name })) })),
		choosable: offers.length > 0,
		/** what the words themselves say of the place */
		place: said && { text: said.text, communityId: said.communityId },
		compounds: areas.compounds.map(({ name }) => name),
		communities: communities.map(({ id, name, nameEn }) => ({ id, name, nameEn }))
	};
};

const categoryIn = (groups: Awaited<ReturnType<typeof listCategories>>, code: unknown): Category | null =>
	groups.flatMap(({ categories }) => categories).find((category) => category.code === code) ?? null;

export const actions: Actions = {
	/** "No, it is rather …": everything typed stays, the questions become those of the other kind. */
	sort: async (event) => {
		const data = await readForm(event.request);
		await withWhatCame(event, formValues(data), data.getAll('photos[]'));
		redirect(303, '/tell/details');
	},
	send: (event) =>
		formAction(event.request, async (values, data) => {
			const { ctx } = event.locals;
			const draft = await withWhatCame(event, values, data.getAll('photos[]'));
			const [groups, areas] = await Promise.all([listCategories(ctx, {}), land(ctx)]);
			const receipt = await submit(ctx, needOf(draft, categoryIn(groups, draft.fields.categoryCode), areas));
			remember(event, { number: receipt.number, key: receipt.key });
			await forget(event);
			return `/case/${receipt.number}?done=${receipt.repeated ? 'again' : draft.fields.phone || ctx.actor.kind === 'user' ? 'new' : 'nameless'}`;
		})
};

/**
 * The draft with everything that this form sent, kept before anything can go wrong. The form carries the words and the
 * client's id too, so that a second tap, after the first has sent and forgotten the draft, is still the same need.
 * @throws platform.invalidInput for a photo that cannot be read; the others are kept. platform.tooMany (429)
 */
async function withWhatCame(event: Parameters<typeof kept>[0], values: Record<string, unknown>, sent: FormDataEntryValue[]): Promise<NeedDraft> {
	const before = await kept(event);
	const fields = textFields(values);
	const same = before.clientId === fields.clientId;
	const removed = new Set([fields['unphoto[]'] ?? []].flat());
	const photos: DraftPhoto[] = same ? before.photos.filter((_, i) => !removed.has(String(i))) : [];
	// Anybody may send pictures here; before they are kept, not after.
	if (sent.some((file) => file instanceof File && file.size > 0)) await limit(event.locals.ctx, 'site.photos', event.locals.ctx.ip ?? 'unknown', 200, 3600);
	let refused: AppError | null = null;
	for (const file of sent) {
		if (!(file instanceof File) || file.size === 0) continue;
		if (photos.length >= MOST_PHOTOS) {
			refused ??= new AppError('requests.tooManyPhotos');
			break;
		}
		try {
			const { key, thumbKey, width, height, bytes, mime, phash } = await saveImage(event.locals.ctx.subdistrictId, Buffer.from(await file.arrayBuffer()));
			photos.push({ key, thumbKey, width, height, bytes, mime, phash, name: file.name.slice(0, 120) });
		} catch (error) {
			if (!(error instanceof AppError)) throw error;
			refused ??= error;
		}
	}
	const draft: NeedDraft = {
		clientId: String(fields.clientId ?? before.clientId),
		text: String(fields.text ?? before.text),
		chosen: same ? before.chosen : fields.chosen ? { serviceId: String(fields.chosen), slotId: fields.slot ? String(fields.slot) : null, startsAt: null, name: '' } : null,
		decided: true,
		fields,
		photos
	};
	await keep(event, draft);
	if (refused) throw invalid([{ path: 'photos', code: refused.code, params: refused.params }]);
	return draft;
}
