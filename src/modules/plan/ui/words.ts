/** Figures, aims and their arithmetic as they are written down: on screens, walls and paper. */
import { formatDay } from '#platform/dates/index.ts';
import type { Locale } from '#platform/i18n.ts';
import { planMessages } from '../messages/index.ts';
import type { Rule, Standing } from '../plan.rules.ts';
import type { MeasureWords } from '../scoreboard/board.ts';

type Unit = Pick<MeasureWords, 'unit' | 'noun'>;

/** At most `digits` after the point, none that are noughts. */
export const plain = (value: number, digits = 1): string => String(Math.round(value * 10 ** digits) / 10 ** digits);

const spaced = (text: string, word: string): string => (word ? `${text} ${word}` : text);

/** A value with its unit: `94.3%`, `12 场`, `1520.5 小时`; a dash where there is none. */
export function writeValue(value: number | null, { unit, noun }: Unit, locale: Locale): string {
	const m = planMessages[locale];
	if (value === null) return m.noValue;
	if (unit === 'ratio') return `${plain(value * 100)}%`;
	if (unit === 'minutes') return spaced(plain(value / 60), m.hours);
	return spaced(plain(value), noun);
}

/** What a rule asks for: `不低于 95%`. */
export function writeAim(rule: Rule, unit: Unit, locale: Locale): string {
	const { ruleText } = planMessages[locale];
	const value = (aim: number) => writeValue(aim, unit, locale);
	switch (rule.rule) {
		case 'states':
			return ruleText.states(value(rule.aim), value(rule.stateB ?? 0), value(rule.stateC ?? 0));
		case 'deduct':
			return ruleText.deduct(plain(rule.each, 2));
		case 'veto':
			return ruleText.veto(rule.aim);
		case 'bonus':
			return ruleText.bonus(plain(rule.each, 2), plain(rule.points, 2));
		default:
			return rule.atMost ? ruleText.atMost(value(rule.aim)) : ruleText.atLeast(value(rule.aim));
	}
}

/** Where it ends at today's pace, with the numbers that lead there; null where nothing is projected. */
export function writeProjection({ projection }: Standing, unit: Unit, locale: Locale): string | null {
	if (!projection) return null;
	const words = planMessages[locale].projection;
	const value = (n: number) => writeValue(n, unit, locale);
	// Misses of a share are counted, whatever its unit.
	const count = (n: number) => (unit.unit === 'ratio' ? spaced(plain(n), unit.noun) : value(n));
	switch (projection.kind) {
		case 'pace':
			return words.pace(count(projection.value), projection.gone, projection.days, count(projection.end));
		case 'trend':
			return words.trend(value(projection.began), value(projection.value), projection.gone, projection.left, value(projection.end));
		case 'share':
			return words.share(projection.numerator, projection.denominator, value(projection.end));
	}
}

/** What is still missing, and how it can come; null where nothing is. */
export function writeNeed({ need }: Standing, { unit, noun, adds }: Pick<MeasureWords, 'unit' | 'noun' | 'adds'>, left: number, locale: Locale): string | null {
	if (!need || need.missing <= 0) return null;
	const words = planMessages[locale].need;
	if (need.of !== null) return (need.outOfReach ? words.out : words.of)(need.missing, need.of, noun);
	const missing = unit === 'ratio' ? spaced(String(need.missing), noun) : writeValue(need.missing, { unit, noun }, locale);
	if (adds === 'stand' || need.perDays === null) return words.stand(missing);
	return need.perDays >= 1 && unit !== 'minutes' ? words.count(missing, left, plain(need.perDays)) : words.perDay(missing, left, writeValue(1 / need.perDays, { unit, noun }, locale));
}

export const writeDay = (day: string, locale: Locale): string => formatDay(day, locale);

/** A colour for each standing; the word beside it says the same. */
export const TONES = { met: 'do', on_course: 'do', behind: 'wait', missed: 'late', vetoed: 'late', too_early: 'info', not_begun: undefined, nothing: undefined, not_installed: undefined } as const;
