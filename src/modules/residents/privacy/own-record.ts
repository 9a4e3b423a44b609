/** Everything held about somebody, for themselves: by purpose, from whom and when, who looked and why, what they agreed to. */
import * as v from 'valibot';
import type { ReadTx } from '#platform/db/tx.ts';
import { forModule } from '#platform/usecase.ts';
import { unseal } from '#platform/secrets.ts';
import { openDetail } from '../groups/group-facts.store.ts';
import { people } from '../person/card.ts';
import { FIELD_KEYS, FIELDS, isFieldKey, type FieldKey, type SourceKind } from '../person/fields.ts';
import { RECORD_COLUMNS, recordOf } from '../person/record.ts';
import { shown, visiblePerson } from '../person/visible.ts';
import type { StoredValue } from '../person/values.ts';
import { noSuchPerson } from '../residents.errors.ts';
import { permissions } from '../residents.permissions.ts';
import { seeing, type Tie } from '../residents.policy.ts';
import { todayOf } from '#platform/today.ts';
import { graceDays } from './grace.ts';
import { withheldOf } from './grounds.ts';
import { tieTo } from './links.ts';
import { noteLook, readLooks, type LookLine } from './looks.ts';
import { purposesOf, type Purpose } from './purposes.ts';
import type { Ctx } from '#platform/context.ts';

const { query } = forModule<'residents'>();
const id = v.pipe(v.string(), v.uuid());

export interface HeldValue {
	field: FieldKey;
	value: string | null;
	sourceKind: SourceKind;
	statedOn: string;
	/** it is what counts */
	chosen: boolean;
}

export interface HeldGroup {
	code: string;
	name: string;
	nameEn: string;
	sensitivity: string;
	fromOn: string;
	untilOn: string | null;
	note: string;
	/** kind, grade and certificate of a group that is health data, as words and codes */
	detail: Record<string, unknown>;
}

export interface OwnRecord {
	id: string;
	communityId: string | null;
	actsAs: Exclude<Tie, null> | 'staff';
	name: string;
	address: string | null;
	values: HeldValue[];
	groups: HeldGroup[];
	ties: { kind: string; name: string; phone: string }[];
	moves: { fromOn: string | null; untilOn: string | null; address: string | null; relation: string }[];
	purposes: (Purpose & { consent: { givenAt: Date; way: string; withdrawnAt: Date | null; withdrawnBy: string | null; /** until the day before it can be given again with everything still there */ removeOn: string | null; removedAt: Date | null } | null })[];
	/** for so many days a consent that is taken back today can be given again */
	graceDays: number;
	/** the day in the subdistrict, as of which it is told */
	today: string;
	looks: LookLine[];
	looksNext: string | null;
	requests: { id: string; kind: string; state: string; askedAt: Date; answeredAt: Date | null; answer: string; dueOn: string }[];
}

async function collect(tx: ReadTx<'residents'>, personId: string, tie: Exclude<Tie, null> | 'staff'): Promise<OwnRecord> {
	const { db, ctx } = tx;
	const person = await people(tx).select(RECORD_COLUMNS).where('p.id', '=', personId).executeTakeFirst();
	if (!person) throw noSuchPerson();
	const today = await todayOf(tx);
	// A copy at the counter is the person's own: it shows what they would see.
	const visible = visiblePerson(ctx.actor, recordOf(person), { tie: tie === 'staff' ? 'self' : tie, withheld: await withheldOf(tx, personId), now: ctx.clock.now(), today });
	const whole = tie !== 'proxy';
	const [said, facts, relations, spans, purposes, consents, looks, requests] = await Promise.all([
		db.selectFrom('residents.statement').select(['field', 'value', 'value_sealed', 'value_hash', 'value_masked', 'source_kind as sourceKind', 'stated_on as statedOn', 'chosen']).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', personId).where('withdrawn_at', 'is', null).orderBy('field').orderBy('chosen', 'desc').orderBy('recorded_at', 'desc').limit(500).execute(),
		whole
			? db
					.selectFrom('residents.group_fact as f')
					.innerJoin('residents.group_type as t', (join) => join.onRef('t.subdistrict_id', '=', 'f.subdistrict_id').onRef('t.code', '=', 'f.code'))
					.select(['f.code', 't.name', 't.name_en as nameEn', 't.sensitivity', 'f.from_on as fromOn', 'f.until_on as untilOn', 'f.source_note as note', 'f.kind', 'f.grade', 'f.detail_sealed'])
					.where('f.subdistrict_id', '=', ctx.subdistrictId)
					.where('f.person_id', '=', personId)
					.orderBy('f.from_on', 'desc')
					.execute()
			: [],
		whole
			? db
					.selectFrom('residents.relation as r')
					.leftJoin('residents.person as o', (join) => join.onRef('o.subdistrict_id', '=', 'r.subdistrict_id').onRef('o.id', '=', 'r.other_id'))
					.select(['r.kind', 'r.name_sealed', 'r.phone_sealed', 'o.name_masked as otherName', 'o.phone_masked as otherPhone'])
					.where('r.subdistrict_id', '=', ctx.subdistrictId)
					.where('r.person_id', '=', personId)
					.where('r.until_on', 'is', null)
					.orderBy('r.position')
					.execute()
			: [],
		whole
			? db
					.selectFrom('residents.membership as m')
					.innerJoin('residents.household as h', (join) => join.onRef('h.subdistrict_id', '=', 'm.subdistrict_id').onRef('h.id', '=', 'm.household_id'))
					.leftJoin('residents.dwelling as d', (join) => join.onRef('d.subdistrict_id', '=', 'h.subdistrict_id').onRef('d.id', '=', 'h.dwelling_id'))
					.select(['m.from_on as fromOn', 'm.until_on as untilOn', 'd.address', 'm.relation'])
					.where('m.subdistrict_id', '=', ctx.subdistrictId)
					.where('m.person_id', '=', personId)
					.orderBy('m.from_on', 'desc')
					.execute()
			: [],
		purposesOf(tx),
		db.selectFrom('residents.consent').select(['purpose', 'given_at as givenAt', 'way', 'withdrawn_at as withdrawnAt', 'withdrawn_by as withdrawnBy', 'remove_on as removeOn', 'removed_at as removedAt']).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', personId).orderBy('given_at', 'desc').orderBy('id', 'desc').execute(),
		readLooks(tx, personId, null, 200),
		db.selectFrom('residents.subject_request').select(['id', 'kind', 'state', 'asked_at as askedAt', 'answered_at as answeredAt', 'answer', 'due_on as dueOn']).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', personId).orderBy('asked_at', 'desc').limit(50).execute()
	]);
	return {
		id: personId,
		communityId: person.community_id,
		actsAs: tie,
		name: visible.fields.name.value ?? '',
		address: visible.address.value,
		values: [...said].sort((a, b) => (FIELD_KEYS as readonly string[]).indexOf(a.field) - (FIELD_KEYS as readonly string[]).indexOf(b.field)).flatMap(({ field, sourceKind, statedOn, chosen, ...stored }): HeldValue[] => {
			if (!isFieldKey(field)) return [];
			const level = visible.levels[FIELDS[field].group];
			return level === 'none' || Object.hasOwn(visible.withheld, field) ? [] : [{ field, value: shown(field, stored as StoredValue, level).value, sourceKind: sourceKind as SourceKind, statedOn, chosen }];
		}),
		groups: facts.map(({ detail_sealed, kind, grade, ...fact }) => ({ ...fact, detail: { ...openDetail({ kind, grade, detail_sealed }) } })),
		// Others' names are theirs: of somebody in the register only what a neighbour would see.
		ties: relations.map(({ kind, name_sealed, phone_sealed, otherName, otherPhone }) => ({ kind, name: otherName ?? (name_sealed ? unseal(name_sealed, 'contact') : ''), phone: phone_sealed ? unseal(phone_sealed, 'contact') : (otherPhone ?? '') })),
		moves: spans,
		purposes: purposes.filter(({ active }) => active).map((purpose) => ({ ...purpose, consent: consents.find((consent) => consent.purpose === purpose.code) ?? null })),
		graceDays: await graceDays(tx),
		today,
		looks: looks.items,
		looksNext: looks.next,
		requests
	};
}

/** @throws platform.notFound (404) where the caller's account is not tied to the record */
export const ownRecord = query({
	name: 'residents.ownRecord',
	access: 'signed-in',
	input: v.object({ personId: id }),
	run: async (tx, { personId }): Promise<OwnRecord> => {
		const tie = await tieTo(tx, personId);
		if (!tie) throw noSuchPerson();
		return collect(tx, personId, tie);
	}
});

/** Whether the person asked for a copy that has not been handed over yet: only then do staff see a record whole without a reveal. */
async function copyAsked({ db, ctx }: ReadTx<'residents'>, personId: string): Promise<boolean> {
	const asked = await db.selectFrom('residents.subject_request').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', personId).where('kind', '=', 'copy').where('state', '=', 'open').executeTakeFirst();
	return asked !== undefined;
}

/** The person, a guardian, or staff of their community for a copy that was asked for. */
async function readsAll(tx: ReadTx<'residents'>, personId: string): Promise<boolean> {
	const tie = await tieTo(tx, personId);
	if (tie) return tie !== 'proxy';
	const row = await people(tx).select('p.community_id as communityId').where('p.id', '=', personId).executeTakeFirst();
	return row !== undefined && seeing(tx.ctx.actor, row.communityId) === 'own_staff' && copyAsked(tx, personId);
}

/** For other modules, before they say what they hold of somebody. @throws platform.notFound (404) */
export const demandOwnData = query({
	name: 'residents.demandOwnData',
	access: 'signed-in',
	input: v.object({ personId: id }),
	run: async (tx, { personId }): Promise<void> => {
		if (!(await readsAll(tx, personId))) throw noSuchPerson();
	}
});

const copyFor = query({
	name: 'residents.copyForPerson',
	access: permissions.reveal,
	input: v.object({ personId: id }),
	run: async (tx, { personId }): Promise<OwnRecord | null> => {
		const row = await people(tx).select('p.community_id as communityId').where('p.id', '=', personId).executeTakeFirst();
		if (!row || seeing(tx.ctx.actor, row.communityId) !== 'own_staff') throw noSuchPerson();
		return (await copyAsked(tx, personId)) ? collect(tx, personId, 'staff') : null;
	}
});

/**
 * What somebody without a telephone is handed over the counter. They have to have asked for it, and it is a look: nobody reads a record
 * whole because it can be printed.
 * @returns null while no copy has been asked for
 */
export async function copyForPerson(ctx: Ctx, personId: string): Promise<OwnRecord | null> {
	const copy = await copyFor(ctx, { personId });
	if (copy) await noteLook(ctx, { id: personId, what: 'print' });
	return copy;
}
