/** How the settings pages write hours, allowances and questions in text fields, and back. Pure. */
import type { Hours } from '../clocks/calendar.model.ts';
import type { Category, Question } from './categories.ts';
import type { ClockUnit } from '../clocks/clocks.model.ts';

type Values = Record<string, unknown>;
const text = (values: Values, name: string): string => (typeof values[name] === 'string' ? (values[name] as string).trim() : '');

/** `9:00-12:00 13:00-17:30` as people type it, also with 至, ～, commas and full-width signs. What is no hours comes through for the schema to refuse. */
export function readHours(typed: string): Hours[] {
	const plain = typed.normalize('NFKC').replace(/\s*[-–—~～至到]\s*/g, '-');
	return plain
		.split(/[\s,，、;；]+/)
		.filter(Boolean)
		.map((part) => {
			const [from = '', to = ''] = part.split('-');
			return { from: padTime(from), to: padTime(to) };
		});
}
const padTime = (time: string): string => (/^\d:\d\d$/.test(time) ? `0${time}` : time);

export const writeHours = (hours: readonly Hours[] | null | undefined): string => (hours ?? []).map(({ from, to }) => `${from}-${to}`).join(' ');

export type AllowanceUnit = 'working_hours' | 'minutes' | 'hours' | 'days' | 'workdays';

/** An allowance in the unit in which one would say it: whole days of calendar time, hours, minutes below an hour. */
export function sayAllowance(minutes: number, unit: string): { amount: string; unit: AllowanceUnit } {
	if (unit === 'workday') return { amount: trim(minutes / 1440), unit: 'workdays' };
	if (unit === 'working') return { amount: trim(minutes / 60), unit: 'working_hours' };
	if (minutes < 60) return { amount: String(minutes), unit: 'minutes' };
	return minutes >= 1440 && minutes % 1440 === 0 ? { amount: trim(minutes / 1440), unit: 'days' } : { amount: trim(minutes / 60), unit: 'hours' };
}
const trim = (value: number): string => String(Math.round(value * 100) / 100);

export function readAllowance(amount: string, unit: string): { minutes: number; unit: ClockUnit } {
	return { minutes: Math.round(Number(amount || NaN) * (unit === 'days' || unit === 'workdays' ? 1440 : unit === 'minutes' ? 1 : 60)), unit: unit === 'working_hours' ? 'working' : unit === 'workdays' ? 'workday' : 'calendar' };
}

/** Most questions that a category may have; the form shows two empty ones after those that are there. */
export const MAX_QUESTIONS = 12;

/** A question's fields as the form holds them: everything is text. */
export interface QuestionFields {
	code: string;
	kind: string;
	zh: string;
	en: string;
	required: boolean;
	options: string;
	unit: string;
	min: string;
	max: string;
	when: string;
	stop: string;
}

const answerText = (value: string | boolean): string => (value === true ? 'yes' : value === false ? 'no' : value);
const answerValue = (typed: string, kind: string | undefined): string | boolean => (kind === 'yes_no' ? typed === 'yes' : typed);

export const writeQuestion = (question: Question): QuestionFields => ({
	code: question.code,
	kind: question.kind,
	zh: question.label.zh,
	en: question.label.en,
	required: question.required,
	options: (question.options ?? []).map((option) => [option.code, option.label.zh, option.label.en].join('|')).join('\n'),
	unit: question.unit ? [question.unit.zh, question.unit.en].join('|') : '',
	min: question.min === undefined ? '' : String(question.min),
	max: question.max === undefined ? '' : String(question.max),
	when: question.when ? `${question.when.question}=${answerText(question.when.equals)}` : '',
	stop: question.stop ? [answerText(question.stop.equals), question.stop.notice.zh, question.stop.notice.en].join('|') : ''
});

const pair = (typed: string) => {
	const [zh = '', en = ''] = typed.split('|').map((part) => part.trim());
	return { zh, en };
};

/** The questions of a posted form, `q.0.code` and so on; one without a code is left out. */
export function readQuestions(values: Values): unknown[] {
	const rows = Object.entries((values.q ?? {}) as Record<string, Values>)
		.sort(([a], [b]) => Number(a) - Number(b))
		.map(([, row]) => row)
		.filter((row) => text(row, 'code'));
	const kindOf = new Map(rows.map((row) => [text(row, 'code'), text(row, 'kind')]));
	return rows.map((row) => {
		const kind = text(row, 'kind');
		const [asked, equals] = text(row, 'when').split('=').map((part) => part.trim());
		const [stopAt, ...stop] = text(row, 'stop').split('|').map((part) => part.trim());
		const options = text(row, 'options')
			.split('\n')
			.filter((line) => line.trim())
			.map((line) => {
				const [code = '', ...label] = line.split('|').map((part) => part.trim());
				return { code, label: { zh: label[0] ?? '', en: label[1] ?? '' } };
			});
		return {
			code: text(row, 'code'),
			kind,
			label: { zh: text(row, 'zh'), en: text(row, 'en') },
			required: row.required === 'on',
			...(kind === 'choice' ? { options } : {}),
			...(kind === 'number' && text(row, 'unit') ? { unit: pair(text(row, 'unit')) } : {}),
			...(kind === 'number' && text(row, 'min') ? { min: Number(text(row, 'min')) } : {}),
			...(kind === 'number' && text(row, 'max') ? { max: Number(text(row, 'max')) } : {}),
			...(asked && equals !== undefined ? { when: { question: asked, equals: answerValue(equals, kindOf.get(asked)) } } : {}),
			...(stopAt && stop[0] ? { stop: { equals: answerValue(stopAt, kind), notice: { zh: stop[0], en: stop[1] ?? '' } } } : {})
		};
	});
}

/** A posted category form as the use case takes it. */
export function readCategory(values: Values) {
	const on = (name: string): boolean => values[name] === 'on';
	return {
		code: text(values, 'code'),
		group: text(values, 'group'),
		name: { zh: text(values, 'nameZh'), en: text(values, 'nameEn') },
		type: text(values, 'type') as Category['type'],
		urgency: text(values, 'urgency') as Category['urgency'],
		confidential: on('confidential'),
		anonymous: on('anonymous'),
		publicPlace: on('publicPlace'),
		terms: text(values, 'terms').split(/[\s,，、]+/).filter(Boolean),
		questions: readQuestions(values) as never,
		active: on('active')
	};
}
