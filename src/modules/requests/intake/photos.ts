/**
 * Photos of a form that may come back with a mistake: taken into the store at once, and carried in the form as sealed
 * tickets, so that nobody chooses nine photos twice and nobody names a file that is not theirs.
 */
import type * as v from 'valibot';
import type { Ctx } from '#platform/context.ts';
import { saveImage } from '#platform/files/index.ts';
import { seal, unseal } from '#platform/secrets.ts';
import { MAX_PHOTOS, type attachment } from '../case/case.schemas.ts';

export type Photo = v.InferInput<typeof attachment> & { kind: 'photo' | 'proof' };

export interface KeptPhotos {
	photos: Photo[];
	/** one for each photo, for a hidden field of the form */
	tickets: string[];
}

const PURPOSE = 'form-photo';

/**
 * The photos that came before, by their tickets, and those that come now; the same picture counts once.
 * @throws AppError `files.*` for what is no picture
 */
export async function keepPhotos(ctx: Ctx, files: unknown, tickets: unknown, kind: Photo['kind'] = 'photo'): Promise<KeptPhotos> {
	const photos = new Map<string, Photo>();
	for (const ticket of list(tickets)) {
		const photo = readTicket(ctx, ticket);
		if (photo) photos.set(photo.fileKey, photo);
	}
	for (const file of list(files)) {
		if (!(file instanceof File) || photos.size >= MAX_PHOTOS) continue;
		const image = await saveImage(ctx.subdistrictId, Buffer.from(await file.arrayBuffer()));
		photos.set(image.key, { kind, fileKey: image.key, thumbKey: image.thumbKey, mediaType: image.mime, bytes: image.bytes, width: image.width, height: image.height, photoHash: image.phash, name: file.name.slice(0, 200) });
	}
	const kept = [...photos.values()];
	return { photos: kept, tickets: kept.map((photo) => seal(JSON.stringify({ for: ctx.actor.id, ...photo }), PURPOSE)) };
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

/** A ticket is good for the one to whom it was given; anything else is no photo. */
function readTicket(ctx: Ctx, ticket: unknown): Photo | null {
	if (typeof ticket !== 'string') return null;
	try {
		const { for: whose, ...photo } = JSON.parse(unseal(ticket, PURPOSE)) as Photo & { for: string | null };
		return whose === ctx.actor.id ? photo : null;
	} catch {
		return null;
	}
}
