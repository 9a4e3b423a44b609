/** The periods that rates are asked for, as days of the subdistrict. Pure. */
import { addDays, addMonths, isDate } from '#platform/dates/index.ts';

export const PERIODS = ['month', 'last_month', 'quarter', 'year', 'custom'] as const;
export type PeriodKey = (typeof PERIODS)[number];

export interface Period {
	key: PeriodKey;
	/** first and last day, both included, `YYYY-MM-DD` */
	from: string;
	to: string;
}

/**
 * The period that an address names: a key, or two days. Periods that are not over end today. Days the wrong way round are
 * turned; what is no period is this month.
 * @param today in the subdistrict's zone
 */
export function periodOf(asked: { period?: string | null; from?: string | null; to?: string | null }, today: string): Period {
	const month = `${today.slice(0, 7)}-01`;
	const { from, to } = asked;
	if (asked.period === 'custom' && from && to && isDate(from) && isDate(to)) return from <= to ? { key: 'custom', from, to } : { key: 'custom', from: to, to: from };
	switch (asked.period) {
		case 'last_month':
			return { key: 'last_month', from: addMonths(month, -1), to: addDays(month, -1) };
		case 'quarter': {
			const first = Math.floor((Number(today.slice(5, 7)) - 1) / 3) * 3 + 1;
			return { key: 'quarter', from: `${today.slice(0, 4)}-${String(first).padStart(2, '0')}-01`, to: today };
		}
		case 'year':
			return { key: 'year', from: `${today.slice(0, 4)}-01-01`, to: today };
		default:
			return { key: 'month', from: month, to: today };
	}
}
