/*
 * A need while it is being written: what was typed survives a wrong field, a change of language, the back button and a
 * closed tab, all without script. These are no use cases: a draft is its writer's own notepad, which nobody else can
 * open (the secret is in a cookie, the text is sealed), so there is nobody to ask and nothing to audit.
 */
import type { SavedImage } from '#platform/files/index.ts';
import type { Ctx } from '#platform/context.ts';
import { AppError } from '#platform/errors.ts';
import { readTx, writeTx } from '#platform/db/tx.ts';
import { isId, newId } from '#platform/ids.ts';
import { lookupHash, randomSecret, sameSecret, seal, unseal } from '#platform/secrets.ts';

export type DraftPhoto = Pick<SavedImage, 'key' | 'thumbKey' | 'width' | 'height' | 'bytes' | 'mime' | 'phash'> & { name: string };

export interface NeedDraft {
	/** becomes the case's client id: sent twice, it is one case */
	clientId: string;
	text: string;
	/** the service (and slot) that was tapped; null: please contact me */
	chosen: { serviceId: string; slotId: string | null; startsAt: string | null; name: string } | null;
	/** the reader has seen the offers and said which, or none */
	decided: boolean;
	/** what the other fields of the form held, by field name */
	fields: Record<string, string | string[]>;
	photos: DraftPhoto[];
}

export const emptyDraft = (): NeedDraft => ({ clientId: newId(), text: '', chosen: null, decided: false, fields: {}, photos: [] });

/** How long a draft is kept after the last change. Short, because phones and library computers are shared. */
export const KEEP_MINUTES = 120;
const PURPOSE = 'need-draft';
const secretHash = (secret: string) => lookupHash(PURPOSE, secret);

const parts = (key: string | undefined): { id: string; secret: string } | null => {
	const [id, secret] = key?.split('.') ?? [];
	return isId(id) && secret && /^[\w-]{22}$/.test(secret) ? { id, secret } : null;
};

/** The draft that a cookie opens, or an empty one: a wrong, old or missing key is no error. */
export async function openDraft(ctx: Ctx, key: string | undefined): Promise<NeedDraft> {
	const known = parts(key);
	if (!known) return emptyDraft();
	const row = await readTx<'site', { secret_hash: string; sealed: string; saved_at: Date } | undefined>(ctx, ({ db }) =>
		db.selectFrom('site.need_draft').select(['secret_hash', 'sealed', 'saved_at']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', known.id).executeTakeFirst()
	);
	if (!row || !sameSecret(row.secret_hash, secretHash(known.secret)) || ctx.clock.now().getTime() - row.saved_at.getTime() > KEEP_MINUTES * 60_000) return emptyDraft();
	return { ...emptyDraft(), ...(JSON.parse(unseal(row.sealed, PURPOSE)) as NeedDraft) };
}

/** All that the form can hold, several times over; the table is open to everybody. */
const MOST_CHARACTERS = 200_000;

/**
 * Keeps the draft and gives the key for the cookie: the same one, or a new one where the old opens nothing.
 * @throws platform.tooLarge (413)
 */
export async function keepDraft(ctx: Ctx, key: string | undefined, draft: NeedDraft): Promise<string> {
	const text = JSON.stringify(draft);
	if (text.length > MOST_CHARACTERS) throw new AppError('platform.tooLarge', { status: 413 });
	const sealed = seal(text, PURPOSE);
	const now = ctx.clock.now();
	const known = parts(key);
	return writeTx<'site', string>(ctx, async ({ db }) => {
		if (known) {
			const { numUpdatedRows } = await db
				.updateTable('site.need_draft')
				.set({ sealed, saved_at: now })
				.where('subdistrict_id', '=', ctx.subdistrictId)
				.where('id', '=', known.id)
				.where('secret_hash', '=', secretHash(known.secret))
				.executeTakeFirst();
			if (numUpdatedRows > 0n) return key!;
		}
		const id = newId();
		const secret = randomSecret(16);
		await db.insertInto('site.need_draft').values({ subdistrict_id: ctx.subdistrictId, id, secret_hash: secretHash(secret), sealed, saved_at: now }).execute();
		return `${id}.${secret}`;
	});
}

export async function dropDraft(ctx: Ctx, key: string | undefined): Promise<void> {
	const known = parts(key);
	if (!known) return;
	await writeTx<'site', void>(ctx, async ({ db }) => {
		await db.deleteFrom('site.need_draft').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', known.id).where('secret_hash', '=', secretHash(known.secret)).execute();
	});
}

/** Job: forgets drafts that nobody went on with. */
export async function sweepDrafts(ctx: Ctx): Promise<void> {
	await writeTx<'site', void>(ctx, async ({ db }) => {
		await db
			.deleteFrom('site.need_draft')
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('saved_at', '<', new Date(ctx.clock.now().getTime() - KEEP_MINUTES * 60_000))
			.execute();
	});
}
