/** When a time would suit a resident who refused one, as one line of words. */
import type { Marks } from '#platform/i18n.ts';
import type { TimeWish } from '../case/case.model.ts';

/**
 * @param m the words of the requests module in the page's language, `marks` its marks
 * @returns e.g. `上午、周末`; empty when nothing was tapped
 */
export const wishWords = (wishes: unknown, m: { timeWish: Record<TimeWish, string> }, marks: Marks): string =>
	(Array.isArray(wishes) ? wishes : []).map((wish) => m.timeWish[wish as TimeWish]).filter(Boolean).join(marks.list);
