/**
 * Consents that a sheet says were given on paper. None is assumed: a column is one because somebody said of which purpose, a line gives one
 * because its cell says so, and of a child only when it says that a guardian signed.
 */
import { sql } from 'kysely';
import { addDays, addMonths, dateIn, instantAt } from '#platform/dates/index.ts';
import type { Ctx } from '#platform/context.ts';
import { readTx, type ReadTx, type WriteTx } from '#platform/db/tx.ts';
import { isId, newId } from '#platform/ids.ts';
import { maskName } from '#platform/text/index.ts';
import { phoneHash } from '../person/values.ts';
import { needsGuardian } from '../privacy/consents.ts';
import { removalDay } from '../privacy/grace.ts';
import { purposesOf } from '../privacy/purposes.ts';
import type { ConsentField } from './fields.ts';
import type { CheckedRow } from './import.check.ts';
import { nameOf } from './import.facts.ts';
import type { PlannedPerson } from './import.people.ts';
import type { ConsentSaid, Contact, RowValues } from './normalise.ts';
import { problem, type ProblemCode } from './problems.ts';

type Tx = WriteTx<'residents'>;

interface Tie {
	id: string;
	name_masked: string;
	phone_hash: string | null;
}

/** What the register knows of somebody that decides on a consent of theirs. */
interface Known {
	/** the last day on which they can have been born */
	birthDate: string | null;
	/** the ties to guardians and parents on record, in their order */
	guardians: readonly Tie[];
	/** purposes with a consent in force */
	open: ReadonlySet<string>;
	/** the day on which a consent to a purpose last ended */
	ended: ReadonlyMap<string, string>;
}

/** A purpose that asks for consent, as far as a paper of a day is judged by it. */
interface Asked {
	/** the version that was in force on each day, the newest first */
	versions: { version: number; from: string; anew: boolean }[];
}

type Decision = { why: ProblemCode } | { give: true; by: 'self' | 'guardian'; version: number; on: string } | null;

/**
 * Whether a line gives a consent; null: there is one already, or the line says no and there is none.
 * @param refused some line about the person says no
 */
function decide(said: ConsentSaid, statedOn: string, person: Known, hasGuardian: boolean, asked: Asked | undefined, refused: boolean): Decision {
	if (!asked) return null;
	if (!said.agrees) return person.open.has(said.purpose) ? { why: 'consentRefused' } : null;
	if (person.open.has(said.purpose)) return null;
	if (refused) return { why: 'consentMixed' };
	const on = said.on ?? statedOn;
	const ended = person.ended.get(said.purpose);
	// A tick without a day may be older than what was said since.
	if ((ended !== undefined && (said.on === null || on <= ended)) || asked.versions.some(({ anew, from }) => anew && from > on)) return { why: 'consentOld' };
	const isChild = needsGuardian(person.birthDate, on);
	if ((isChild && said.by !== 'guardian') || (said.by === 'guardian' && !hasGuardian)) return { why: 'consentGuardian' };
	return { give: true, by: said.by === 'guardian' ? 'guardian' : 'self', version: (asked.versions.find(({ from }) => from <= on) ?? asked.versions.at(-1)!).version, on };
}

/** The purposes that ask for consent now, with the versions that papers of a day may speak of. */
async function askedOf(tx: ReadTx<'residents'> | Tx): Promise<ReadonlyMap<string, Asked>> {
	const purposes = (await purposesOf(tx)).filter(({ active, needsConsent }) => active && needsConsent);
	const rows = await tx.db.selectFrom('residents.purpose_version').select(['code', 'version', 'valid_from as from', 'consent_anew as anew']).where('subdistrict_id', '=', tx.ctx.subdistrictId).orderBy('version', 'desc').execute();
	return new Map(purposes.map(({ code, version, validFrom }) => [code, { versions: [{ version, from: validFrom, anew: false }, ...rows.filter((row) => row.code === code)] }]));
}

/** The purposes that a column can be a consent to. */
export async function consentPurposes(tx: ReadTx<'residents'> | Tx): Promise<{ field: ConsentField; name: string; nameEn: string }[]> {
	return (await purposesOf(tx)).filter(({ active, needsConsent }) => active && needsConsent).map(({ code, name, nameEn }) => ({ field: `consent:${code}` as const, name, nameEn }));
}

async function knownOf({ db, ctx }: ReadTx<'residents'> | Tx, ids: readonly string[], zone: string): Promise<(id: string) => Known> {
	const these = sql<string>`any(${ids}::uuid[])`;
	const people = await db.selectFrom('residents.person').select(['id', 'birth_date as birthDate', 'birth_known as birthKnown']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', these).execute();
	const ties = await db.selectFrom('residents.relation').select(['id', 'person_id as personId', 'name_masked', 'phone_hash']).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', these).where('kind', 'in', ['guardian', 'parent']).where('until_on', 'is', null).orderBy('position').execute();
	const consents = await db.selectFrom('residents.consent').select(['person_id as personId', 'purpose', 'withdrawn_at as withdrawnAt']).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', these).orderBy('withdrawn_at').execute();
	const births = new Map(people.map(({ id, birthDate, birthKnown }) => [id, birthDate && lastDay(birthDate, birthKnown)]));
	const guardians = Map.groupBy(ties, ({ personId }) => personId);
	const byPerson = Map.groupBy(consents, ({ personId }) => personId);
	return (id) => {
		const own = byPerson.get(id) ?? [];
		return {
			birthDate: births.get(id) ?? null,
			guardians: guardians.get(id) ?? [],
			open: new Set(own.filter(({ withdrawnAt }) => withdrawnAt === null).map(({ purpose }) => purpose)),
			ended: new Map(own.flatMap(({ purpose, withdrawnAt }) => (withdrawnAt ? [[purpose, dateIn(withdrawnAt, zone)] as const] : [])))
		};
	};
}

const NOBODY: Known = { birthDate: null, guardians: [], open: new Set(), ended: new Map() };

/** Of a year or a month the day on which it ends: who may be under fourteen counts so. */
const lastDay = (date: string, known: string): string => (known === 'day' ? date : addDays(addMonths(date, known === 'month' ? 1 : 12), -1));

const birthOf = ({ birth }: RowValues): string | null => (birth ? lastDay(birth.date, birth.known) : null);

/** The purposes that some of these lines say no to. */
const refusedIn = (all: readonly RowValues[]): ReadonlySet<string> => new Set(all.flatMap(({ consents }) => consents ?? []).flatMap(({ agrees, purpose }) => (agrees ? [] : [purpose])));

/** The tie to the guardian that the sheet names, else the first on record. */
function tieTo(guardian: Contact | undefined, ties: readonly Tie[]): Tie | undefined {
	const named = guardian && (guardian.phone ? ties.find(({ phone_hash }) => phone_hash === phoneHash(guardian.phone)) : ties.find(({ name_masked }) => name_masked === maskName(nameOf(guardian))));
	return named ?? ties[0];
}

/**
 * Writes a remark into every line whose consent will not count, and why. Of whom a line may be is asked when there is one person only.
 * @returns the purposes that each line gives a consent to
 */
export async function sayConsents(ctx: Ctx, rows: readonly CheckedRow[], statedOn: string, zone: string): Promise<ReadonlyMap<CheckedRow, ReadonlySet<string>>> {
	const saying = rows.filter(({ normal }) => normal.values.consents?.length);
	if (!saying.length) return new Map();
	const only = (row: CheckedRow) => (row.sealed.candidates.length === 1 ? row.sealed.candidates[0]!.personId : null);
	const { asked, known } = await readTx<'residents', { asked: ReadonlyMap<string, Asked>; known: (id: string) => Known }>(ctx, async (tx) => ({ asked: await askedOf(tx), known: await knownOf(tx, saying.flatMap((row) => only(row) ?? []), zone) }));
	const given = new Map<CheckedRow, Set<string>>();
	const whose = (row: CheckedRow): CheckedRow | string => (row.sealed.repeats === null ? (only(row) ?? row) : whose(rows[row.sealed.repeats - 1]!));
	const lines = Map.groupBy(saying, whose);
	for (const row of saying) {
		const refused = refusedIn(lines.get(whose(row))!.map(({ normal }) => normal.values));
		const id = only(row);
		const person = id ? known(id) : NOBODY;
		const { values } = row.normal;
		for (const said of values.consents!) {
			const decided = decide(said, statedOn, { ...person, birthDate: person.birthDate ?? birthOf(values) }, person.guardians.length > 0 || values.guardian !== undefined, asked.get(said.purpose), refused.has(said.purpose));
			if (!decided) continue;
			if ('why' in decided) row.problems.push(problem(decided.why, `consent:${said.purpose}`, said.cell));
			else given.set(row, (given.get(row) ?? new Set()).add(said.purpose));
		}
	}
	return given;
}

interface Giving {
	purpose: string;
	on: string;
	version: number;
	by: 'self' | 'guardian';
	/** whom the sheet names as guardian */
	guardian: Contact | undefined;
	cell: string;
	rowNo: number;
}

/** What the lines of each person give, decided under the transaction that writes it. */
export interface PlannedConsents {
	/** by person: purposes with the day, the version and who signed */
	give: ReadonlyMap<string, Giving[]>;
	/** lines whose consent does not count any more, or never did */
	refused: { rowNo: number; why: ProblemCode; purpose: string; cell: string }[];
}

export async function planConsents(tx: Tx, people: readonly PlannedPerson[], statedOn: string, zone: string): Promise<PlannedConsents> {
	const saying = people.filter(({ rows }) => rows.some(({ sealed }) => sealed.values.consents?.length));
	const give = new Map<string, Giving[]>();
	const refused: PlannedConsents['refused'] = [];
	if (!saying.length) return { give, refused };
	const asked = await askedOf(tx);
	const known = await knownOf(tx, saying.filter(({ isNew }) => !isNew).map(({ id }) => id), zone);
	for (const person of saying) {
		const is = person.isNew ? NOBODY : known(person.id);
		const all = person.rows.map(({ sealed }) => sealed.values);
		// What the register has of the birth goes before what the sheet says, as everywhere.
		const birthDate = is.birthDate ?? all.map(birthOf).find((birth) => birth !== null) ?? null;
		const hasGuardian = is.guardians.length > 0 || all.some(({ guardian }) => guardian !== undefined);
		const no = refusedIn(all);
		const mine: Giving[] = [];
		for (const { rowNo, sealed } of person.rows)
			for (const said of sealed.values.consents ?? []) {
				if (mine.some(({ purpose }) => purpose === said.purpose)) continue;
				const decided = decide(said, statedOn, { ...is, birthDate }, hasGuardian, asked.get(said.purpose), no.has(said.purpose));
				if (!decided) continue;
				if ('why' in decided) refused.push({ rowNo, why: decided.why, purpose: said.purpose, cell: said.cell });
				else mine.push({ purpose: said.purpose, on: decided.on, version: decided.version, by: decided.by, guardian: sealed.values.guardian ?? all.find(({ guardian }) => guardian)?.guardian, cell: said.cell, rowNo });
			}
		if (mine.length) give.set(person.id, mine);
	}
	return { give, refused };
}

/**
 * Writes the consents down, as of the day that was signed, with the cell that says so.
 * @param sheetOf the sheet's name of a line
 * @returns the ids of the consents
 */
export async function addConsents(tx: Tx, { give }: PlannedConsents, file: string, sheetOf: (rowNo: number) => string, zone: string): Promise<{ id: string; personId: string }[]> {
	const { db, ctx } = tx;
	if (!give.size) return [];
	// The ties that the same sheet brought stand by now.
	const known = await knownOf(tx, [...give.keys()], zone);
	const now = ctx.clock.now();
	const rows = [...give].flatMap(([personId, consents]) =>
		consents.map(({ purpose, on, version, by, guardian, cell, rowNo }) => {
			const start = instantAt(on, '00:00', zone);
			return {
				subdistrict_id: ctx.subdistrictId,
				id: newId(),
				person_id: personId,
				purpose,
				way: 'paper',
				given_by: by,
				guardian_relation_id: by === 'guardian' ? (tieTo(guardian, known(personId).guardians)?.id ?? null) : null,
				purpose_version: version,
				note: [file, sheetOf(rowNo), cell].filter(Boolean).join(' · ').slice(0, 200),
				given_at: start < now ? start : now,
				recorded_by: isId(ctx.actor.id) ? ctx.actor.id : null,
				recorded_by_name: ctx.actor.name
			};
		})
	);
	const made: { id: string; personId: string }[] = [];
	for (let at = 0; at < rows.length; at += 1_000) {
		// Somebody agreed at the desk while the sheet was looked through: theirs stands.
		const written = await db.insertInto('residents.consent').values(rows.slice(at, at + 1_000)).onConflict((oc) => oc.doNothing()).returning(['id', 'person_id as personId']).execute();
		made.push(...written);
	}
	await db
		.updateTable('residents.consent')
		.set({ remove_on: null })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('removed_at', 'is', null)
		.where('remove_on', 'is not', null)
		.where(sql<boolean>`(person_id, purpose) IN (SELECT c.person_id, c.purpose FROM residents.consent c WHERE c.subdistrict_id = ${ctx.subdistrictId} AND c.id = any(${made.map(({ id }) => id)}::uuid[]))`)
		.execute();
	return made;
}

/** Consents of a sheet that is taken back do not count; what was held on them goes as after any that was taken back. */
export async function undoConsents(tx: Tx, ids: readonly string[]): Promise<void> {
	if (!ids.length) return;
	const { db, ctx } = tx;
	await db
		.updateTable('residents.consent')
		.set({ withdrawn_at: ctx.clock.now(), withdrawn_by: 'undone', withdrawn_by_name: ctx.actor.name, remove_on: await removalDay(tx) })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', sql<string>`any(${ids}::uuid[])`)
		.where('withdrawn_at', 'is', null)
		.execute();
}
