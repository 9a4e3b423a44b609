/** A report on paper: what was said, and every figure with its arithmetic, what was left out and why, and the way to its records. */
import { config } from '#platform/config.ts';
import { formatDateTime } from '#platform/dates/index.ts';
import type { Locale } from '#platform/i18n.ts';
import { renderPdf, template } from '#platform/print/index.ts';
import { planMessages } from '../messages/index.ts';
import { plain, writeAim, writeDay, writeValue } from '../ui/words.ts';
import { recordsPath } from './report.links.ts';
import { counterpart } from './report.model.ts';
import type { Report } from './report.usecases.ts';

interface PaperTarget {
	title: string;
	value: string;
	/** empty: no module gives the measure */
	url: string;
	fraction: string;
	left: string;
	aim: string;
	state: string;
	/** the tone of the state: `do`, `late` or nothing */
	tone: string;
	points: string;
	before: string;
	note: string;
}

interface PaperData {
	lang: Locale;
	org: string;
	title: string;
	period: string;
	made: string;
	score: string;
	intro: string;
	closing: string;
	goals: { title: string; text: string; targets: PaperTarget[] }[];
	/** the other report's title, when one stands beside */
	other: string;
	printedAt: string;
	words: { kind: string; target: string; value: string; aim: string; state: string; points: string; how: string; notJudged: string; page: string; printed: string };
}

const summary = template<PaperData>('modules/plan/print/summary.typ');

/** @param org who signs it: the subdistrict, or subdistrict and community */
export function reportPdf(report: Report, other: Report | null, { org, locale, zone, now }: { org: string; locale: Locale; zone: string; now: Date }): Promise<Buffer> {
	const m = planMessages[locale];
	const r = m.reports;
	const stamp = (at: Date) => formatDateTime(at, zone, locale);
	const { score, period } = report.figures;
	return renderPdf(
		summary,
		{
			lang: locale,
			org,
			title: report.title,
			period: r.period(writeDay(period.from, locale), writeDay(period.to, locale)),
			made: r.madeAt(stamp(report.madeAt), report.madeByName),
			score: score ? (score.vetoed ? m.board.vetoed : r.score(plain(score.points, 2), plain(score.of, 2))) : '',
			intro: report.texts.intro,
			closing: report.texts.closing,
			goals: report.figures.goals.map((goal) => ({
				title: goal.title,
				text: report.texts.goals[goal.id] ?? '',
				targets: goal.targets.map((target): PaperTarget => {
					const { figure } = target;
					const unit = { unit: target.unit ?? 'count', noun: target.noun } as const;
					const was = other && counterpart(target, other.figures);
					return {
						title: target.title,
						value: figure ? writeValue(figure.value, unit, locale) : m.noValue,
						url: figure ? `${config().publicOrigin}${recordsPath(report, target.measure)}` : '',
						fraction: figure && figure.denominator !== null ? m.board.fraction(figure.numerator, figure.denominator) : '',
						left: target.leftOut.map(({ words, count }) => `${words} ${count}`).join(locale === 'zh' ? '；' : '; '),
						aim: target.unit ? writeAim(target, unit, locale) : '',
						state: target.state ? m.states[target.state] : '',
						tone: target.state === 'missed' || target.state === 'vetoed' ? 'late' : target.state === 'met' || target.state === 'on_course' ? 'do' : '',
						points: target.score === null ? '' : `${plain(target.score, 2)} / ${plain(target.points, 2)}`,
						before: other ? (was?.figure ? writeValue(was.figure.value, unit, locale) : m.noValue) : '',
						note: target.note
					};
				})
			})),
			other: other?.title ?? '',
			printedAt: stamp(now),
			words: { kind: r.summary, target: r.target, value: r.value, aim: r.aim, state: r.state, points: r.points, how: r.how, notJudged: score ? '' : r.notJudged, page: r.page, printed: r.printed(stamp(now)) }
		},
		{ now }
	);
}
