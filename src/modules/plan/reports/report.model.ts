/** What a report keeps: the figures of a period as they stood when it was made. Pure. */
import type { Figure, Measure, Period } from '#platform/measure.ts';
import type { Rule, Score, State } from '../plan.rules.ts';
import type { Board } from '../scoreboard/board.ts';

export interface KeptTarget extends Rule {
	id: string;
	title: string;
	measure: string;
	/** null: no module gave it when the report was made */
	unit: Measure['unit'] | null;
	noun: string;
	figure: Figure | null;
	/** null: the period does not begin with the year, nothing was judged */
	state: State | null;
	score: number | null;
	leftOut: { words: string; count: number }[];
	note: string;
}

export interface KeptFigures {
	period: Period;
	score: Score | null;
	goals: { id: string; title: string; targets: KeptTarget[] }[];
}

/** Words that staff write: at the beginning, under a goal (by its id), at the end. */
export interface ReportTexts {
	intro: string;
	closing: string;
	goals: Record<string, string>;
}

export const NO_TEXTS: ReportTexts = { intro: '', closing: '', goals: {} };

export function keep(board: Board, period: Period, judged: boolean): KeptFigures {
	return {
		period,
		score: judged ? board.score : null,
		goals: board.goals.map(({ id, title, targets }) => ({
			id,
			title,
			targets: targets.map((target): KeptTarget => ({
				id: target.id,
				title: target.title,
				measure: target.measure,
				rule: target.rule,
				aim: target.aim,
				atMost: target.atMost,
				stateB: target.stateB,
				stateC: target.stateC,
				each: target.each,
				points: target.points,
				unit: target.words?.unit ?? null,
				noun: target.words?.noun ?? '',
				figure: target.figure,
				state: judged || target.words === null ? target.standing.state : null,
				score: judged ? target.standing.score : null,
				leftOut: (target.figure?.leftOut ?? []).map(({ reason, count }) => ({ words: target.words?.leftOut[reason] ?? reason, count })),
				note: target.note
			}))
		}))
	};
}

/** What another report says to the same target: the same measure judged by the same rule, whatever year and name it stood under. */
export function counterpart(target: KeptTarget, other: KeptFigures): KeptTarget | null {
	const all = other.goals.flatMap((goal) => goal.targets).filter(({ measure }) => measure === target.measure);
	return all.find(({ id }) => id === target.id) ?? all.find(({ rule }) => rule === target.rule) ?? all[0] ?? null;
}
