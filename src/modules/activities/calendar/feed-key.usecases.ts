/** The secret part of the address of somebody's own calendar: made, shown again to its owner, made anew, taken back. */
import * as v from 'valibot';
import type { Ctx } from '#platform/context.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { signInFirst } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { lookupHash, randomSecret, seal, unseal } from '#platform/secrets.ts';
import { forModule } from '#platform/usecase.ts';

const { useCase, query } = forModule<'activities'>();
const PURPOSE = 'feed-key';

/** @throws platform.signInFirst (401) for who has no account */
function ownerOf({ actor }: Ctx): string {
	if (!isId(actor.id)) throw signInFirst();
	return actor.id;
}

/** The key that is in force, or null. */
export const myFeedKey = query({
	name: 'activities.myFeedKey',
	access: 'signed-in',
	input: v.object({}),
	run: async ({ db, ctx }): Promise<string | null> => {
		const row = await db.selectFrom('activities.feed_key').select('key_sealed').where('subdistrict_id', '=', ctx.subdistrictId).where('user_id', '=', ownerOf(ctx)).where('revoked_at', 'is', null).executeTakeFirst();
		return row ? unseal(row.key_sealed, PURPOSE) : null;
	}
});

const revokeAll = ({ db, ctx }: WriteTx<'activities'>, userId: string) =>
	db.updateTable('activities.feed_key').set({ revoked_at: ctx.clock.now() }).where('subdistrict_id', '=', ctx.subdistrictId).where('user_id', '=', userId).where('revoked_at', 'is', null).execute();

/** Makes an address; one that was there before ends at once. */
export const makeFeedKey = useCase({
	name: 'activities.makeFeedKey',
	access: 'signed-in',
	input: v.object({}),
	run: async (tx) => {
		const { db, ctx } = tx;
		const userId = ownerOf(ctx);
		await revokeAll(tx, userId);
		const key = randomSecret();
		await db.insertInto('activities.feed_key').values({ subdistrict_id: ctx.subdistrictId, id: newId(), user_id: userId, key_hash: lookupHash(PURPOSE, key), key_sealed: seal(key, PURPOSE), made_at: ctx.clock.now() }).execute();
		return { key };
	},
	subject: () => ({ subjectType: 'calendarFeed' })
});

/** Ends the address: programmes that know it get nothing more. */
export const revokeFeedKey = useCase({
	name: 'activities.revokeFeedKey',
	access: 'signed-in',
	input: v.object({}),
	run: async (tx) => {
		await revokeAll(tx, ownerOf(tx.ctx));
		return {};
	},
	subject: () => ({ subjectType: 'calendarFeed' })
});
