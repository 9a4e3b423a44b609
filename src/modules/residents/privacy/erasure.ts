/**
 * What leaves the register, for one person: by their wish, or because its time is over. What law keeps stays, and the answer says so.
 * Counts stay what they were: a person of whom nothing is left keeps a row without a name.
 */
import { sql } from 'kysely';
import { addMonths } from '#platform/dates/index.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { maskName } from '#platform/text/index.ts';
import { FIELD_KEYS, isFieldKey } from '../person/fields.ts';
import { columnsOf } from '../person/values.ts';
import { isElsewhere } from './coverage.model.ts';
import type { Purpose } from './purposes.ts';
import './erasure.events.ts';

type Tx = WriteTx<'residents'>;

export interface Subject {
	id: string;
	/** moved away or died on this day; null: lives here */
	goneOn: string | null;
}

/** A purpose whose data stays, and why: the person lives here, or its time is not over before `until`. */
export interface Kept {
	purpose: string;
	why: 'lives_here' | 'period';
	until: string | null;
}

/** When a purpose no longer needs the data of somebody who left; null: while they live here. */
export const keptUntil = (purpose: Purpose, goneOn: string | null): string | null => (goneOn === null || purpose.keepMonths === null ? null : addMonths(goneOn, purpose.keepMonths));

/**
 * What may go of a person on a day, each purpose with what no kept one holds too. By wish: everything that rests on consent or can be
 * objected to, and of legal duties what is over. By time alone: only what is over.
 * @param agreed purposes with a consent in force, or one that can still be given again: one that needs consent and has none keeps nothing
 */
export function mayGo(purposes: readonly Purpose[], { goneOn }: Subject, today: string, byWish: boolean, agreed: ReadonlySet<string>): { go: Purpose[]; kept: Kept[] } {
	const isOver = (purpose: Purpose) => {
		const until = keptUntil(purpose, goneOn);
		return (until !== null && until <= today) || (byWish && purpose.basis !== 'legal_duty');
	};
	const kept = purposes.filter((purpose) => !isOver(purpose));
	const held = new Set(kept.filter(({ needsConsent, code }) => !needsConsent || agreed.has(code)).flatMap(({ fields }) => fields));
	return {
		go: purposes.filter(isOver).map((purpose) => ({ ...purpose, fields: purpose.fields.filter((one) => !held.has(one)) })),
		kept: kept.map((purpose) => ({ purpose: purpose.code, why: goneOn === null ? 'lives_here' : 'period', until: keptUntil(purpose, goneOn) }))
	};
}

/** Which group facts fall under `group:…` of a purpose, by the sensitivity of their type. */
export const SENSITIVITY: Record<string, string> = { 'group:groups': 'plain', 'group:money': 'money', 'group:health': 'health', 'group:child': 'child' };

/** Whether a group fact (`code`) falls under `group:…`. */
export const ofSensitivity = (subdistrictId: string, covered: string) => sql<boolean>`code = ANY(ARRAY(SELECT t.code FROM residents.group_type t WHERE t.subdistrict_id = ${subdistrictId} AND t.sensitivity = ${SENSITIVITY[covered]!}))`;

/**
 * Removes what the purposes held. The name goes only when nothing else is kept.
 * @returns how many values, facts and ties went, by purpose
 */
export async function removeFor(tx: Tx, person: Subject, go: readonly Purpose[], nothingKept: boolean): Promise<{ purpose: string; count: number }[]> {
	const { db, ctx } = tx;
	const removed: { purpose: string; count: number }[] = [];
	for (const purpose of go) {
		if (!purpose.fields.length) continue;
		let count = 0;
		let went = false;
		const fields = purpose.fields.filter(isFieldKey).filter((field) => field !== 'name');
		if (fields.length) {
			const gone = await db.deleteFrom('residents.statement').where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', person.id).where('field', 'in', fields).returning('id').execute();
			count += gone.length;
			const columns = Object.assign({}, ...fields.map((field) => columnsOf(field, null))) as Record<string, unknown>;
			// Of whom nothing is left to remove the record stays as it is: whoever keeps something comes round again.
			const isThere = sql.join(Object.entries(columns).map(([column, empty]) => sql`${sql.ref(column)} IS DISTINCT FROM ${empty}`), sql` OR `);
			const written = await db
				.updateTable('residents.person')
				.set((eb) => ({ ...columns, version: eb('version', '+', 1), changed_at: ctx.clock.now() }))
				.where('subdistrict_id', '=', ctx.subdistrictId)
				.where('id', '=', person.id)
				.where(sql<boolean>`(${isThere})`)
				.executeTakeFirst();
			went = written.numUpdatedRows > 0n;
		}
		for (const name of purpose.fields) {
			if (SENSITIVITY[name]) {
				const gone = await db
					.deleteFrom('residents.group_fact')
					.where('subdistrict_id', '=', ctx.subdistrictId)
					.where('person_id', '=', person.id)
					.where(ofSensitivity(ctx.subdistrictId, name))
					.returning(['id', 'code'])
					.execute();
				count += gone.length;
				for (const code of new Set(gone.map((fact) => fact.code))) await tx.emit('residents.groupChanged', { personId: person.id, code, holds: false });
			}
			if (name === 'group:relations') {
				// A guardian through whom a consent was given stays as long as the consent is kept.
				const gone = await db
					.deleteFrom('residents.relation')
					.where('subdistrict_id', '=', ctx.subdistrictId)
					.where('person_id', '=', person.id)
					.where('id', 'not in', (eb) => eb.selectFrom('residents.consent').select('guardian_relation_id').where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', person.id).where('guardian_relation_id', 'is not', null).$castTo<{ guardian_relation_id: string }>())
					.returning('id')
					.execute();
				count += gone.length;
			}
		}
		// What other modules hold for this purpose is theirs to remove; they are asked of it also where the register has nothing left to remove.
		const fieldsEnded = count || went ? purpose.fields : purpose.fields.filter(isElsewhere);
		if (fieldsEnded.length) await tx.emit('residents.purposeEnded', { personId: person.id, fields: fieldsEnded, removed: (more) => void (count += more) });
		if (count) removed.push({ purpose: purpose.code, count });
	}
	if (nothingKept) await anonymise(tx, [person.id]);
	return removed;
}

const NOBODY = '已删除';

/** Takes everything that says who these people are or were. What is left is a number in counts. */
export async function anonymise(tx: Tx, ids: readonly string[]): Promise<void> {
	const { db, ctx } = tx;
	const these = sql<string>`any(${ids}::uuid[])`;
	for (const table of ['residents.statement', 'residents.group_fact', 'residents.relation'] as const) await db.deleteFrom(table).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', these).execute();
	await db.updateTable('residents.subject_request').set({ said_sealed: null }).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', these).execute();
	const cleared = Object.assign({}, ...FIELD_KEYS.filter((field) => field !== 'name' && field !== 'sex').map((field) => columnsOf(field, null))) as object;
	await db
		.updateTable('residents.person')
		.set((eb) => ({ ...cleared, name: NOBODY, name_masked: maskName(NOBODY), name_key: '', pinyin: '', initials: '', sort_key: '', dwelling_id: null, household_id: null, erased_at: ctx.clock.now(), version: eb('version', '+', 1), changed_at: ctx.clock.now() }))
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', these)
		.execute();
	await db.updateTable('residents.account_link').set({ ended_at: ctx.clock.now() }).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', these).where('ended_at', 'is', null).execute();
	for (const personId of ids) await tx.emit('residents.erased', { personId });
}
