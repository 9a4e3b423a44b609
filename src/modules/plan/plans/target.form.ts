/** Reads a target as staff typed it: shares in per cent, time in hours, stages a line each. */
import type * as v from 'valibot';
import { isDate } from '#platform/dates/index.ts';
import { invalid } from '#platform/errors.ts';
import { RULES } from '../plan.rules.ts';
import { measureOf } from '../totals/registry.ts';
import type { TargetInput } from './plan.schemas.ts';
import { exact, perTyped } from './typed-target.ts';

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : typeof value === 'string' && value ? [value] : []);

/** @throws platform.invalidInput (422) with `phases: plan.phaseUnread`; fields that are no numbers come out as the schema's own refusal */
export function readTargetForm(values: Record<string, unknown>): v.InferInput<typeof TargetInput> {
	const text = (name: string): string => (typeof values[name] === 'string' ? (values[name] as string).trim() : '');
	const rule = RULES.find((each) => each === text('rule')) ?? 'count';
	const unit = measureOf(text('measure'))?.unit ?? null;
	const factor = perTyped(unit, rule);
	const number = (name: string, otherwise: number): number => (text(name) === '' ? otherwise : Number(text(name).replace('%', '')));
	const level = (name: string): number | null => (rule === 'states' && text(name) !== '' ? exact(number(name, 0) * factor) : null);
	return {
		planId: text('planId'),
		edition: Number(text('edition')),
		goalId: text('goalId'),
		targetId: text('targetId') || null,
		title: text('title'),
		measure: text('measure'),
		rule,
		aim: exact(number('aim', 0) * factor),
		atMost: text('atMost') !== '',
		stateB: level('stateB'),
		stateC: level('stateC'),
		each: number('each', 0),
		points: number('points', 0),
		groups: list(values.groups),
		public: text('public') !== '',
		note: text('note'),
		phases: text('phases')
			.split('\n')
			.map((line) => line.trim())
			.filter(Boolean)
			.map((line) => {
				const [, title, until, aim] = /^(.+?)\s+(\d{4}-\d{2}-\d{2})\s+([\d.]+)\s*%?$/.exec(line) ?? [];
				if (!title || !until || !isDate(until)) throw invalid([{ path: 'phases', code: 'plan.phaseUnread' }]);
				return { title, until, aim: exact(Number(aim) * factor) };
			})
	};
}
