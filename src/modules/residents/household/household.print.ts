/** The household's card on paper (户卡). Printing it is a look at everybody on it. */
import type { Ctx } from '#platform/context.ts';
import { dateIn, formatDay, timeIn } from '#platform/dates/index.ts';
import { printTable, tableReportWords } from '#platform/print/index.ts';
import { subdistricts, zoneOf } from '#platform/tenant.ts';
import { relations } from '../codes/index.ts';
import { sexAndAge } from '../ui/person-words.ts';
import { noteLook } from '../privacy/looks.ts';
import { householdPage } from './household.queries.ts';
import { householdMessages } from '../messages/household.ts';

/** @returns a PDF. @throws AppError platform.notFound */
export async function printHousehold(ctx: Ctx, id: string, on: string | null): Promise<Buffer> {
	const view = await householdPage(ctx, { id, on });
	for (const { person } of view.members) await noteLook(ctx, { id: person.id, what: 'print' });
	const { locale } = ctx;
	const m = householdMessages[locale];
	const zone = await zoneOf(ctx);
	const now = ctx.clock.now();
	const own = (await subdistricts()).find((each) => each.id === ctx.subdistrictId);
	const columns = [m.name, m.relation, m.about, m.residence, m.since, m.phone].map((label) => ({ label, align: 'left' as const }));
	const rows = view.members.map(({ person, relation, residence, fromOn }) => [
		person.name,
		relations.word(relation, locale),
		sexAndAge(person, locale),
		m.residences[residence],
		fromOn ? formatDay(fromOn, locale) : m.sinceEver,
		person.phone
	]);
	return printTable(
		{
			lang: locale,
			org: (locale === 'en' && own?.nameEn) || (own?.name ?? ''),
			title: `${m.paper.title} ${view.dwelling?.address ?? ''}`.trim(),
			period: [view.number ? `${m.paper.number} ${view.number}` : '', formatDay(view.on, locale)].filter(Boolean).join(' · '),
			columns,
			rows,
			notes: [{ label: m.paper.printed, text: `${ctx.actor.name} · ${m.paper.notice}` }],
			printedAt: `${formatDay(dateIn(now, zone), locale)} ${timeIn(now, zone)}`,
			words: tableReportWords[locale]
		},
		{ now }
	);
}
