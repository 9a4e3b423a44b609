/** Who looked at whom: reveals for a reason, and every opening of a page, once an hour. The person sees them. */
import { sql, type SqlBool } from 'kysely';
import * as v from 'valibot';
import type { Actor, Ctx } from '#platform/context.ts';
import { remembered } from '#platform/db/remembered.ts';
import type { Db, ReadTx, WriteTx } from '#platform/db/tx.ts';
import { AppError, forbidden } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import type { Cursor } from '#platform/cursor.ts';
import { cursorInput, limitInput, pageOf, readCursor, type Page } from '#platform/keyset.ts';
import { forModule } from '#platform/usecase.ts';
import { noSuchPerson } from '../residents.errors.ts';
import { permissions } from '../residents.permissions.ts';
import { FIELD_GROUPS, mayOpen, mayReveal, scopeOf, seeing, type FieldGroup } from '../residents.policy.ts';
import type { Reveal } from '../person/visible.ts';
import { withheldOf } from './grounds.ts';
import { REVEAL_MINUTES, REVEAL_REASONS, saysWhy, type RevealReason } from './reasons.ts';

const { query, useCase } = forModule<'residents'>();

export type LookKind = 'page' | 'reveal' | 'print' | 'export' | 'visit_list' | 'form';

/** What a list takes along of everybody in it, the most sensitive first; the rest (name, age, address) every list has; telephones that stand masked in one are not taken. */
const TAKEN_BESIDE = ['child', 'health', 'money', 'political', 'relations', 'background', 'identity', 'contact'] as const satisfies readonly FieldGroup[];

/** What of these groups a list is written down by: all that not every list has. */
export const takenBeside = (groups: readonly FieldGroup[]): FieldGroup[] => TAKEN_BESIDE.filter((group) => groups.includes(group));
/** Whether every list that leaves the register takes some of it. */
export const inEveryList = (group: FieldGroup): boolean => !(TAKEN_BESIDE as readonly FieldGroup[]).includes(group);

/** What is written down of a look. */
export interface Look {
	what: LookKind;
	fieldGroup?: FieldGroup;
	/** of a list (`export`, `form`): what it takes of everybody in it beside what every list has (`takenBeside`) */
	took?: readonly FieldGroup[];
	reasonCode?: RevealReason;
	reason?: string;
	until?: Date;
}

const outOfArea = (actor: Actor, communityId: string | null): boolean => {
	const scope = scopeOf(actor);
	return scope !== 'all' && communityId !== null && !scope.includes(communityId);
};

const whoLooks = ({ actor }: Ctx) => {
	if (!isId(actor.id)) throw forbidden(permissions.read.key);
	return { by_id: actor.id, by_name: actor.name, by_role: [...new Set(actor.grants.map(({ role }) => role))].join(',') || actor.kind };
};

/**
 * Writes down that the caller looks at these people (at most a few thousand), each with the community that keeps the record.
 * `took`: what a list takes of this one of them.
 */
export async function writeLooks({ db, ctx }: WriteTx<'residents'>, people: readonly { id: string; communityId: string | null; took?: readonly FieldGroup[] }[], look: Look): Promise<void> {
	if (!people.length) return;
	const who = whoLooks(ctx);
	const rows = people.map(({ id, communityId, took }) => ({
		...who,
		id: newId(),
		person_id: id,
		at: ctx.clock.now(),
		what: look.what,
		field_group: look.fieldGroup ?? null,
		took: took ?? look.took ?? [],
		reason_code: look.reasonCode ?? null,
		reason: look.reason ?? '',
		community_id: communityId,
		out_of_area: outOfArea(ctx.actor, communityId),
		until_at: look.until ?? null
	}));
	await sql`INSERT INTO residents.look (subdistrict_id, id, person_id, at, what, field_group, took, reason_code, reason, by_id, by_name, by_role, community_id, out_of_area, until_at)
		SELECT ${ctx.subdistrictId}, r.* FROM json_to_recordset(${JSON.stringify(rows)}) AS r(id uuid, person_id uuid, at timestamptz, what text, field_group text, took text[], reason_code text, reason text, by_id uuid, by_name text, by_role text, community_id uuid, out_of_area boolean, until_at timestamptz)`.execute(db);
}

/** Opening a page again within this time is the same look. */
const PAGE_LOOK_MINUTES = 60;

const since = (ctx: Ctx): Date => new Date(ctx.clock.now().getTime() - PAGE_LOOK_MINUTES * 60_000);

/** Whether the caller's opening of a page has to be written down: it was not within the last hour. */
export async function lookIsDue({ db, ctx }: { db: Db<'residents'>; ctx: Ctx }, personId: string): Promise<boolean> {
	if (!isId(ctx.actor.id)) return true;
	const last = await db
		.selectFrom('residents.look')
		.select('id')
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('by_id', '=', ctx.actor.id)
		.where('person_id', '=', personId)
		.where('what', '=', 'page')
		.where('at', '>', since(ctx))
		.limit(1)
		.executeTakeFirst();
	return last === undefined;
}

/** The caller's reveals of a person that last. */
export async function openReveals({ db, ctx }: ReadTx<'residents'>, personId: string): Promise<Reveal[]> {
	if (ctx.actor.kind !== 'user' || !isId(ctx.actor.id)) return [];
	return db
		.selectFrom('residents.look')
		.select(['person_id as personId', 'by_id as byId', 'field_group as fieldGroup', 'until_at as until'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('by_id', '=', ctx.actor.id)
		.where('person_id', '=', personId)
		.where('until_at', '>', ctx.clock.now())
		.execute();
}

const looksSince = remembered((db: Db<'residents'>, given: { subdistrictId: string; personId: string; since: Date; byId: string }) =>
	db
		.selectFrom('residents.look')
		.select(['person_id as personId', 'by_id as byId', 'field_group as fieldGroup', 'until_at as until', 'what', 'at'])
		.where('subdistrict_id', '=', given.subdistrictId)
		.where('person_id', '=', given.personId)
		.where('at', '>', given.since)
		.where('by_id', '=', given.byId)
);

/** Both in one question: the caller's reveals of a person that last, and whether opening the page has to be written down. */
export async function ownLooks({ db, ctx }: ReadTx<'residents'>, personId: string): Promise<{ reveals: Reveal[]; due: boolean }> {
	if (!isId(ctx.actor.id)) return { reveals: [], due: true };
	const now = ctx.clock.now();
	const rows = await looksSince(db, { subdistrictId: ctx.subdistrictId, personId, since: since(ctx), byId: ctx.actor.id });
	return { reveals: ctx.actor.kind === 'user' ? rows.filter(({ until }) => until !== null && until > now) : [], due: !rows.some(({ what }) => what === 'page') };
}

/** The record's community, for who may open it. @throws platform.notFound (404) for what is not there and for what is not for the caller */
async function openable({ db, ctx }: ReadTx<'residents'>, id: string) {
	const row = await db.selectFrom('residents.person').select(['id', 'community_id as communityId']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).where('merged_into', 'is', null).where('erased_at', 'is', null).executeTakeFirst();
	if (!row) throw noSuchPerson();
	const as = seeing(ctx.actor, row.communityId);
	if (!mayOpen(as)) throw noSuchPerson();
	return { ...row, as };
}

/** Writes down that the caller opened somebody's page; two windows at once are one look. */
export const noteLook = useCase({
	name: 'residents.noteLook',
	access: permissions.read,
	input: v.object({ id: v.pipe(v.string(), v.uuid()), what: v.optional(v.picklist(['page', 'print']), 'page') }),
	run: async (tx, { id, what }) => {
		const person = await openable(tx, id);
		if (what === 'print' || (await lookIsDue(tx, id))) await writeLooks(tx, [person], { what });
		return { communityId: person.communityId };
	},
	subject: ({ id, what }, { communityId }) => ({ subjectType: 'person', subjectId: id, communityId, detail: { what } })
});

/** Writes down that the caller took a list of these people along on a visit; who is not theirs to open is left out. */
export const noteVisitList = useCase({
	name: 'residents.noteVisitList',
	access: permissions.read,
	input: v.object({ ids: v.pipe(v.array(v.pipe(v.string(), v.uuid())), v.maxLength(500)) }),
	run: async (tx, { ids }) => {
		const { db, ctx } = tx;
		if (!ids.length) return { count: 0 };
		const rows = await db.selectFrom('residents.person').select(['id', 'community_id as communityId']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', sql<string>`any(${ids}::uuid[])`).execute();
		const theirs = rows.filter(({ communityId }) => mayOpen(seeing(ctx.actor, communityId)));
		await writeLooks(tx, theirs, { what: 'visit_list' });
		return { count: theirs.length };
	},
	subject: (_input, { count }) => ({ subjectType: 'person', detail: { count } })
});

export const RevealInput = v.pipe(
	v.object({
		id: v.pipe(v.string(), v.uuid()),
		fieldGroup: v.picklist(FIELD_GROUPS),
		reasonCode: v.optional(v.picklist(REVEAL_REASONS)),
		reason: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200, 'residents.tooLong')), '')
	}),
	v.forward(
		v.check(({ reasonCode, reason }) => reasonCode !== undefined || saysWhy(reason), 'residents.reasonMissing'),
		['reason']
	)
);

/**
 * Opens one field group of one person to the caller, for a reason and ten minutes. The values come with the page while it lasts;
 * this answers until when. Once more while it lasts begins the ten minutes anew, as a look of its own.
 * @throws AppError platform.notFound (404), residents.nothingToReveal (409) for what is open anyway, residents.consentMissing (409)
 */
export const reveal = useCase({
	name: 'residents.reveal',
	access: permissions.reveal,
	input: RevealInput,
	run: async (tx, { id, fieldGroup, reasonCode, reason }) => {
		const person = await openable(tx, id);
		const withheld = await withheldOf(tx, id);
		if (mayReveal(person.as, fieldGroup) && !mayReveal(person.as, fieldGroup, withheld)) throw new AppError('residents.consentMissing', { status: 409 });
		if (!mayReveal(person.as, fieldGroup)) throw new AppError('residents.nothingToReveal', { status: 409 });
		const until = new Date(tx.ctx.clock.now().getTime() + REVEAL_MINUTES * 60_000);
		await writeLooks(tx, [person], { what: 'reveal', fieldGroup, reasonCode, reason, until });
		return { until, communityId: person.communityId };
	},
	subject: ({ id, fieldGroup, reasonCode, reason }, { communityId }) => ({
		subjectType: 'person',
		subjectId: id,
		communityId,
		reason: [reasonCode, reason].filter(Boolean).join(': '),
		detail: { fieldGroup }
	})
});

/** One look as it is told: to staff here, to the person in `my/`. */
export interface LookLine {
	id: string;
	at: Date;
	what: LookKind;
	/** what was opened, or what a list took beside what every list has */
	fieldGroups: FieldGroup[];
	reasonCode: RevealReason | null;
	reason: string;
	by: string;
	outOfArea: boolean;
}

/** Who looked at a person's record, newest first. @throws platform.notFound (404) for who may not open the record */
export const looksOf = query({
	name: 'residents.looksOf',
	access: permissions.read,
	input: v.object({ id: v.pipe(v.string(), v.uuid()), cursor: cursorInput, limit: limitInput(200) }),
	run: async (tx, { id, cursor, limit }): Promise<Page<LookLine>> => {
		await openable(tx, id);
		return readLooks(tx, id, readCursor(cursor), limit);
	}
});

/** Looks at a record and at those that were merged into it, whoever asks: the caller has seen to it that they may. */
export async function readLooks({ db, ctx }: ReadTx<'residents'>, personId: string, after: Cursor | null, limit: number): Promise<Page<LookLine>> {
	let rows = db
		.selectFrom('residents.look')
		.select(['id', 'at', 'what', sql<FieldGroup[]>`array_remove(array_prepend(field_group, took), NULL)`.as('fieldGroups'), 'reason_code as reasonCode', 'reason', 'by_name as by', 'out_of_area as outOfArea'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('person_id', '=', sql<string>`any(array(SELECT ${personId}::uuid UNION ALL SELECT p.id FROM residents.person p WHERE p.subdistrict_id = ${ctx.subdistrictId} AND p.merged_into = ${personId}))`)
		.orderBy('at', 'desc')
		.orderBy('id', 'desc')
		.limit(limit + 1);
	if (after) rows = rows.where(sql<SqlBool>`(at, id) < (${after.at}, ${after.id}::uuid)`);
	return pageOf((await rows.execute()) as LookLine[], limit, ({ at }) => at);
}
