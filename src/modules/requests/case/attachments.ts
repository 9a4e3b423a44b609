/** Photos, proofs and papers of a case as rows; the bytes are in the file store already. */
import * as v from 'valibot';
import { invalid } from '#platform/errors.ts';
import { isKeyOf } from '#platform/files/index.ts';
import { newId } from '#platform/ids.ts';
import { forModule } from '#platform/usecase.ts';
import type { attachment } from './case.schemas.ts';
import { noSuchCase } from '../requests.errors.ts';
import { permissions } from '../requests.permissions.ts';
import { id } from './case.schemas.ts';
import { findCase, type Tx } from './case.store.ts';

const { query } = forModule<'requests'>();

/** Where a file of a case that staff or its provider may open lies in the store. @throws platform.notFound (404) */
export const attachmentOf = query({
	name: 'requests.attachmentOf',
	access: permissions.provide,
	input: v.object({ id, attachmentId: id, thumb: v.optional(v.boolean(), false) }),
	run: async (tx, input): Promise<{ key: string; name: string }> => {
		await findCase(tx, { id: input.id });
		const file = await tx.db
			.selectFrom('requests.attachment')
			.select(['file_key', 'thumb_key', 'name'])
			.where('subdistrict_id', '=', tx.ctx.subdistrictId)
			.where('request_id', '=', input.id)
			.where('id', '=', input.attachmentId)
			.where('removed_at', 'is', null)
			.executeTakeFirst();
		if (!file) throw noSuchCase();
		return { key: (input.thumb && file.thumb_key) || file.file_key, name: file.name };
	}
});

/**
 * Files of a case; they were taken into the store before.
 * @throws platform.invalidInput (422) for a key that the store of this subdistrict never gave
 */
export async function insertAttachments(
	{ db, ctx }: Tx,
	requestId: string,
	attachments: readonly v.InferOutput<typeof attachment>[],
	side: 'resident' | 'staff' | 'provider',
	eventId: string | null = null
): Promise<void> {
	if (!attachments.length) return;
	const foreign = attachments.findIndex(({ fileKey, thumbKey }) => !isKeyOf(ctx.subdistrictId, fileKey) || (thumbKey && !isKeyOf(ctx.subdistrictId, thumbKey)));
	if (foreign >= 0) throw invalid([{ path: `attachments.${foreign}.fileKey`, code: 'platform.notValid' }]);
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
