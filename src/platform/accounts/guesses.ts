import { sql } from 'kysely';
import type { Ctx } from '../context.ts';
import { writeTx, type WriteTx } from '../db/tx.ts';
import { AppError } from '../errors.ts';
import { lookupHash } from '../secrets.ts';

/*
 * Lock-out: five wrong guesses in a row, fifteen minutes (GB/T 22239-2019 8.1.4.1 b). Counted for each account and,
 * apart from that, for each device on which the owner of the account has signed in before (OWASP "device cookies"):
 * a stranger can use up the guesses of all strangers and cannot lock the owner's own browser out. A lock ends by
 * itself; guesses during it do not lengthen it.
 */
export const MAX_WRONG = 5;
export const LOCK_SECONDS = 15 * 60;

export const lockedOut = () => new AppError('accounts.locked', { status: 429, params: { minutes: LOCK_SECONDS / 60 } });

const keyOf = (who: string): string => lookupHash('guess', who);

/**
 * Takes one guess from the budget before the secret is looked at, so that parallel guesses cannot share one.
 * @returns false when the budget is used up: the guess must not be checked
 */
export async function takeGuess(ctx: Ctx, who: string, userId: string | null): Promise<boolean> {
	const now = ctx.clock.now();
	const since = new Date(now.getTime() - LOCK_SECONDS * 1000);
	return writeTx<'accounts', boolean>(ctx, async ({ db }) => {
		const row = await db
			.insertInto('accounts.guess')
			.values({ subdistrict_id: ctx.subdistrictId, key_hash: keyOf(who), user_id: userId, wrong: 1, last_at: now })
			.onConflict((oc) =>
				oc
					.columns(['subdistrict_id', 'key_hash'])
					.doUpdateSet({ wrong: sql`CASE WHEN guess.last_at <= ${since} THEN 1 ELSE guess.wrong + 1 END`, last_at: now })
					.where(({ or, eb }) => or([eb('accounts.guess.wrong', '<', MAX_WRONG), eb('accounts.guess.last_at', '<=', since)]))
			)
			.returning('wrong')
			.executeTakeFirst();
		return row !== undefined;
	});
}

/** The guess was right: the count starts anew. */
export async function forgetGuesses({ db, ctx }: WriteTx<'accounts'>, who: string): Promise<void> {
	await db.deleteFrom('accounts.guess').where('subdistrict_id', '=', ctx.subdistrictId).where('key_hash', '=', keyOf(who)).execute();
}

/** The security administrator opens a lock. */
export async function forgetGuessesOf({ db, ctx }: WriteTx<'accounts'>, userId: string): Promise<void> {
	await db.deleteFrom('accounts.guess').where('subdistrict_id', '=', ctx.subdistrictId).where('user_id', '=', userId).execute();
}
