/** A target as it stands in the fields of its form. Pure; runs in the browser too. */
import type { Measure } from '#platform/measure.ts';
import type { Target } from '../plan.model.ts';

type Unit = Measure['unit'];

/** How many of the typed unit make one of the kept one. A measure that no module gives is typed as its rule reads. */
export const perTyped = (unit: Unit | null, rule: string): number => {
	if (rule === 'veto') return 1;
	const of = unit ?? (rule === 'ratio' ? 'ratio' : 'count');
	return of === 'ratio' ? 0.01 : of === 'minutes' ? 60 : 1;
};

export const exact = (n: number): number => Number(n.toPrecision(12));

/** What stands in the fields of the form for a target that there is. */
export function typedTarget(target: Target, unit: Unit | null): Record<string, string> {
	const factor = perTyped(unit, target.rule);
	const typed = (n: number | null): string => (n === null ? '' : String(exact(n / factor)));
	return { aim: typed(target.aim), stateB: typed(target.stateB), stateC: typed(target.stateC), phases: target.phases.map(({ title, until, aim }) => `${title} ${until} ${typed(aim)}`).join('\n') };
}
