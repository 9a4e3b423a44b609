/** The rates of a period as an Excel workbook: the whole, by community and by category, with numerator, denominator and what was left out and why. */
import type { Writable } from 'node:stream';
import { listCommunities } from '#modules/areas/index.ts';
import type { Ctx } from '#platform/context.ts';
import { writeWorkbook, type Cell, type SheetOut } from '#platform/sheets/index.ts';
import { requestsMessages } from '../messages/index.ts';
import { ratesMessages } from '../messages/rates.ts';
import { listCategories } from '../settings/choices.ts';
import { RATE_KEYS } from './rates.model.ts';
import { rates, type GroupedFigures } from './rates.queries.ts';

type Filter = Omit<Parameters<typeof rates>[1], 'by'>;

/**
 * @returns what writes the workbook into a stream and ends it
 * @throws platform.forbidden (403)
 */
export async function ratesSheet(ctx: Ctx, filter: Filter): Promise<(target: Writable) => Promise<void>> {
	const m = ratesMessages[ctx.locale];
	const r = requestsMessages[ctx.locale];
	const [communities, groups] = await Promise.all([listCommunities(ctx, {}), listCategories(ctx, {})]);
	const areas = new Map(communities.map((each) => [each.id, (ctx.locale === 'en' && each.nameEn) || each.name]));
	const categories = new Map(groups.flatMap((group) => group.categories.map((each) => [each.code, each.name[ctx.locale] || each.name.zh] as const)));
	const sheet = (name: string, figures: GroupedFigures[], nameOf: (group: string | null) => string): SheetOut => ({
		name,
		columns: [
			{ header: m.group },
			{ header: m.sheet.rate },
			{ header: m.sheet.value, format: 'percent' },
			{ header: m.sheet.numerator, format: 'integer' },
			{ header: m.sheet.denominator, format: 'integer' },
			{ header: m.sheet.leftOut, format: 'integer' },
			{ header: m.sheet.why, width: 50 }
		],
		rows: figures.flatMap(({ group, figures: of }) =>
			RATE_KEYS.map((key): Cell[] => {
				const { value, numerator, denominator, leftOut } = of[key];
				return [nameOf(group), r.rate[key], value, numerator, denominator, leftOut.reduce((sum, { count }) => sum + count, 0), leftOut.map(({ why, count }) => `${r.leftOut[why]} ${count}`).join('; ')];
			})
		)
	});
	const sheets = [
		sheet(m.sheet.whole, await rates(ctx, filter), () => m.sheet.whole),
		sheet(m.byWhat.community, await rates(ctx, { ...filter, by: 'community' }), (group) => areas.get(group ?? '') ?? m.unnamed.community),
		sheet(m.byWhat.category, await rates(ctx, { ...filter, by: 'category' }), (group) => categories.get(group ?? '') ?? group ?? m.unnamed.category)
	];
	return (target) => writeWorkbook(target, { now: ctx.clock.now(), sheets });
}
