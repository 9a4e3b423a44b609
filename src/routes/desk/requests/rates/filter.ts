import type { Ctx } from '#platform/context.ts';
import { dateIn } from '#platform/dates/index.ts';
import { periodOf, type Period } from '#modules/requests/periods.model.ts';

export interface RatesFilter {
	period: Period;
	/** for the queries */
	query: { from: string; to: string; communityId: string | null; categoryCode: string | null; ownerId: string | null };
	mine: boolean;
}

/** What the address asks for. `mine` is the only queue of a person that can be asked for: one's own. */
export function ratesFilter(url: URL, ctx: Ctx, zone: string): RatesFilter {
	const get = (name: string) => url.searchParams.get(name) || null;
	const period = periodOf({ period: get('period'), from: get('from'), to: get('to') }, dateIn(ctx.clock.now(), zone));
	const mine = url.searchParams.has('mine');
	return { period, mine, query: { from: period.from, to: period.to, communityId: get('community'), categoryCode: get('category'), ownerId: mine ? ctx.actor.id : null } };
}
