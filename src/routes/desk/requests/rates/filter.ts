import { RATE_KEYS, RATE_PARTS, type RateKey, type RatePart } from '#modules/requests/index.ts';
import { periodOf, type Period } from '#modules/requests/rates/periods.model.ts';
import type { Ctx } from '#platform/context.ts';
import { dateIn } from '#platform/dates/index.ts';
import { notFound } from '#platform/errors.ts';

export interface RatesFilter {
	period: Period;
	/** for the queries */
	query: { from: string; to: string; communityId: string | null; categoryCode: string | null; mine: boolean };
}

/** What the address asks for. */
export function ratesFilter(url: URL, ctx: Ctx, zone: string): RatesFilter {
	const get = (name: string) => url.searchParams.get(name) || null;
	const period = periodOf({ period: get('period'), from: get('from'), to: get('to') }, dateIn(ctx.clock.now(), zone));
	return { period, query: { from: period.from, to: period.to, communityId: get('community'), categoryCode: get('category'), mine: url.searchParams.has('mine') } };
}

/**
 * The figure whose cases are asked for; the whole denominator where the address names no part.
 * @throws platform.notFound (404)
 */
export function partOf(key: string, url: URL): { rate: RateKey; part: RatePart } {
	const rate = RATE_KEYS.find((each) => each === key);
	const part = RATE_PARTS.find((each) => each === (url.searchParams.get('part') ?? 'denominator'));
	if (!rate || !part) throw notFound('rate');
	return { rate, part };
}
