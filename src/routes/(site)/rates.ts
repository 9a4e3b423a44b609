import { rates, type GroupedFigures } from '#modules/requests/index.ts';
import { systemActor, type Ctx } from '#platform/context.ts';
import { addDays, dateIn } from '#platform/dates/index.ts';

/** The three that the public sees; the plan's on-time rate is the desk's. */
export const PUBLIC_RATES = ['response', 'solve', 'satisfaction'] as const;
export const PERIODS = [30, 90, 365] as const;
export type Period = (typeof PERIODS)[number];

/** Under so many answers a share could be read back to a person, so it is not shown. */
const FEWEST = 5;
const KEEP_MS = 5 * 60_000;
const cache = new Map<string, { at: number; figures: Promise<GroupedFigures[]> }>();

export interface PublicRates {
	from: string;
	to: string;
	whole: GroupedFigures['figures'];
	communities: GroupedFigures[];
}

/**
 * The rates of the last days, whole and by community: counted over every case of the subdistrict, by the product itself,
 * because no reader may see the cases. Counted anew every five minutes, however many look.
 */
export async function publicRates(ctx: Ctx, zone: string, days: Period): Promise<PublicRates> {
	const to = dateIn(ctx.clock.now(), zone);
	const from = addDays(to, 1 - days);
	const asProduct: Ctx = { ...ctx, actor: systemActor('site:rates') };
	const counted = (by: 'none' | 'community') => {
		const key = [ctx.subdistrictId, from, to, by].join();
		const known = cache.get(key);
		if (known && Date.now() - known.at < KEEP_MS) return known.figures;
		const figures = rates(asProduct, { from, to, by });
		cache.set(key, { at: Date.now(), figures });
		figures.catch(() => cache.delete(key));
		for (const [old, { at }] of cache) if (Date.now() - at > KEEP_MS) cache.delete(old);
		return figures;
	};
	const [whole, communities] = await Promise.all([counted('none'), counted('community')]);
	return { from, to, whole: shown(whole[0]!.figures), communities: communities.map(({ group, figures }) => ({ group, figures: shown(figures) })) };
}

/** The figures with those left empty that rest on too few answers. */
function shown(figures: GroupedFigures['figures']): GroupedFigures['figures'] {
	return Object.fromEntries(Object.entries(figures).map(([key, figure]) => [key, figure.denominator < FEWEST ? { ...figure, value: null } : figure])) as GroupedFigures['figures'];
}
