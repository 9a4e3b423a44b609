/** API tokens over all modules: which scopes there are, and a token for some of them to the end of a day. */
import { createToken } from '#platform/accounts/index.ts';
import type { Ctx } from '#platform/context.ts';
import { dayRange, isDate } from '#platform/dates/index.ts';
import { invalid } from '#platform/errors.ts';
import { modules } from './registry.ts';

/** The scopes that some module's permission opens to tokens. */
export const knownScopes = (): string[] => [...new Set(modules.flatMap((module) => Object.values(module.permissions).flatMap(({ scope }) => (scope ? [scope] : []))))].sort();

/**
 * Makes a token that is good to the end of a day in the zone; its text is told in the answer and never again.
 * @param asked `lastDay` is `YYYY-MM-DD`, null: until it is revoked
 * @throws AppError platform.invalidInput (422): accounts.unknownScope, accounts.dayForm, accounts.dayPast; platform.forbidden (403)
 */
export async function makeToken(ctx: Ctx, asked: { name: string; scopes: string[]; lastDay: string | null }, zone: string): Promise<{ id: string; token: string }> {
	const known = knownScopes();
	if (asked.scopes.some((scope) => !known.includes(scope))) throw invalid([{ path: 'scopes', code: 'accounts.unknownScope' }]);
	return createToken(ctx, { name: asked.name, scopes: asked.scopes, expiresAt: asked.lastDay === null ? null : endOf(asked.lastDay, ctx.clock.now(), zone) });
}

function endOf(day: string, now: Date, zone: string): Date {
	const wrong = (code: string) => invalid([{ path: 'lastDay', code }]);
	if (!isDate(day)) throw wrong('accounts.dayForm');
	const { end } = dayRange(day, zone);
	if (end <= now) throw wrong('accounts.dayPast');
	return end;
}
