/**
 * Photos of a visit: if wanted, never required. The picture lies in the file store on a shelf of its own, its keys in the visit's
 * row; who reads the note sees it. When the visit is forgotten the files go, in a job of the same transaction.
 */
import { demandOwnData } from '#modules/residents/index.ts';
import { conflict, forbidden } from '#platform/errors.ts';
import { deleteFile, saveImage } from '#platform/files/index.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import type { JobDefinition } from '#platform/jobs.ts';
import { forModule } from '#platform/usecase.ts';
import { sql } from 'kysely';
import * as v from 'valibot';
import { noSuchVisit } from '../care.errors.ts';
import { permissions } from '../care.permissions.ts';
import { demandLookAfter, mayLookAfter } from '../care.policy.ts';
import type { Ctx } from '#platform/context.ts';
import { holdVisit, photosOf, visitRow, type VisitPhoto } from './visit.store.ts';

const { useCase, query } = forModule<'care'>();
const id = v.pipe(v.string(), v.uuid());

/** More than these say no more about a visit. */
export const MOST_PHOTOS = 3;
/** The longer side that is kept, in pixels. */
const MAX_SIDE = 1280;
const FORGET = 'care:forgetPhotos';

const Kept = v.object({ id, key: v.string(), thumbKey: v.string(), width: v.number(), height: v.number() });

const keep = useCase({
	name: 'care.addVisitPhoto',
	access: permissions.look_after,
	input: v.object({ visitId: id, photo: Kept }),
	run: async (tx, { visitId, photo }) => {
		const { db, ctx } = tx;
		const row = await holdVisit(tx, visitId);
		demandLookAfter(ctx.actor, row.community_id);
		if (row.by_id !== ctx.actor.id) throw forbidden(permissions.look_after.key);
		const photos = photosOf(row);
		const answer = { id: visitId, communityId: row.community_id };
		// Sent again, or the same picture chosen twice.
		if (photos.some((each) => each.id === photo.id || each.key === photo.key)) return answer;
		if (row.withdrawn_at) throw conflict('care.visitWithdrawn');
		if (photos.length >= MOST_PHOTOS) throw conflict('care.tooManyPhotos');
		await db.updateTable('care.visit').set({ photos: JSON.stringify([...photos, photo]) }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', visitId).execute();
		return answer;
	},
	subject: (_input, { id, communityId }) => ({ subjectType: 'visit', subjectId: id, communityId })
});

/**
 * Adds a photo to one's own visit; the same one again changes nothing.
 * @param photoId made by the sender
 * @throws AppError `files.*` for what is no picture; care.tooManyPhotos, care.visitWithdrawn (409); platform.notFound, platform.forbidden
 */
export async function addVisitPhoto(ctx: Ctx, { visitId, photoId, bytes }: { visitId: string; photoId: string; bytes: Buffer }): Promise<void> {
	const { key, thumbKey, width, height } = await saveImage(ctx.subdistrictId, bytes, { maxSide: MAX_SIDE, apart: true });
	await keep(ctx, { visitId, photo: { id: photoId, key, thumbKey, width, height } });
}

/** Where a photo lies in the store, for staff of the visit's community. @throws platform.notFound (404) */
export const visitPhoto = query({
	name: 'care.visitPhoto',
	access: permissions.read,
	input: v.object({ visitId: id, photoId: id, thumb: v.optional(v.boolean(), false) }),
	run: async (tx, { visitId, photoId, thumb }): Promise<{ key: string }> => {
		const row = await visitRow(tx, visitId);
		const photo = mayLookAfter(tx.ctx.actor, row.community_id) ? photosOf(row).find((each) => each.id === photoId) : undefined;
		if (!photo) throw noSuchVisit();
		return { key: thumb ? photo.thumbKey : photo.key };
	}
});

/** The same for the person, a guardian, or whoever prepares the copy that they asked for. @throws platform.notFound (404) */
export const ownVisitPhoto = query({
	name: 'care.ownVisitPhoto',
	access: 'signed-in',
	input: v.object({ personId: id, visitId: id, photoId: id }),
	prepare: (ctx, { personId }) => demandOwnData(ctx, { personId }),
	run: async ({ db, ctx }, { personId, visitId, photoId }): Promise<{ key: string }> => {
		const row = await db.selectFrom('care.visit').select('photos').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', visitId).where('person_id', '=', personId).where('withdrawn_at', 'is', null).executeTakeFirst();
		const photo = row && photosOf(row).find((each) => each.id === photoId);
		if (!photo) throw noSuchVisit();
		return { key: photo.key };
	}
});

/** Takes the photos of somebody's visits away: the rows at once, the files in a job that the transaction promises. */
export async function forgetPhotos({ db, ctx, enqueue }: WriteTx<'care'>, personId: string): Promise<void> {
	const rows = await db.selectFrom('care.visit').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', personId).where(sql<boolean>`photos <> '[]'`).execute();
	const keys = rows.flatMap(photosOf).flatMap(({ key, thumbKey }: VisitPhoto) => [key, thumbKey]);
	if (!keys.length) return;
	await db.updateTable('care.visit').set({ photos: '[]' }).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', personId).execute();
	await enqueue(FORGET, { keys });
}

const stillUsed = query({
	name: 'care.photosInUse',
	access: { key: 'care.photosInUse', roles: [] },
	input: v.object({ keys: v.array(v.string()) }),
	run: async ({ db, ctx }, { keys }): Promise<string[]> => {
		const rows = await db.selectFrom('care.visit').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where(sql<boolean>`photos <> '[]' AND EXISTS (SELECT 1 FROM jsonb_array_elements(photos) p WHERE p ->> 'key' = any(${keys}::text[]) OR p ->> 'thumbKey' = any(${keys}::text[]))`).execute();
		return rows.flatMap(photosOf).flatMap(({ key, thumbKey }) => [key, thumbKey]);
	}
});

/** The same picture may have been taken on two people's visits: a file goes when no visit has it any more. */
export const forgetPhotosJob: JobDefinition = {
	task: FORGET,
	run: async (ctx, payload) => {
		const { keys } = payload as { keys: string[] };
		const used = new Set(await stillUsed(ctx, { keys }));
		for (const key of keys) if (!used.has(key)) await deleteFile(key);
	}
};
