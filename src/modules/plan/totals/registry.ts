/** The measures of all modules, which the plan knows by their interface alone; given by the composition root. */
import type { Measure } from '#platform/measure.ts';

let given: ReadonlyMap<string, Measure> = new Map();

/** Called once at start, with what the manifests declare. */
export function joinMeasures(measures: readonly Measure[]): void {
	given = new Map(measures.map((measure) => [measure.key, measure]));
}

/** Null: no module of this installation gives it. */
export const measureOf = (key: string): Measure | null => given.get(key) ?? null;

export const allMeasures = (): Measure[] => [...given.values()];
