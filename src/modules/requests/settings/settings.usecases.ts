/** What a subdistrict sets for its cases: categories, clocks, working calendar, rules. Everything is dated or versioned; the past stays as it was. */
import { sql } from 'kysely';
import * as v from 'valibot';
import { invalid } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { forModule } from '#platform/usecase.ts';
import type { Ctx } from '#platform/context.ts';
import type { Db } from '#platform/db/tx.ts';
import { faultOfHours } from '../clocks/calendar.model.ts';
import { faultsOfCategory, QUESTION_KINDS, type Category, type Question } from './categories.ts';
import { CLOCK_KINDS, CLOCK_UNITS } from '../clocks/clocks.model.ts';
import { configOf, forgetConfig } from './config.ts';
import { unknownCategory } from '../requests.errors.ts';
import { REQUEST_TYPES, URGENCIES } from '../case/case.model.ts';
import { permissions } from '../requests.permissions.ts';
import { RULE_KEYS } from './rules.ts';
import { id } from '../case/case.schemas.ts';

const { useCase, query } = forModule<'requests'>();

const date = v.pipe(v.string(), v.isoDate());
const code = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{1,39}$/, 'requests.categoryFault'));
const words = v.object({ zh: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)), en: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(300)), '') });

const question = v.object({
	code: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,39}$/, 'requests.categoryFault')),
	kind: v.picklist(QUESTION_KINDS),
	label: words,
	required: v.optional(v.boolean(), false),
	options: v.optional(v.array(v.object({ code: v.pipe(v.string(), v.maxLength(40)), label: words }))),
	unit: v.optional(words),
	min: v.optional(v.number()),
	max: v.optional(v.number()),
	when: v.optional(v.object({ question: v.string(), equals: v.union([v.string(), v.boolean()]) })),
	stop: v.optional(v.object({ equals: v.union([v.string(), v.boolean()]), notice: words }))
});

export const CategoryInput = v.object({
	code,
	group: code,
	name: words,
	type: v.picklist(REQUEST_TYPES),
	urgency: v.picklist(URGENCIES),
	confidential: v.optional(v.boolean(), false),
	anonymous: v.optional(v.boolean(), true),
	publicPlace: v.optional(v.boolean(), false),
	terms: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(60))), v.maxLength(10)), []),
	questions: v.optional(v.pipe(v.array(question), v.maxLength(12)), []),
	active: v.optional(v.boolean(), true)
});

/** Every category with its group, those no longer used included: for the settings page. The site's form takes `listCategories`. */
export const categorySettings = query({
	name: 'requests.categorySettings',
	access: permissions.read,
	input: v.object({}),
	run: async (tx): Promise<(Category & { active: boolean })[]> => [...(await configOf(tx)).categories.values()]
});

/** The groups that categories stand in, in their order. */
export const categoryGroups = query({
	name: 'requests.categoryGroups',
	access: permissions.read,
	input: v.object({}),
	run: ({ db, ctx }) => db.selectFrom('requests.category_group').select(['code', 'name', 'name_en as nameEn']).where('subdistrict_id', '=', ctx.subdistrictId).orderBy('position').execute()
});

/** Adds a category, or changes the one with this code. Cases under it keep what was asked of them. @throws requests.categoryFault (422) */
export const saveCategory = useCase({
	name: 'requests.saveCategory',
	access: permissions.configure,
	input: CategoryInput,
	run: async ({ db, ctx, afterCommit }, input) => {
		const faults = faultsOfCategory({ ...input, questions: input.questions as Question[] });
		if (faults.length) throw invalid(faults.map((fault) => ({ path: `questions.${fault}`, code: 'requests.categoryFault' })));
		const group = await db.selectFrom('requests.category_group').select('code').where('subdistrict_id', '=', ctx.subdistrictId).where('code', '=', input.group).executeTakeFirst();
		if (!group) throw unknownCategory();
		const row = {
			subdistrict_id: ctx.subdistrictId,
			code: input.code,
			group_code: input.group,
			name: input.name.zh,
			name_en: input.name.en,
			type: input.type,
			urgency: input.urgency,
			confidential: input.confidential,
			anonymous: input.anonymous,
			public_place: input.publicPlace,
			terms: input.terms,
			questions: JSON.stringify(input.questions),
			active: input.active
		};
		await db
			.insertInto('requests.category')
			.values({ ...row, position: 1000 })
			.onConflict((oc) => oc.columns(['subdistrict_id', 'code']).doUpdateSet((eb) => ({ ...row, version: eb('requests.category.version', '+', 1) })))
			.execute();
		afterCommit(() => forgetConfig(ctx.subdistrictId));
		return { code: input.code };
	},
	subject: (input) => ({ subjectType: 'request_category', subjectId: input.code, detail: { active: input.active } })
});

export const ClockPolicyInput = v.pipe(v.object({
	communityId: v.optional(v.nullable(id), null),
	/** either an urgency or a category */
	urgency: v.optional(v.nullable(v.picklist(URGENCIES)), null),
	categoryCode: v.optional(v.nullable(code), null),
	clock: v.picklist(CLOCK_KINDS),
	minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)),
	unit: v.picklist(CLOCK_UNITS),
	validFrom: date,
	source: v.optional(v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(200))), null)
}), v.forward(v.check(({ urgency, categoryCode }) => (urgency === null) !== (categoryCode === null), 'platform.required'), ['urgency']));

/** Every clock policy, the present, the coming and the past. */
export const listClockPolicies = query({
	name: 'requests.listClockPolicies',
	access: permissions.read,
	input: v.object({}),
	run: ({ db, ctx }) =>
		db
			.selectFrom('requests.clock_policy')
			.select(['id', 'community_id as communityId', 'urgency', 'category_code as categoryCode', 'clock', 'minutes', 'unit', 'source'])
			.select(sql<string>`valid_from::text`.as('validFrom'))
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.orderBy('urgency')
			.orderBy('clock')
			.orderBy('valid_from', 'desc')
			.execute()
});

/**
 * Sets an allowance from a date on. Cases under way keep the one under which they began, so a date in the past is refused:
 * it would say that a rule held which nobody knew.
 */
export const saveClockPolicy = useCase({
	name: 'requests.saveClockPolicy',
	access: permissions.configure,
	input: ClockPolicyInput,
	run: async (tx, input) => {
		const { db, ctx, afterCommit } = tx;
		const today = (await configOf(tx)).calendar.dateOf(ctx.clock.now().getTime());
		if (input.validFrom < today) throw invalid([{ path: 'validFrom', code: 'requests.datePast' }]);
		if (input.categoryCode !== null && !(await configOf(tx)).categories.has(input.categoryCode)) throw unknownCategory();
		const row = { community_id: input.communityId, urgency: input.urgency, category_code: input.categoryCode, clock: input.clock, minutes: input.minutes, unit: input.unit, valid_from: input.validFrom, source: input.source };
		const saved = await db
			.insertInto('requests.clock_policy')
			.values({ subdistrict_id: ctx.subdistrictId, id: newId(), ...row })
			.onConflict((oc) => oc.constraint('clock_policy_once').doUpdateSet({ minutes: input.minutes, unit: input.unit, source: input.source }))
			.returning('id')
			.executeTakeFirstOrThrow();
		afterCommit(() => forgetConfig(ctx.subdistrictId));
		return { id: saved.id };
	},
	subject: (input, result) => ({ subjectType: 'clock_policy', subjectId: result.id, communityId: input.communityId, detail: { urgency: input.urgency, category: input.categoryCode, clock: input.clock, minutes: input.minutes, unit: input.unit, validFrom: input.validFrom } })
});

const hours = v.pipe(v.array(v.object({ from: v.pipe(v.string(), v.maxLength(5)), to: v.pipe(v.string(), v.maxLength(5)) })), v.maxLength(6), v.check((list) => faultOfHours(list) === null, 'requests.hoursNotValid'));

/** The working calendar: weekly hours, named days of a year, and whether the year's holidays are published. */
export const workingCalendar = query({
	name: 'requests.workingCalendar',
	access: permissions.read,
	input: v.object({ year: v.pipe(v.number(), v.integer(), v.minValue(2000), v.maxValue(2100)) }),
	run: async ({ db, ctx }, { year }) => {
		const sid = ctx.subdistrictId;
		const patterns = await db.selectFrom('requests.calendar_pattern').select(['week', 'makeup']).select(sql<string>`valid_from::text`.as('validFrom')).where('subdistrict_id', '=', sid).orderBy('valid_from', 'desc').execute();
		const days = await db
			.selectFrom('requests.calendar_day')
			.select(['kind', 'name', 'hours'])
			.select(sql<string>`date::text`.as('date'))
			.where('subdistrict_id', '=', sid)
			.where('date', '>=', `${year}-01-01`)
			.where('date', '<=', `${year}-12-31`)
			.orderBy('date')
			.execute();
		const published = await db.selectFrom('requests.calendar_year').select('source').where('subdistrict_id', '=', sid).where('year', '=', year).executeTakeFirst();
		return { year, patterns, days, published: published?.source ?? null };
	}
});

export const saveWeek = useCase({
	name: 'requests.saveWeek',
	access: permissions.configure,
	input: v.object({ validFrom: date, week: v.pipe(v.array(hours), v.length(7)), makeup: hours }),
	run: async ({ db, ctx, afterCommit }, input) => {
		const row = { week: JSON.stringify(input.week), makeup: JSON.stringify(input.makeup) };
		await db
			.insertInto('requests.calendar_pattern')
			.values({ subdistrict_id: ctx.subdistrictId, valid_from: input.validFrom, ...row })
			.onConflict((oc) => oc.columns(['subdistrict_id', 'valid_from']).doUpdateSet(row))
			.execute();
		afterCommit(() => forgetConfig(ctx.subdistrictId));
		return { validFrom: input.validFrom };
	},
	subject: (input) => ({ subjectType: 'calendar', subjectId: input.validFrom })
});

/** Names days of a year, or takes names off; with a source the year counts as published. */
export const saveCalendarDays = useCase({
	name: 'requests.saveCalendarDays',
	access: permissions.configure,
	input: v.object({
		days: v.pipe(v.array(v.object({ date, kind: v.picklist(['holiday', 'makeup_workday', 'special']), name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40)), hours: v.optional(v.nullable(hours), null) })), v.maxLength(400)),
		remove: v.optional(v.pipe(v.array(date), v.maxLength(400)), []),
		published: v.optional(v.nullable(v.object({ year: v.pipe(v.number(), v.integer(), v.minValue(2000), v.maxValue(2100)), source: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)) })), null)
	}),
	run: async ({ db, ctx, afterCommit }, input) => {
		const sid = ctx.subdistrictId;
		if (input.remove.length) await db.deleteFrom('requests.calendar_day').where('subdistrict_id', '=', sid).where('date', 'in', input.remove).execute();
		if (input.days.length) {
			await db
				.insertInto('requests.calendar_day')
				.values(input.days.map((day) => ({ subdistrict_id: sid, date: day.date, kind: day.kind, name: day.name, hours: day.hours ? JSON.stringify(day.hours) : null })))
				.onConflict((oc) => oc.columns(['subdistrict_id', 'date']).doUpdateSet((eb) => ({ kind: eb.ref('excluded.kind'), name: eb.ref('excluded.name'), hours: eb.ref('excluded.hours') })))
				.execute();
		}
		if (input.published) {
			const { year, source } = input.published;
			await db.insertInto('requests.calendar_year').values({ subdistrict_id: sid, year, source }).onConflict((oc) => oc.columns(['subdistrict_id', 'year']).doUpdateSet({ source })).execute();
		}
		afterCommit(() => forgetConfig(sid));
		return { saved: input.days.length, removed: input.remove.length };
	},
	subject: (input, result) => ({ subjectType: 'calendar', detail: { ...result, published: input.published?.year } })
});

/** Holidays and make-up workdays between two dates, for other modules' opening hours. Runs on the caller's transaction, whichever module it is of. */
export async function namedDays(tx: { db: unknown; ctx: Ctx }, from: string, to: string): Promise<{ date: string; kind: 'holiday' | 'makeup_workday'; name: string }[]> {
	const db = tx.db as Db<'requests'>;
	return db
		.selectFrom('requests.calendar_day')
		.select(['name', sql<'holiday' | 'makeup_workday'>`kind`.as('kind'), sql<string>`date::text`.as('date')])
		.where('subdistrict_id', '=', tx.ctx.subdistrictId)
		.where('date', '>=', from)
		.where('date', '<=', to)
		.where('kind', 'in', ['holiday', 'makeup_workday'])
		.execute();
}

/** The other numbers, with their dates. */
export const listRules = query({
	name: 'requests.listRules',
	access: permissions.read,
	input: v.object({}),
	run: ({ db, ctx }) =>
		db.selectFrom('requests.rule').select(['key', 'value', 'source']).select(sql<string>`valid_from::text`.as('validFrom')).where('subdistrict_id', '=', ctx.subdistrictId).orderBy('key').orderBy('valid_from', 'desc').execute()
});

export const saveRule = useCase({
	name: 'requests.saveRule',
	access: permissions.configure,
	input: v.object({ key: v.picklist(RULE_KEYS), validFrom: date, value: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000)), source: v.optional(v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(200))), null) }),
	run: async (tx, input) => {
		const { db, ctx, afterCommit } = tx;
		const today = (await configOf(tx)).calendar.dateOf(ctx.clock.now().getTime());
		if (input.validFrom < today) throw invalid([{ path: 'validFrom', code: 'requests.datePast' }]);
		await db
			.insertInto('requests.rule')
			.values({ subdistrict_id: ctx.subdistrictId, key: input.key, valid_from: input.validFrom, value: input.value, source: input.source })
			.onConflict((oc) => oc.columns(['subdistrict_id', 'key', 'valid_from']).doUpdateSet({ value: input.value, source: input.source }))
			.execute();
		afterCommit(() => forgetConfig(ctx.subdistrictId));
		return {};
	},
	subject: (input) => ({ subjectType: 'request_rule', subjectId: input.key, detail: { value: input.value, validFrom: input.validFrom } })
});

