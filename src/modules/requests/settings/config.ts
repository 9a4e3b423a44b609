/**
 * What a subdistrict has set for its cases: categories, clocks, working calendar, rules. Read once and kept for five
 * seconds in each process, because every step of every case asks for it and it changes a few times a year.
 */
import { sql } from 'kysely';
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { compileCalendar, DEFAULT_PATTERN, type CalendarDay, type Hours, type WeeklyPattern, type WorkingCalendar } from '../clocks/calendar.model.ts';
import type { Category, Question } from './categories.ts';
import { CATEGORIES, CATEGORY_GROUPS } from './categories.data.ts';
import { DEFAULT_POLICIES, type ClockKind, type ClockPolicy, type ClockUnit } from '../clocks/clocks.model.ts';
import { OFFICIAL_DAYS, OFFICIAL_YEARS } from '../clocks/holidays.ts';
import type { RequestType, Urgency } from '../case/case.model.ts';
import { DEFAULT_RULES, RULE_KEYS, type RuleKey } from './rules.ts';
import { TEMPLATES } from './templates.data.ts';

export interface RequestsConfig {
	categories: ReadonlyMap<string, Category & { active: boolean }>;
	policies: readonly ClockPolicy[];
	calendar: WorkingCalendar;
	/** The value of a rule on a date. */
	rule(key: RuleKey, date: string): number;
}

const KEEP_MS = 5_000;
const cache = new Map<string, { at: number; config: RequestsConfig }>();

/** Forgets a subdistrict's settings in this process; other processes see a change within five seconds. */
export const forgetConfig = (subdistrictId: string): void => void cache.delete(subdistrictId);

/** The settings of the transaction's subdistrict. An installation without any gets the shipped ones by `installDefaults`. */
export async function configOf({ db, ctx }: ReadTx<'requests'>): Promise<RequestsConfig> {
	const kept = cache.get(ctx.subdistrictId);
	if (kept && Date.now() - kept.at < KEEP_MS) return kept.config;
	const sid = ctx.subdistrictId;
	// Asked on this connection: a second one, asked for while this is held, can be waited for by all at once and for ever.
	const { rows: zones } = await sql<{ time_zone: string }>`SELECT time_zone FROM platform.subdistrict WHERE subdistrict_id = ${sid}`.execute(db);
	const zone = zones[0]?.time_zone ?? 'Asia/Shanghai';
	const categories = await db.selectFrom('requests.category').selectAll().where('subdistrict_id', '=', sid).orderBy('position').execute();
	const policies = await db.selectFrom('requests.clock_policy').selectAll().where('subdistrict_id', '=', sid).execute();
	const patterns = await db.selectFrom('requests.calendar_pattern').selectAll().where('subdistrict_id', '=', sid).execute();
	const days = await db.selectFrom('requests.calendar_day').selectAll().where('subdistrict_id', '=', sid).execute();
	const years = await db.selectFrom('requests.calendar_year').selectAll().where('subdistrict_id', '=', sid).execute();
	const rules = await db.selectFrom('requests.rule').selectAll().where('subdistrict_id', '=', sid).orderBy('valid_from', 'desc').execute();

	const config: RequestsConfig = {
		categories: new Map(
			categories.map((row) => [
				row.code,
				{
					code: row.code,
					group: row.group_code,
					name: { zh: row.name, en: row.name_en || row.name },
					type: row.type as RequestType,
					urgency: row.urgency as Urgency,
					confidential: row.confidential,
					anonymous: row.anonymous,
					publicPlace: row.public_place,
					terms: row.terms,
					questions: row.questions as unknown as Question[],
					active: row.active
				}
			])
		),
		policies: policies.map((row) => ({
			areaId: row.community_id,
			urgency: row.urgency as Urgency | null,
			categoryCode: row.category_code,
			clock: row.clock as ClockKind,
			minutes: row.minutes,
			unit: row.unit as ClockUnit,
			validFrom: row.valid_from as unknown as string,
			source: row.source
		})),
		calendar: compileCalendar({
			zone,
			patterns: patterns.length
				? patterns.map((row) => ({ validFrom: row.valid_from as unknown as string, week: row.week as unknown as WeeklyPattern['week'], makeup: row.makeup as unknown as Hours[] }))
				: [DEFAULT_PATTERN],
			days: days.map((row) => ({ date: row.date as unknown as string, kind: row.kind as CalendarDay['kind'], name: row.name, hours: (row.hours as unknown as Hours[] | null) ?? undefined })),
			publishedYears: years
		}),
		rule: (key, date) => rules.find((row) => row.key === key && (row.valid_from as unknown as string) <= date)?.value ?? DEFAULT_RULES[key]
	};
	// An empty database is not worth remembering: the defaults may be on their way.
	if (policies.length) cache.set(sid, { at: Date.now(), config });
	return config;
}

/** The date of an instant in the subdistrict. */
export const dayOf = (config: RequestsConfig, at: Date): string => config.calendar.dateOf(at.getTime());

/** Fills a new subdistrict with the shipped categories, clocks, calendar, rules and reply templates; called once for each. */
export async function installDefaults({ db, ctx, afterCommit }: WriteTx<'requests'>): Promise<void> {
	const sid = ctx.subdistrictId;
	await db
		.insertInto('requests.category_group')
		.values(CATEGORY_GROUPS.map(({ code, name }, position) => ({ subdistrict_id: sid, code, name: name.zh, name_en: name.en, position })))
		.onConflict((oc) => oc.doNothing())
		.execute();
	await db
		.insertInto('requests.category')
		.values(
			CATEGORIES.map((category, position) => ({
				subdistrict_id: sid,
				code: category.code,
				group_code: category.group,
				name: category.name.zh,
				name_en: category.name.en,
				type: category.type,
				urgency: category.urgency,
				confidential: category.confidential,
				anonymous: category.anonymous,
				public_place: category.publicPlace,
				terms: [...category.terms],
				questions: JSON.stringify(category.questions),
				position
			}))
		)
		.onConflict((oc) => oc.doNothing())
		.execute();
	await db
		.insertInto('requests.clock_policy')
		.values(
			DEFAULT_POLICIES.map((policy) => ({
				subdistrict_id: sid,
				id: newId(),
				community_id: policy.areaId,
				urgency: policy.urgency,
				category_code: policy.categoryCode ?? null,
				clock: policy.clock,
				minutes: policy.minutes,
				unit: policy.unit,
				valid_from: policy.validFrom,
				source: policy.source ?? null
			}))
		)
		.onConflict((oc) => oc.doNothing())
		.execute();
	await db
		.insertInto('requests.calendar_pattern')
		.values({ subdistrict_id: sid, valid_from: DEFAULT_PATTERN.validFrom, week: JSON.stringify(DEFAULT_PATTERN.week), makeup: JSON.stringify(DEFAULT_PATTERN.makeup) })
		.onConflict((oc) => oc.doNothing())
		.execute();
	await db
		.insertInto('requests.calendar_day')
		.values(OFFICIAL_DAYS.map(({ date, kind, name }) => ({ subdistrict_id: sid, date, kind, name })))
		.onConflict((oc) => oc.doNothing())
		.execute();
	await db
		.insertInto('requests.calendar_year')
		.values(OFFICIAL_YEARS.map(({ year, source }) => ({ subdistrict_id: sid, year, source })))
		.onConflict((oc) => oc.doNothing())
		.execute();
	await db
		.insertInto('requests.rule')
		.values(RULE_KEYS.map((key) => ({ subdistrict_id: sid, key, valid_from: '2020-01-01', value: DEFAULT_RULES[key] })))
		.onConflict((oc) => oc.doNothing())
		.execute();
	await db
		.insertInto('requests.reply_template')
		.values(TEMPLATES.map((template, position) => ({ subdistrict_id: sid, id: newId(), title: template.title, body: template.body, purpose: template.purpose, category_codes: template.categories ?? [], position })))
		.execute();
	afterCommit(() => forgetConfig(sid));
}
