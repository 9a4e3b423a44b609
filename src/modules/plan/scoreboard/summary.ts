/** What a board comes to: what to look after first, and how each group of a framework does. Pure. */
import { scoreOf, type Score } from '../plan.rules.ts';
import type { Framework } from '../plans/frameworks.ts';
import type { Board, BoardTarget } from './board.ts';

export const targetsOfBoard = (board: Pick<Board, 'goals'>): BoardTarget[] => board.goals.flatMap((goal) => goal.targets);

/** How far a target is from what it is to reach, 0…1: what is furthest comes first. */
const gap = (target: BoardTarget): number => (target.figure?.value === null || !target.figure || !target.aim ? 1 : Math.abs(target.aim - target.figure.value) / Math.max(target.aim, target.figure.value));

/** What will be missed at today's pace, what costs most points first; and what is missed already. */
export function toDo(board: Pick<Board, 'goals'>): { behind: BoardTarget[]; missed: BoardTarget[] } {
	const all = targetsOfBoard(board);
	const lost = (target: BoardTarget): number => target.points - (target.standing.score ?? 0);
	return {
		behind: all.filter(({ standing }) => standing.state === 'behind').sort((a, b) => lost(b) - lost(a) || gap(b) - gap(a)),
		missed: all.filter(({ standing }) => standing.state === 'missed' || standing.state === 'vetoed')
	};
}

export interface GroupScore {
	framework: string;
	code: string;
	name: string;
	targets: number;
	score: Score;
}

/** The score of each group; a target in two of them counts in both. */
export function groupScores(board: Pick<Board, 'goals'>, framework: Framework): GroupScore[] {
	return framework.groups.map(({ code, name }) => {
		const own = targetsOfBoard(board).filter(({ groups }) => groups.includes(`${framework.code}.${code}`));
		return { framework: framework.code, code, name, targets: own.length, score: scoreOf(own.map((target) => ({ rule: target, standing: target.standing }))) };
	});
}
