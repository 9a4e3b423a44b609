import * as v from 'valibot';
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';
import { notFound } from '#platform/errors.ts';
import { deleteFile, isKeyOf } from '#platform/files/index.ts';
import { factChanged } from '#platform/facts.ts';
import { newId } from '#platform/ids.ts';
import { forModule } from '#platform/usecase.ts';
import { demandKeep } from '../activities.policy.ts';
import { permissions } from '../activities.permissions.ts';
import { HELD_KEYS } from '../activities.measure-keys.ts';
import { id } from '../offering/activity.schemas.ts';
import { findActivity } from '../offering/activity.store.ts';
import { CONSENTS, type Consent, type Photo, type PhotoFile } from './photo.model.ts';

const { useCase, query } = forModule<'activities'>();

const consent = v.picklist(CONSENTS, 'activities.consentMissing');
const caption = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(120)), '');
const FileInput = v.object({ key: v.pipe(v.string(), v.maxLength(200)), thumbKey: v.pipe(v.string(), v.maxLength(200)), width: v.number(), height: v.number() });

/** The time that a photo is of, with its day; the caller may keep its activity. @throws platform.notFound (404), platform.forbidden (403) */
async function timeToKeep(tx: WriteTx<'activities'>, occurrenceId: string): Promise<{ activityId: string; communityId: string | null; onDay: string }> {
	const time = await tx.db.selectFrom('activities.occurrence').select(['activity_id', 'on_day']).where('subdistrict_id', '=', tx.ctx.subdistrictId).where('id', '=', occurrenceId).executeTakeFirst();
	const activity = time && (await findActivity(tx, time.activity_id));
	if (!time || !activity) throw notFound('occurrence');
	demandKeep(tx.ctx.actor, activity, permissions.edit);
	return { activityId: activity.id, communityId: activity.communityId, onDay: time.on_day };
}

/** Adds photos of a time that was held; the same picture counts once. Save the files first (`saveImage`). */
export const addPhotos = useCase({
	name: 'activities.addPhotos',
	access: permissions.edit,
	input: v.object({ occurrenceId: id, caption, consent, files: v.pipe(v.array(FileInput), v.minLength(1, 'activities.photoMissing'), v.maxLength(30)) }),
	run: async (tx, { occurrenceId, caption, consent, files }) => {
		const { db, ctx } = tx;
		const { activityId, communityId, onDay } = await timeToKeep(tx, occurrenceId);
		if (files.some(({ key, thumbKey }) => !isKeyOf(ctx.subdistrictId, key) || !isKeyOf(ctx.subdistrictId, thumbKey))) throw notFound('file');
		const there = new Set((await photosWhere(tx).where('p.occurrence_id', '=', occurrenceId).execute()).map(({ file }) => (file as unknown as PhotoFile).key));
		const fresh = files.filter(({ key }) => !there.has(key));
		if (fresh.length)
			await db
				.insertInto('activities.photo')
				.values(fresh.map((file) => ({ subdistrict_id: ctx.subdistrictId, id: newId(), occurrence_id: occurrenceId, file: JSON.stringify(file), caption, consent, added_at: ctx.clock.now() })))
				.execute();
		await factChanged(tx, { measures: HELD_KEYS, days: [onDay] });
		return { activityId, communityId, added: fresh.length };
	},
	subject: ({ occurrenceId, consent }, { activityId, communityId, added }) => ({ subjectType: 'activity', subjectId: activityId, communityId, detail: { occurrence: occurrenceId, consent, added } })
});

/** Says anew whether the public may see it, and what it shows. */
export const changePhoto = useCase({
	name: 'activities.changePhoto',
	access: permissions.edit,
	input: v.object({ id, caption, consent }),
	run: async (tx, input) => {
		const photo = await photosWhere(tx).where('p.id', '=', input.id).executeTakeFirst();
		if (!photo) throw notFound('photo');
		const { activityId, communityId } = await timeToKeep(tx, photo.occurrenceId);
		await tx.db.updateTable('activities.photo').set({ caption: input.caption, consent: input.consent }).where('subdistrict_id', '=', tx.ctx.subdistrictId).where('id', '=', input.id).execute();
		return { activityId, communityId };
	},
	subject: ({ id, consent }, { activityId, communityId }) => ({ subjectType: 'activity', subjectId: activityId, communityId, detail: { photo: id, consent } })
});

/** Takes a photo away for good, file and all, where no other photo is the same picture. */
export const removePhoto = useCase({
	name: 'activities.removePhoto',
	access: permissions.edit,
	input: v.object({ id }),
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const photo = await photosWhere(tx).where('p.id', '=', input.id).executeTakeFirst();
		if (!photo) throw notFound('photo');
		const { activityId, communityId, onDay } = await timeToKeep(tx, photo.occurrenceId);
		await db.updateTable('activities.photo').set({ retired_at: ctx.clock.now() }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', input.id).execute();
		const file = photo.file as unknown as PhotoFile;
		const same = await photosWhere(tx).where((eb) => eb(eb.ref('p.file', '->>').key('key' as never), '=', file.key as never)).limit(1).executeTakeFirst();
		if (!same) tx.afterCommit(() => void Promise.all([deleteFile(file.key), deleteFile(file.thumbKey)]).catch((error: unknown) => console.error(JSON.stringify({ level: 'error', what: 'activities.removePhoto', error: String(error) }))));
		await factChanged(tx, { measures: HELD_KEYS, days: [onDay] });
		return { activityId, communityId };
	},
	subject: ({ id }, { activityId, communityId }) => ({ subjectType: 'activity', subjectId: activityId, communityId, detail: { photo: id } })
});

const photosWhere = ({ db, ctx }: ReadTx<'activities'>) =>
	db
		.selectFrom('activities.photo as p')
		.innerJoin('activities.occurrence as o', (join) => join.onRef('o.subdistrict_id', '=', 'p.subdistrict_id').onRef('o.id', '=', 'p.occurrence_id'))
		.select(['p.id', 'p.occurrence_id as occurrenceId', 'o.on_day as onDay', 'o.activity_id as activityId', 'p.caption', 'p.consent', 'p.file'])
		.where('p.subdistrict_id', '=', ctx.subdistrictId)
		.where('p.retired_at', 'is', null);

const asPhoto = (row: { id: string; occurrenceId: string; onDay: string; caption: string; consent: string; file: unknown }): Photo => ({ id: row.id, occurrenceId: row.occurrenceId, onDay: row.onDay, caption: row.caption, consent: row.consent as Consent, file: row.file as PhotoFile });

/** All photos of an activity, newest day first, for those who keep it. */
export const deskPhotos = query({
	name: 'activities.deskPhotos',
	access: permissions.edit,
	input: v.object({ activityId: id }),
	run: async (tx, { activityId }): Promise<Photo[]> => {
		const activity = await findActivity(tx, activityId);
		if (!activity) throw notFound('activity');
		demandKeep(tx.ctx.actor, activity, permissions.edit);
		return (await photosWhere(tx).where('o.activity_id', '=', activityId).orderBy('o.on_day', 'desc').orderBy('p.added_at').limit(500).execute()).map(asPhoto);
	}
});

/** The photos of a published activity that the public may see: nobody can be recognised, or all who can have agreed. */
export const publicPhotos = query({
	name: 'activities.photos',
	access: 'public',
	input: v.object({ activityId: id }),
	run: async (tx, { activityId }): Promise<Photo[]> => {
		const activity = await findActivity(tx, activityId);
		if (activity?.state !== 'published') return [];
		return (await photosWhere(tx).where('o.activity_id', '=', activityId).where('p.consent', 'in', ['nobody_shown', 'all_agreed']).orderBy('o.on_day', 'desc').orderBy('p.added_at').limit(60).execute()).map(asPhoto);
	}
});
