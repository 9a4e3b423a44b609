/** Photos, proofs and papers of a case as rows; the bytes are in the file store already. */
import type * as v from 'valibot';
import { newId } from '#platform/ids.ts';
import type { attachment } from './requests.schemas.ts';
import type { Tx } from './requests.store.ts';

/** Files of a case; they were taken into the store before. */
export async function insertAttachments(
	{ db, ctx }: Tx,
	requestId: string,
	attachments: readonly v.InferOutput<typeof attachment>[],
	side: 'resident' | 'staff' | 'provider',
	eventId: string | null = null
): Promise<void> {
	if (!attachments.length) return;
	await db
		.insertInto('requests.attachment')
		.values(
			attachments.map((file) => ({
				subdistrict_id: ctx.subdistrictId,
				id: newId(),
				request_id: requestId,
				event_id: eventId,
				kind: file.kind,
				file_key: file.fileKey,
				thumb_key: file.thumbKey ?? null,
				media_type: file.mediaType,
				bytes: file.bytes,
				width: file.width ?? null,
				height: file.height ?? null,
				photo_hash: file.photoHash ?? null,
				name: file.name,
				side,
				added_by: ctx.actor.id,
				added_at: ctx.clock.now()
			}))
		)
		.execute();
}
