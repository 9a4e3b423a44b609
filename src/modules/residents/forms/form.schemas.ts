import * as v from 'valibot';
import { isDate } from '#platform/dates/index.ts';
import type { Measure } from '#platform/measure.ts';
import { parseReference } from '#platform/sheets/index.ts';
import { id, idOrNull } from '../household/household.schemas.ts';
import { REVEAL_REASONS, saysWhy } from '../privacy/reasons.ts';
import { isCellSource, isColumnSource, type CellSource, type ColumnSource } from './sources.ts';

export const MOST_FORM_BYTES = 10_000_000;

const text = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most, 'residents.tooLong'));
const row = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000));

export const AddFormInput = v.object({
	name: v.optional(text(120), ''),
	issuer: v.optional(text(120), ''),
	fileName: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(255)),
	bytes: v.pipe(v.instance(Uint8Array), v.check((bytes) => bytes.length <= MOST_FORM_BYTES, 'residents.fileTooLarge'))
});

const column = v.object({ letter: v.pipe(v.string(), v.regex(/^[A-Z]{1,3}$/, 'platform.notValid')), source: v.pipe(v.string(), v.check(isColumnSource, 'platform.notValid'), v.transform((source) => source as ColumnSource)) });

const ListInput = v.object({
	sheet: text(60),
	firstRow: row,
	lastRow: row,
	of: v.picklist(['people', 'households']),
	group: v.nullable(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{1,39}$/, 'platform.notValid'))),
	columns: v.pipe(v.array(column), v.maxLength(100))
});

const CellInput = v.object({
	sheet: text(60),
	reference: v.pipe(v.string(), v.trim(), v.toUpperCase(), v.check((reference) => parseReference(reference) !== null, 'residents.notACell')),
	source: v.pipe(v.string(), v.check(isCellSource, 'platform.notValid'), v.transform((source) => source as CellSource)),
	prefix: v.optional(text(60), '')
});

export const MapFormInput = v.object({
	id,
	version: v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.integer()),
	name: v.pipe(text(120), v.minLength(1, 'platform.required')),
	issuer: v.optional(text(120), ''),
	mapping: v.object({ lists: v.pipe(v.array(ListInput), v.maxLength(20)), cells: v.pipe(v.array(CellInput), v.maxLength(300)) })
});

const day = v.pipe(v.string('platform.required'), v.check(isDate, 'residents.dayWrong'));

export const FillFormInput = v.pipe(
	v.object({
		id,
		/** null: the whole subdistrict */
		communityId: idOrNull,
		from: day,
		to: day,
		reasonCode: v.optional(v.picklist(REVEAL_REASONS)),
		reason: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200, 'residents.tooLong')), ''),
		/** what the modules of the product can count */
		measures: v.optional(v.custom<readonly Measure[]>((list) => Array.isArray(list)), [])
	}),
	v.forward(v.check(({ from, to }) => from <= to, 'residents.dayWrong'), ['to']),
	v.forward(v.check(({ reasonCode, reason }) => reasonCode !== undefined || saysWhy(reason), 'residents.reasonMissing'), ['reason'])
);

export const FormId = v.object({ id });
