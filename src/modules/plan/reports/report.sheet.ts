/** A report as an Excel workbook: a line for each target, with its arithmetic and the address of its records. */
import type { Writable } from 'node:stream';
import { config } from '#platform/config.ts';
import type { Locale } from '#platform/i18n.ts';
import { writeWorkbook, type Cell, type SheetOut } from '#platform/sheets/index.ts';
import { planMessages } from '../messages/index.ts';
import { writeAim, writeValue } from '../ui/words.ts';
import { recordsPath } from './report.links.ts';
import { counterpart } from './report.model.ts';
import type { Report } from './report.usecases.ts';

/** @param other a report to set beside it */
export function reportSheet(report: Report, other: Report | null, locale: Locale, now: Date): (target: Writable) => Promise<void> {
	const m = planMessages[locale];
	const r = m.reports;
	const rows = report.figures.goals.flatMap((goal) =>
		goal.targets.map((target): Cell[] => {
			const { figure } = target;
			const unit = { unit: target.unit ?? 'count', noun: target.noun } as const;
			const was = other && counterpart(target, other.figures);
			return [
				goal.title,
				target.title,
				figure ? writeValue(figure.value, unit, locale) : m.states.not_installed,
				figure?.numerator ?? null,
				figure?.denominator ?? null,
				figure ? figure.leftOut.reduce((sum, { count }) => sum + count, 0) : null,
				target.leftOut.map(({ words, count }) => `${words} ${count}`).join('; '),
				writeAim(target, unit, locale),
				target.state ? m.states[target.state] : '',
				target.score,
				target.score === null ? null : target.points,
				...(other ? [was?.figure ? writeValue(was.figure.value, unit, locale) : m.noValue] : []),
				figure ? `${config().publicOrigin}${recordsPath(report, target.measure)}` : ''
			];
		})
	);
	const figures: SheetOut = {
		name: r.summary,
		columns: [
			{ header: m.edit.goal, width: 28 },
			{ header: r.target, width: 34 },
			{ header: r.value },
			{ header: m.measure.numerator, format: 'integer' },
			{ header: m.measure.denominator, format: 'integer' },
			{ header: r.left, format: 'integer' },
			{ header: r.left, width: 40 },
			{ header: r.aim, width: 24 },
			{ header: r.state },
			{ header: r.points, format: 'decimal' },
			{ header: m.edit.points, format: 'decimal' },
			...(other ? [{ header: other.title, width: 24 }] : []),
			{ header: r.link, width: 60 }
		],
		rows
	};
	const words: SheetOut = {
		name: r.intro,
		columns: [{ header: m.edit.goal, width: 28 }, { header: r.goalText, width: 100 }],
		rows: [
			[r.intro, report.texts.intro],
			...report.figures.goals.map((goal): Cell[] => [goal.title, report.texts.goals[goal.id] ?? '']),
			[r.closing, report.texts.closing],
			['', r.how]
		]
	};
	return (target) => writeWorkbook(target, { now, sheets: [figures, words] });
}
