/**
 * On which ground each kind of data is held of a person, asked before it is taken and before it is shown. What every active purpose that
 * names it asks consent for is there only with a consent in force; what no active purpose names is not there at all. A law or a public
 * duty that names it too needs no consent (个人信息保护法 art. 13).
 */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { remembered } from '#platform/db/remembered.ts';
import type { Db, ReadTx, WriteTx } from '#platform/db/tx.ts';
import { AppError } from '#platform/errors.ts';
import { FIELDS, type FieldKey } from '../person/fields.ts';
import type { Withheld } from '../residents.policy.ts';
import { CORE, COVERABLE, type Covered } from './coverage.model.ts';

type Tx = Pick<ReadTx<'residents'> | WriteTx<'residents'>, 'db' | 'ctx'>;

/** What is not free to hold, and the purposes any of which a consent opens it for; none: no purpose needs it. */
export type Grounds = ReadonlyMap<string, readonly string[]>;

interface Covering {
	code: string;
	fields: readonly string[];
	needsConsent: boolean;
	active: boolean;
}

export function groundsOf(purposes: readonly Covering[]): Grounds {
	const grounds = new Map<string, readonly string[]>();
	for (const one of COVERABLE) {
		if (CORE.includes(one)) continue;
		const naming = purposes.filter(({ active, fields }) => active && fields.includes(one));
		if (naming.some(({ needsConsent }) => !needsConsent)) continue;
		// A register whose purposes have not been set yet holds everything but what always has to have one.
		if (!purposes.length && !FIELDS[one as FieldKey]?.onPurpose) continue;
		grounds.set(one, naming.map(({ code }) => code));
	}
	return grounds;
}

export async function readGrounds({ db, ctx }: Tx): Promise<Grounds> {
	return groundsOf(await db.selectFrom('residents.purpose').select(['code', 'fields', 'needs_consent as needsConsent', 'active']).where('subdistrict_id', '=', ctx.subdistrictId).orderBy('position').execute());
}

/** What is withheld of somebody who agreed to these purposes. */
export const withheldFrom = (grounds: Grounds, agreed: ReadonlySet<string>): Withheld => Object.fromEntries([...grounds].flatMap(([one, codes]) => (codes.some((code) => agreed.has(code)) ? [] : [[one, codes[0] ?? null]])));

const purposesFor = remembered((db: Db<'residents'>, given: { subdistrictId: string; personId: string }) =>
	db
		.selectFrom('residents.purpose as p')
		.select(['p.code', 'p.fields', 'p.needs_consent as needsConsent', 'p.active'])
		.select(sql<boolean>`EXISTS (SELECT 1 FROM residents.consent c WHERE c.subdistrict_id = p.subdistrict_id AND c.person_id = ${given.personId} AND c.purpose = p.code AND c.withdrawn_at IS NULL)`.as('agreed'))
		.where('p.subdistrict_id', '=', given.subdistrictId)
		.orderBy('p.position')
);

/** What is withheld of one person, in one question. */
export async function withheldOf({ db, ctx }: Tx, personId: string): Promise<Withheld> {
	const purposes = await purposesFor(db, { subdistrictId: ctx.subdistrictId, personId });
	return withheldFrom(groundsOf(purposes), new Set(purposes.filter(({ agreed }) => agreed).map(({ code }) => code)));
}

/**
 * What is withheld of each of some people; of whom nothing is known, all that needs consent.
 * @param also purposes that they agree to in the same breath
 */
export async function withheldAmong({ db, ctx }: Tx, grounds: Grounds, personIds: readonly string[], also: ReadonlyMap<string, readonly string[]> = new Map()): Promise<(personId: string) => Withheld> {
	const asked = [...new Set([...grounds.values()].flat())];
	const rows = asked.length && personIds.length
		? await db.selectFrom('residents.consent').select(['person_id', 'purpose']).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', sql<string>`any(${personIds}::uuid[])`).where('purpose', 'in', asked).where('withdrawn_at', 'is', null).execute()
		: [];
	const agreed = Map.groupBy(rows, ({ person_id }) => person_id);
	return (personId) => withheldFrom(grounds, new Set([...(agreed.get(personId) ?? []).map(({ purpose }) => purpose), ...(also.get(personId) ?? [])]));
}

/** @throws AppError residents.consentMissing, residents.noPurpose (409) for what may not be taken of them */
export function demandGround(withheld: Withheld, one: Covered): void {
	if (!Object.hasOwn(withheld, one)) return;
	throw new AppError(withheld[one] === null ? 'residents.noPurpose' : 'residents.consentMissing', { status: 409 });
}

const agreedSql = (codes: readonly string[], tenant: string, person: string): RawBuilder<SqlBool> =>
	codes.length ? sql`EXISTS (SELECT 1 FROM residents.consent c WHERE c.subdistrict_id = ${tenant} AND c.person_id = ${sql.ref(person)} AND c.purpose = ANY(${codes}::text[]) AND c.withdrawn_at IS NULL)` : sql`false`;

/** Whether something covered of the person in a column (`p.id`) may be used, as a condition. */
export function mayUse(grounds: Grounds, one: string, tenant: string, person: string): RawBuilder<SqlBool> {
	const codes = grounds.get(one);
	return codes ? agreedSql(codes, tenant, person) : sql`true`;
}

/** Whether a recorded group may be used, for group facts of any kind under this name (`f`). */
export function mayUseFact(grounds: Grounds, tenant: string, fact: string): RawBuilder<SqlBool> {
	const bound = ['money', 'health', 'child'].filter((sensitivity) => grounds.has(`group:${sensitivity}`));
	if (!bound.length) return sql`true`;
	// The codes of a sensitivity are asked once, not for each fact.
	return sql`(${sql.join(
		bound.map((sensitivity) => sql`(${sql.ref(`${fact}.code`)} <> ALL(ARRAY(SELECT gt.code FROM residents.group_type gt WHERE gt.subdistrict_id = ${tenant} AND gt.sensitivity = ${sensitivity})) OR ${mayUse(grounds, `group:${sensitivity}`, tenant, `${fact}.person_id`)})`),
		sql` AND `
	)})`;
}
