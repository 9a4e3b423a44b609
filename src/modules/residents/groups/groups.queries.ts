/** Reads groups: how many belong to each, who they are, what is known of one person. Masked as the caller may see. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import * as v from 'valibot';
import type { Actor } from '#platform/context.ts';
import { remembered } from '#platform/db/remembered.ts';
import type { Db, ReadTx } from '#platform/db/tx.ts';
import { AppError } from '#platform/errors.ts';
import { limitInput, type Page } from '#platform/keyset.ts';
import { forModule } from '#platform/usecase.ts';
import { day, id, idOrNull } from '../household/household.schemas.ts';
import { CARD_COLUMNS, cardOf, type CardRow, type PersonCard } from '../person/card.ts';
import { permissions } from '../residents.permissions.ts';
import { levelOf, mayEdit, mayOpen, scopeOf, seeing, type FieldGroup, type Level } from '../residents.policy.ts';
import { noSuchPerson } from '../residents.errors.ts';
import { todayOf } from '#platform/today.ts';
import { AGE_CODES, DERIVED_CODES, isDerived, type DerivedCode } from './derived.model.ts';
import { companySql, derivedSql, present } from './derived.sql.ts';
import { mayUse, mayUseFact, readGrounds, withheldOf, type Grounds } from '../privacy/grounds.ts';
import { openReveals } from '../privacy/looks.ts';
import { openGroups } from '../person/visible.ts';
import { detailHash, groupType, openDetail } from './group-facts.store.ts';
import type { GroupOption, GroupType, Sensitivity } from './group-types.data.ts';

const { query } = forModule<'residents'>();
type Tx = ReadTx<'residents'>;

/** The communities that a list reaches: the one asked for, or all of the caller's. @throws platform.forbidden for one that is not theirs */
export function reachOf(actor: Actor, communityId: string | null): 'all' | string[] {
	const scope = scopeOf(actor);
	if (communityId === null) return scope;
	if (scope !== 'all' && !scope.includes(communityId)) throw new AppError('platform.forbidden', { status: 403, params: { permission: permissions.read.key } });
	return [communityId];
}

/* One community is asked for by itself, so that its index is walked in order. */
const within = (reach: 'all' | string[]): RawBuilder<SqlBool> => (reach === 'all' ? sql`true` : reach.length === 1 ? sql`p.community_id = ${reach[0]}` : sql`p.community_id = ANY(${reach}::uuid[])`);

export interface GroupTypeLine extends GroupType {
	active: boolean;
}

/** The recorded groups in the order of the desk; for forms and lists. */
export const groupTypes = query({
	name: 'residents.groupTypes',
	access: permissions.read,
	input: v.object({}),
	run: ({ db, ctx }) => typesOf({ db, ctx })
});

async function typesOf({ db, ctx }: Tx): Promise<GroupTypeLine[]> {
	const rows = await db.selectFrom('residents.group_type').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).orderBy('position').orderBy('code').execute();
	return rows.map((row) => ({ code: row.code, name: row.name, nameEn: row.name_en, sensitivity: row.sensitivity as Sensitivity, kinds: row.kinds as unknown as GroupOption[], grades: row.grades as unknown as GroupOption[], reviewMonths: row.review_months, source: row.source, active: row.active }));
}

export interface GroupsOverview {
	recorded: (GroupTypeLine & { count: number; reviewDue: number })[];
	derived: { code: DerivedCode; count: number }[];
	/** people who live here: the whole of which the groups are parts */
	people: number;
	/** of them, without a birth date: in no age group */
	ageUnknown: number;
	day: string;
}

/** How many belong to each group on the day, of one community or of all that the caller's lists reach. */
export const groupsOverview = query({
	name: 'residents.groupsOverview',
	access: permissions.read,
	input: v.object({ communityId: idOrNull }),
	run: async (tx, { communityId }): Promise<GroupsOverview> => {
		const { db, ctx } = tx;
		const reach = reachOf(ctx.actor, communityId);
		const today = await todayOf(tx);
		const types = await typesOf(tx);
		const { rows: recorded } = await sql<{ code: string; count: number; due: number }>`SELECT f.code, count(*)::int AS count, count(*) FILTER (WHERE f.review_on <= ${today} OR f.expires_on <= ${today})::int AS due
			FROM residents.group_fact f JOIN residents.person p ON p.subdistrict_id = f.subdistrict_id AND p.id = f.person_id
			WHERE f.subdistrict_id = ${ctx.subdistrictId} AND f.until_on IS NULL AND ${mayUseFact(await readGrounds(tx), ctx.subdistrictId, 'f')} AND ${present} AND ${within(reach)} GROUP BY f.code`.execute(db);
		const ages = sql.join(AGE_CODES.map((code) => sql`count(*) FILTER (WHERE ${derivedSql(code, today)})::int AS ${sql.ref(code)}`));
		const { rows: whole } = await sql<Record<string, number>>`SELECT count(*)::int AS people, count(*) FILTER (WHERE p.birth_date IS NULL)::int AS unknown, ${ages}
			FROM residents.person p WHERE p.subdistrict_id = ${ctx.subdistrictId} AND ${present} AND ${within(reach)}`.execute(db);
		const counts = new Map<string, number>(Object.entries(whole[0]!));
		const { rows: company } = await sql<{ code: string | null; count: number }>`SELECT ${companySql(today)} AS code, count(*)::int AS count FROM residents.person p
			WHERE p.subdistrict_id = ${ctx.subdistrictId} AND ${present} AND ${within(reach)} AND ${derivedSql('age60', today)} GROUP BY 1`.execute(db);
		for (const { code, count } of company) if (code) counts.set(code, count);
		const byCode = new Map(recorded.map((row) => [row.code, row]));
		return {
			recorded: types.filter(({ code, active }) => active || byCode.has(code)).map((type) => ({ ...type, count: byCode.get(type.code)?.count ?? 0, reviewDue: byCode.get(type.code)?.due ?? 0 })),
			derived: DERIVED_CODES.map((code) => ({ code, count: counts.get(code) ?? 0 })),
			people: counts.get('people')!,
			ageUnknown: counts.get('unknown')!,
			day: today
		};
	}
});

/** One line of a group's list. Detail of money, health and child groups comes only where the caller sees it without a reveal. */
export interface GroupLine {
	person: PersonCard;
	factId: string | null;
	kind: string | null;
	grade: string | null;
	fromOn: string | null;
	expiresOn: string | null;
	reviewOn: string | null;
	/** the day for the next look, or of the card, is past */
	due: boolean;
}

export interface GroupList extends Page<GroupLine> {
	code: string;
	type: GroupTypeLine | null;
	day: string;
}

type LineRow = CardRow & { factId: string | null; kind: string | null; grade: string | null; fromOn: string | null; expiresOn: string | null; reviewOn: string | null };

export const groupListInput = {
	code: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{1,39}$/, 'platform.notValid')),
	communityId: idOrNull,
	kind: v.optional(v.nullable(v.string()), null),
	grade: v.optional(v.nullable(v.string()), null),
	/** only whose next look or card is due */
	due: v.optional(v.boolean(), false)
};
export type GroupFilter = v.InferOutput<v.ObjectSchema<typeof groupListInput, undefined>>;

/** What a group's kind and grade are of, in the policy's table. */
export const fieldGroupOf = (sensitivity: Sensitivity): FieldGroup => (sensitivity === 'plain' ? 'groups' : sensitivity);

/* Columns of a line, as in CARD_COLUMNS. */
const LINE = sql.raw(CARD_COLUMNS.map((column) => column.replace(/^(\S+) as (\S+)$/, '$1 AS "$2"')).join(', '));

/** Who belongs, as a FROM and WHERE that lists, counts and exports share. */
function whoBelongs(filter: GroupFilter, type: GroupType | null, today: string, subdistrictId: string, reach: 'all' | string[], grounds: Grounds): RawBuilder<unknown> {
	const base = sql`${within(reach)} AND ${present}`;
	if (!type) return sql`FROM residents.person p WHERE p.subdistrict_id = ${subdistrictId} AND ${base} AND ${derivedSql(filter.code as DerivedCode, today)}`;
	const detail = (what: 'kind' | 'grade', value: string | null): RawBuilder<SqlBool> =>
		value === null ? sql`true` : type.sensitivity === 'health' ? sql`${detailHash(type.code, what, value)} = ANY(f.detail_hashes)` : sql`f.${sql.ref(what)} = ${value}`;
	const due = filter.due ? sql`(f.review_on <= ${today} OR f.expires_on <= ${today})` : sql`true`;
	// The facts first: walking through everybody in the order of their names until fifty are found is what the planner would rather do.
	return sql`FROM (SELECT * FROM residents.group_fact f WHERE f.subdistrict_id = ${subdistrictId} AND f.code = ${type.code} AND f.until_on IS NULL AND ${mayUse(grounds, `group:${type.sensitivity}`, subdistrictId, 'f.person_id')} AND ${detail('kind', filter.kind)} AND ${detail('grade', filter.grade)} AND ${due} OFFSET 0) f
		JOIN residents.person p ON p.subdistrict_id = f.subdistrict_id AND p.id = f.person_id
		WHERE p.subdistrict_id = ${subdistrictId} AND ${base}`;
}

/** A recorded or a derived group. @throws platform.notFound */
async function typeOf(tx: Tx, code: string): Promise<GroupTypeLine | null> {
	if (isDerived(code)) return null;
	return groupType(tx as never, code);
}

/* Age groups go by birth, the oldest (of children the youngest) last seen first; all others by the name's sound. */
const sortOf = (code: string): RawBuilder<unknown> => (isDerived(code) && code !== 'living_alone' && code !== 'empty_nest' ? sql`p.birth_date` : sql`p.sort_key`);

/** Lines of a group in the order of the list; the export reads it page by page as the screen does. */
export async function groupLines(tx: Tx, filter: GroupFilter, cursor: string | null, limit: number): Promise<{ rows: LineRow[]; next: string | null; type: GroupTypeLine | null; today: string }> {
	const { db, ctx } = tx;
	const reach = reachOf(ctx.actor, filter.communityId);
	const today = await todayOf(tx);
	const type = await typeOf(tx, filter.code);
	const grounds = await readGrounds(tx);
	const sort = sortOf(filter.code);
	// The key is the last line's person: an address in a browser holds neither a name's sound nor a birth date.
	const from = cursor ? sql`AND (${sort}, p.id) > (SELECT ${sort}, p.id FROM residents.person p WHERE p.subdistrict_id = ${ctx.subdistrictId} AND p.id = ${cursor}::uuid)` : sql``;
	const fact = type ? sql`f.id AS "factId", f.kind, f.grade, f.from_on AS "fromOn", f.expires_on AS "expiresOn", f.review_on AS "reviewOn"` : sql`NULL::uuid AS "factId", NULL AS kind, NULL AS grade, NULL AS "fromOn", NULL AS "expiresOn", NULL AS "reviewOn"`;
	// Who lives with whom is asked in the order of the list and only until the page is full, so the cheap conditions are sorted first.
	const company = filter.code === 'living_alone' || filter.code === 'empty_nest';
	const belong = company
		? sql`FROM (SELECT p.* ${whoBelongs({ ...filter, code: 'age60' }, type, today, ctx.subdistrictId, reach, grounds)} ${from} ORDER BY ${sort}, p.id OFFSET 0) p WHERE ${companySql(today)} = ${filter.code}`
		: sql`${whoBelongs(filter, type, today, ctx.subdistrictId, reach, grounds)} ${from}`;
	// Addresses are looked up for the lines of the page alone: the planner does not know how few or many belong.
	const { rows } = await sql<LineRow>`SELECT ${LINE}, "factId", kind, grade, "fromOn", "expiresOn", "reviewOn"
		FROM (SELECT p.*, ${fact} ${belong} ORDER BY ${sort}, p.id LIMIT ${limit + 1}) p
		LEFT JOIN residents.dwelling d ON d.subdistrict_id = p.subdistrict_id AND d.id = p.dwelling_id ORDER BY ${sort}, p.id`.execute(db);
	const shown = rows.slice(0, limit);
	const last = shown.at(-1);
	return { rows: shown, next: rows.length > limit && last ? last.id : null, type, today };
}

/** A row as the caller may see it in a list. */
export function groupLine(actor: Actor, row: LineRow, type: GroupTypeLine | null, today: string): GroupLine {
	const sees = type === null || levelOf(seeing(actor, row.communityId), fieldGroupOf(type.sensitivity)) === 'full';
	return {
		person: cardOf(actor, row, today),
		factId: row.factId,
		kind: sees ? row.kind : null,
		grade: sees ? row.grade : null,
		fromOn: sees ? row.fromOn : null,
		expiresOn: sees ? row.expiresOn : null,
		reviewOn: sees ? row.reviewOn : null,
		due: (row.reviewOn !== null && row.reviewOn <= today) || (row.expiresOn !== null && row.expiresOn <= today)
	};
}

/**
 * Who belongs to a group, page by page. Kinds and grades of health groups are no filter of a screen: who filters by them
 * has seen them. They come out by a reveal on the person's page, or by an export that says why.
 * @throws AppError residents.filterNeedsReason (422)
 */
export const groupList = query({
	name: 'residents.groupList',
	access: permissions.read,
	input: v.object({ ...groupListInput, cursor: v.optional(v.nullable(id), null), limit: limitInput(200) }),
	run: async (tx, { cursor, limit, ...filter }): Promise<GroupList> => {
		const { rows, next, type, today } = await groupLines(tx, filter, cursor, limit);
		if ((filter.kind || filter.grade) && type && !filterable(tx.ctx.actor, type, filter.communityId)) throw new AppError('residents.filterNeedsReason', { status: 422 });
		return { code: filter.code, type, day: today, items: rows.map((row) => groupLine(tx.ctx.actor, row, type, today)), next };
	}
});

/** Whether the caller sees the group's kinds without a reveal, of everybody in the list. */
export function filterable(actor: Actor, type: GroupType, communityId: string | null): boolean {
	const reach = reachOf(actor, communityId);
	const group = fieldGroupOf(type.sensitivity);
	if (reach === 'all') return levelOf(seeing(actor, null), group) === 'full';
	return reach.every((one) => levelOf(seeing(actor, one), group) === 'full');
}

/** How many there are; asked when somebody wants to know, not on every page. */
export const groupCount = query({
	name: 'residents.groupCount',
	access: permissions.read,
	input: v.object(groupListInput),
	run: async (tx, filter): Promise<number> => {
		const { db, ctx } = tx;
		const type = await typeOf(tx, filter.code);
		if ((filter.kind || filter.grade) && type && !filterable(ctx.actor, type, filter.communityId)) throw new AppError('residents.filterNeedsReason', { status: 422 });
		const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count ${whoBelongs(filter, type, await todayOf(tx), ctx.subdistrictId, reachOf(ctx.actor, filter.communityId), await readGrounds(tx))}`.execute(db);
		return rows[0]!.count;
	}
});

/** What is recorded of one person's groups, and what follows from other facts. */
export interface PersonGroups {
	recorded: { id: string; code: string; name: string; nameEn: string; sensitivity: Sensitivity; kind: GroupOption | null; grade: GroupOption | null; diagnosis: string; certificate: string; fromOn: string | null; untilOn: string | null; endReason: string | null; expiresOn: string | null; reviewOn: string | null; note: string; by: string; /** detail is there and hidden from the caller */ hidden: boolean }[];
	derived: DerivedCode[];
	mayEdit: boolean;
}

const factsOfPerson = remembered((db: Db<'residents'>, given: { subdistrictId: string; personId: string }) =>
	db
		.selectFrom('residents.group_fact as f')
		.innerJoin('residents.group_type as t', (join) => join.onRef('t.subdistrict_id', '=', 'f.subdistrict_id').onRef('t.code', '=', 'f.code'))
		.select(['f.id', 'f.code', 't.name', 't.name_en as nameEn', 't.sensitivity', 't.kinds', 't.grades', 'f.kind', 'f.grade', 'f.certificate_masked as certificate', 'f.from_on as fromOn', 'f.until_on as untilOn', 'f.end_reason as endReason', 'f.expires_on as expiresOn', 'f.review_on as reviewOn', 'f.source_note as note', 'f.recorded_by_name as by', 'f.detail_sealed as sealed'])
		.where('f.subdistrict_id', '=', given.subdistrictId)
		.where('f.person_id', '=', given.personId)
		.orderBy('f.until_on', (order) => order.desc().nullsFirst())
		.orderBy('t.position')
);

/** What is recorded of one person's groups, as it is stored; for `shownFacts`. */
export const factRows = ({ db, ctx }: Tx, personId: string) => factsOfPerson(db, { subdistrictId: ctx.subdistrictId, personId });

/** Recorded facts as the caller may see them: what is not for them is left out, what a reason would open is said to be there. */
export function shownFacts(rows: Awaited<ReturnType<typeof factRows>>, levelFor: (group: FieldGroup) => Level): PersonGroups['recorded'] {
	return rows.flatMap((row): PersonGroups['recorded'] => {
		const level = levelFor(fieldGroupOf(row.sensitivity as Sensitivity));
		if (level === 'none') return [];
		const whole = level === 'full';
		const detail = whole ? openDetail({ kind: row.kind, grade: row.grade, detail_sealed: row.sealed }) : null;
		const of = (list: unknown, code: string | null) => (code ? ((list as GroupOption[]).find((option) => option.code === code) ?? { code, name: code, nameEn: code }) : null);
		return [
			{
				id: row.id,
				code: row.code,
				name: row.name,
				nameEn: row.nameEn,
				sensitivity: row.sensitivity as Sensitivity,
				kind: of(row.kinds, detail?.kind ?? null),
				grade: of(row.grades, detail?.grade ?? null),
				diagnosis: detail?.diagnosis ?? '',
				certificate: whole ? row.certificate : '',
				fromOn: whole ? row.fromOn : null,
				untilOn: row.untilOn,
				endReason: row.endReason,
				expiresOn: whole ? row.expiresOn : null,
				reviewOn: row.reviewOn,
				note: whole ? row.note : '',
				by: row.by,
				hidden: !whole && (row.sealed !== null || row.kind !== null)
			}
		];
	});
}

/** @throws AppError platform.notFound for a person whom the caller may not open */
export const groupsOfPerson = query({
	name: 'residents.groupsOfPerson',
	access: permissions.read,
	input: v.object({ personId: id, day: v.optional(day) }),
	run: async (tx, input): Promise<PersonGroups> => {
		const { db, ctx } = tx;
		const person = await db.selectFrom('residents.person').select(['community_id as communityId']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', input.personId).where('merged_into', 'is', null).executeTakeFirst();
		const as = person ? seeing(ctx.actor, person.communityId) : 'nobody';
		if (!person || !mayOpen(as)) throw noSuchPerson();
		const opened = new Set(openGroups(ctx.actor, input.personId, await openReveals(tx, input.personId), ctx.clock.now()).map(({ group }) => group));
		const withheld = await withheldOf(tx, input.personId);
		const recorded = shownFacts(await factRows(tx, input.personId), (group) => levelOf(as, group, opened, withheld));
		return { recorded, derived: await derivedOf(tx, [input.personId], input.day ?? (await todayOf(tx))).then((all) => all.get(input.personId) ?? []), mayEdit: mayEdit(ctx.actor, person.communityId) };
	}
});

/** The derived groups of some people on a day; for other modules too (care asks who lives alone). */
export async function derivedOf({ db, ctx }: Tx, personIds: readonly string[], on: string): Promise<Map<string, DerivedCode[]>> {
	if (!personIds.length) return new Map();
	const codes = sql.join(DERIVED_CODES.map((code) => sql`(${derivedSql(code, on)}) AS ${sql.ref(code)}`));
	const { rows } = await sql<{ id: string } & Record<DerivedCode, boolean | null>>`SELECT p.id, ${codes} FROM residents.person p WHERE p.subdistrict_id = ${ctx.subdistrictId} AND p.id = ANY(${personIds}::uuid[]) AND ${present}`.execute(db);
	return new Map(rows.map((row) => [row.id, DERIVED_CODES.filter((code) => row[code])]));
}

/** Up to 500 people's derived groups on a day: age groups, 独居, 空巢. People whom the caller may not open are left out. */
export const derivedGroupsOf = query({
	name: 'residents.derivedGroupsOf',
	access: permissions.read,
	input: v.object({ personIds: v.pipe(v.array(id), v.maxLength(500)), day: v.optional(day) }),
	run: async (tx, input): Promise<Map<string, DerivedCode[]>> => {
		const { db, ctx } = tx;
		const rows = input.personIds.length ? await db.selectFrom('residents.person').select(['id', 'community_id as communityId']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', 'in', input.personIds).execute() : [];
		const open = rows.filter((row) => mayOpen(seeing(ctx.actor, row.communityId))).map((row) => row.id);
		return derivedOf(tx, open, input.day ?? (await todayOf(tx)));
	}
});

