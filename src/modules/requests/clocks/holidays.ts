/**
 * The State Council's yearly notices on public holidays and make-up workdays (调休), as data.
 *
 * A year that is absent has no notice yet: clocks then follow the weekly pattern alone and say so. A subdistrict edits its
 * own copy in `requests.calendar_day`; this file only fills a new installation and is appended to each November.
 *
 * Sources: 国务院办公厅关于2025年部分节假日安排的通知, 国办发明电〔2024〕12号, 2024-11-12;
 *          国务院办公厅关于2026年部分节假日安排的通知, 国办发明电〔2025〕7号, 2025-11-04 (both read as carried by 新华社).
 */
import type { CalendarDay, PublishedYear } from './calendar.model.ts';

interface Notice {
	year: number;
	source: string;
	holidays: readonly { name: string; from: string; to: string; makeup: readonly string[] }[];
}

const NOTICES: readonly Notice[] = [
	{
		year: 2025,
		source: '国办发明电〔2024〕12号',
		holidays: [
			{ name: '元旦', from: '2025-01-01', to: '2025-01-01', makeup: [] },
			{ name: '春节', from: '2025-01-28', to: '2025-02-04', makeup: ['2025-01-26', '2025-02-08'] },
			{ name: '清明节', from: '2025-04-04', to: '2025-04-06', makeup: [] },
			{ name: '劳动节', from: '2025-05-01', to: '2025-05-05', makeup: ['2025-04-27'] },
			{ name: '端午节', from: '2025-05-31', to: '2025-06-02', makeup: [] },
			{ name: '国庆节、中秋节', from: '2025-10-01', to: '2025-10-08', makeup: ['2025-09-28', '2025-10-11'] }
		]
	},
	{
		year: 2026,
		source: '国办发明电〔2025〕7号',
		holidays: [
			{ name: '元旦', from: '2026-01-01', to: '2026-01-03', makeup: ['2026-01-04'] },
			{ name: '春节', from: '2026-02-15', to: '2026-02-23', makeup: ['2026-02-14', '2026-02-28'] },
			{ name: '清明节', from: '2026-04-04', to: '2026-04-06', makeup: [] },
			{ name: '劳动节', from: '2026-05-01', to: '2026-05-05', makeup: ['2026-05-09'] },
			{ name: '端午节', from: '2026-06-19', to: '2026-06-21', makeup: [] },
			{ name: '中秋节', from: '2026-09-25', to: '2026-09-27', makeup: [] },
			{ name: '国庆节', from: '2026-10-01', to: '2026-10-07', makeup: ['2026-09-20', '2026-10-10'] }
		]
	}
];

function* datesBetween(from: string, to: string): Generator<string> {
	for (let t = Date.parse(`${from}T00:00:00Z`); t <= Date.parse(`${to}T00:00:00Z`); t += 86_400_000) {
		yield new Date(t).toISOString().slice(0, 10);
	}
}

/** Every holiday and make-up workday of the notices, by date. */
export const OFFICIAL_DAYS: readonly CalendarDay[] = NOTICES.flatMap((notice) =>
	notice.holidays.flatMap(({ name, from, to, makeup }) => [
		...[...datesBetween(from, to)].map((date): CalendarDay => ({ date, kind: 'holiday', name })),
		...makeup.map((date): CalendarDay => ({ date, kind: 'makeup_workday', name }))
	])
).sort((a, b) => a.date.localeCompare(b.date));

/** The years for which a notice is known, with its document number. */
export const OFFICIAL_YEARS: readonly PublishedYear[] = NOTICES.map(({ year, source }) => ({ year, source }));
