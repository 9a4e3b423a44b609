import { listCommunities } from '#modules/areas/index.ts';
import { addOccurrence, addPhotos, audienceGroups, cancelOccurrence, changePhoto, clashesOf, CONSENTS, deskActivity, deskPhotos, discardActivity, listKinds, moveOccurrence, permissions, publishActivity, removePhoto, restoreOccurrence, undoActivity, withdrawActivity, type Consent } from '#modules/activities/index.ts';
import { demand } from '#platform/access.ts';
import { dateIn } from '#platform/dates/index.ts';
import { notFound } from '#platform/errors.ts';
import { saveImage } from '#platform/files/index.ts';
import { isId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import { minutesOf, text } from './times.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The activity with its times; `?on=` opens one of them, `?all=1` lists every one. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { ctx, subdistrict } = locals;
	if (!isId(params.id)) throw notFound('activity');
	const [found, clashes, photos, kinds, communities, groups] = await Promise.all([deskActivity(ctx, { id: params.id }), clashesOf(ctx, { id: params.id }), deskPhotos(ctx, { activityId: params.id }), listKinds(ctx, {}), listCommunities(ctx, {}), audienceGroups(ctx)]);
	const now = ctx.clock.now();
	const coming = found.times.filter((time) => time.endsAt > now);
	const past = found.times.filter((time) => time.endsAt <= now).reverse();
	const whole = url.searchParams.has('all');
	return {
		activity: found.activity,
		undo: found.undo,
		coming: whole ? coming : coming.slice(0, 12),
		past: whole ? past : past.slice(0, 8),
		total: found.times.length,
		whole,
		now,
		today: dateIn(now, subdistrict!.timeZone),
		chosen: found.times.find((time) => time.id === url.searchParams.get('on')) ?? null,
		clashes,
		photos: photos.map(({ id, occurrenceId, caption, consent }) => ({ id, occurrenceId, caption, consent })),
		kind: kinds.find(({ code }) => code === found.activity.kind) ?? null,
		communities: communities.map(({ id, name, nameEn }) => ({ id, name, nameEn })),
		groups: groups.filter(({ code }) => found.activity.audienceGroups.includes(code)).map(({ name }) => name),
		done: url.searchParams.get('done')
	};
};

/** Does something to the activity and comes back to it. */
const act =
	(done: string, work: (locals: App.Locals, id: string, values: Record<string, unknown>) => Promise<unknown>, keepOpen = false) =>
	({ request, locals, params }: { request: Request; locals: App.Locals; params: { id: string } }) =>
		formAction(request, async (values) => {
			await work(locals, params.id, values);
			return `/desk/activities/${params.id}?done=${done}${keepOpen && isId(values.on) ? `&on=${values.on}` : ''}`;
		});

const consentOf = (values: Record<string, unknown>): Consent => CONSENTS.find((each) => each === values.consent) ?? ('' as Consent);
const spanOf = (values: Record<string, unknown>) => (values.span === 'following' ? ('following' as const) : ('one' as const));

export const actions: Actions = {
	publish: act('published', (locals, id) => publishActivity(locals.ctx, { id })),
	withdraw: act('withdrawn', (locals, id) => withdrawActivity(locals.ctx, { id })),
	undo: act('undone', (locals, id) => undoActivity(locals.ctx, { id }), true),
	discard: ({ request, locals, params }) =>
		formAction(request, async () => {
			await discardActivity(locals.ctx, { id: params.id });
			return '/desk/activities';
		}),
	add: act('added', (locals, id, values) => addOccurrence(locals.ctx, { activityId: id, onDay: text(values.onDay), startsAt: text(values.startsAt), minutes: minutesOf(values) })),
	move: act('moved', (locals, _id, values) => moveOccurrence(locals.ctx, { id: text(values.on), version: Number(values.version), span: spanOf(values), onDay: text(values.onDay), startsAt: text(values.startsAt), minutes: minutesOf(values), place: text(values.place), why: text(values.why) }), true),
	cancel: act('cancelled', (locals, _id, values) => cancelOccurrence(locals.ctx, { id: text(values.on), span: spanOf(values), why: text(values.why) }), true),
	restore: act('restored', (locals, _id, values) => restoreOccurrence(locals.ctx, { id: text(values.on) }), true),
	photos: act(
		'photos',
		async (locals, _id, values) => {
			// Nobody's files are kept who may not keep the activity.
			demand(locals.ctx.actor, permissions.edit);
			const files = [];
			for (const file of Array.isArray(values.files) ? values.files.slice(0, 30) : [])
				if (file instanceof File) {
					const { key, thumbKey, width, height } = await saveImage(locals.ctx.subdistrictId, Buffer.from(await file.arrayBuffer()));
					files.push({ key, thumbKey, width, height });
				}
			await addPhotos(locals.ctx, { occurrenceId: text(values.on), caption: text(values.caption), consent: consentOf(values), files });
		},
		true
	),
	photo: act('photo', (locals, _id, values) => changePhoto(locals.ctx, { id: text(values.photo), caption: text(values.caption), consent: consentOf(values) }), true),
	removePhoto: act('photo', (locals, _id, values) => removePhoto(locals.ctx, { id: text(values.photo) }), true)
};
