/** Reads what a form is filled with out of the register: lines of people or households, and how many there are. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Land } from '#modules/areas/index.ts';
import { ageOn } from '#platform/dates/index.ts';
import type { ReadTx } from '#platform/db/tx.ts';
import { unseal } from '#platform/secrets.ts';
import type { FillValue } from '#platform/sheets/index.ts';
import { disabilityKinds, educations, ethnicities, maritalStatuses, politicalStatuses, relations, sexes, type CodeTable } from '../codes/index.ts';
import { isDerived } from '../groups/derived.model.ts';
import { derivedSql, present } from '../groups/derived.sql.ts';
import { openDetail } from '../groups/group-facts.store.ts';
import { mayUseFact, readGrounds, withheldAmong, type Grounds } from '../privacy/grounds.ts';
import { ID_PURPOSE, PHONE_PURPOSE } from '../person/values.ts';
import type { ColumnSource, ListMapping } from './sources.ts';

type Tx = ReadTx<'residents'>;
export type Reach = 'all' | string[];

/** One line of a list: the record it is of, whose data is in it, and a value for each column. */
export interface FormLine {
	key: string;
	people: { id: string; communityId: string | null }[];
	values: FillValue[];
}

const within = (reach: Reach): RawBuilder<SqlBool> => (reach === 'all' ? sql`true` : sql`p.community_id = ANY(${reach}::uuid[])`);
/** Of groups that rest on consent, who agreed. */
const inGroup = (group: string | null, today: string, grounds: Grounds, tenant: string): RawBuilder<SqlBool> =>
	group === null
		? sql`true`
		: isDerived(group)
			? derivedSql(group, today)
			: sql`EXISTS (SELECT 1 FROM residents.group_fact f WHERE f.subdistrict_id = p.subdistrict_id AND f.person_id = p.id AND f.code = ${group} AND f.until_on IS NULL AND ${mayUseFact(grounds, tenant, 'f')})`;

/** How many people who live here are in a group; null: all. */
export async function countPeople({ db, ctx }: Tx, group: string | null, reach: Reach, today: string): Promise<number> {
	const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM residents.person p WHERE p.subdistrict_id = ${ctx.subdistrictId} AND ${present} AND ${within(reach)} AND ${inGroup(group, today, await readGrounds({ db, ctx }), ctx.subdistrictId)}`.execute(db);
	return rows[0]!.n;
}

export async function countHouseholds({ db, ctx }: Tx, reach: Reach): Promise<number> {
	const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM residents.household p WHERE p.subdistrict_id = ${ctx.subdistrictId} AND p.closed_on IS NULL AND ${within(reach)}`.execute(db);
	return rows[0]!.n;
}

interface PersonRow {
	id: string;
	communityId: string | null;
	name: string;
	sex: string;
	birthDate: string | null;
	birthKnown: string;
	idSealed: string | null;
	phoneSealed: string | null;
	ethnicity: string | null;
	education: string | null;
	marital: string | null;
	political: string | null;
	workplace: string;
	address: string | null;
	buildingId: string | null;
	unit: number | null;
	door: string | null;
	householdNumber: string | null;
	relation: string | null;
	headName: string | null;
}

/** The lines of a list, in the order of the addresses and then of the names. */
export async function readLines(tx: Tx, list: Pick<ListMapping, 'of' | 'group' | 'columns'>, all: Land, reach: Reach, today: string): Promise<FormLine[]> {
	const sources = list.columns.map(({ source }) => source);
	return list.of === 'people' ? peopleLines(tx, sources, list.group, all, reach, today) : householdLines(tx, sources, list.group, all, reach, today);
}

async function peopleLines(tx: Tx, sources: readonly ColumnSource[], group: string | null, all: Land, reach: Reach, today: string): Promise<FormLine[]> {
	const { db, ctx } = tx;
	const grounds = await readGrounds(tx);
	const { rows } = await sql<PersonRow>`SELECT p.id, p.community_id AS "communityId", p.name, p.sex, p.birth_date AS "birthDate", p.birth_known AS "birthKnown", p.id_sealed AS "idSealed", p.phone_sealed AS "phoneSealed",
			p.ethnicity, p.education, p.marital, p.political, p.workplace, d.address, d.building_id AS "buildingId", d.unit, d.door, h.number AS "householdNumber", m.relation, head.name AS "headName"
		FROM residents.person p
		LEFT JOIN residents.dwelling d ON d.subdistrict_id = p.subdistrict_id AND d.id = p.dwelling_id
		LEFT JOIN residents.household h ON h.subdistrict_id = p.subdistrict_id AND h.id = p.household_id
		LEFT JOIN residents.membership m ON m.subdistrict_id = p.subdistrict_id AND m.person_id = p.id AND m.until_on IS NULL
		LEFT JOIN residents.person head ON head.subdistrict_id = h.subdistrict_id AND head.id = h.head_id
		WHERE p.subdistrict_id = ${ctx.subdistrictId} AND ${present} AND ${within(reach)} AND ${inGroup(group, today, grounds, ctx.subdistrictId)}
		ORDER BY d.address_key NULLS LAST, p.sort_key, p.id`.execute(db);
	const ids = rows.map(({ id }) => id);
	const facts = sources.some((source) => source === 'groups' || source.startsWith('disability')) ? await factsOf(tx, ids, grounds) : new Map<string, Facts>();
	const ties = sources.some((source) => source.startsWith('emergency') || source.startsWith('guardian')) ? await tiesOf(tx, ids) : new Map<string, Tie>();
	const withheldOf = await withheldAmong(tx, grounds, ids);
	return rows.map((row, i) => ({
		key: row.id,
		people: [{ id: row.id, communityId: row.communityId }],
		// Of somebody who has not agreed the cell stays empty.
		values: sources.map((source) => Object.hasOwn(withheldOf(row.id), source) ? null : personValue(source, row, i + 1, all, today, facts.get(row.id), ties))
	}));
}

const word = (table: CodeTable, code: string | null): string | null => (code !== null && table.has(code) ? table.word(code, 'zh') : null);

/** A form of a superior is in Chinese, whatever the language of the desk. */
function personValue(source: ColumnSource, row: PersonRow, number: number, all: Land, today: string, facts: Facts | undefined, ties: ReadonlyMap<string, Tie>): FillValue {
	switch (source) {
		case 'number':
			return number;
		case 'name':
			return row.name;
		case 'sex':
			return row.sex === '0' || row.sex === '9' ? null : word(sexes, row.sex);
		case 'age':
			return row.birthDate ? ageOn(row.birthDate, today) : null;
		case 'birthDate':
			return row.birthDate === null ? null : row.birthKnown === 'day' ? { date: row.birthDate } : row.birthDate.slice(0, row.birthKnown === 'month' ? 7 : 4);
		case 'idNumber':
			return row.idSealed ? unseal(row.idSealed, ID_PURPOSE) : null;
		case 'phone':
			return row.phoneSealed ? unseal(row.phoneSealed, PHONE_PURPOSE) : null;
		case 'householdNumber':
			return row.householdNumber;
		case 'relation':
			return word(relations, row.relation);
		case 'headName':
			return row.headName;
		case 'ethnicity':
			return word(ethnicities, row.ethnicity);
		case 'education':
			return word(educations, row.education);
		case 'marital':
			return word(maritalStatuses, row.marital);
		case 'political':
			return word(politicalStatuses, row.political);
		case 'workplace':
			return row.workplace || null;
		case 'groups':
			return facts?.names.join('、') || null;
		case 'disability':
			return facts?.disability ? [word(disabilityKinds, facts.disability.kind), facts.disability.grade && `${'一二三四'[Number(facts.disability.grade) - 1]}级`].filter(Boolean).join('') || null : null;
		case 'disabilityKind':
			return word(disabilityKinds, facts?.disability?.kind ?? null);
		case 'disabilityGrade':
			return facts?.disability?.grade ? `${'一二三四'[Number(facts.disability.grade) - 1]}级` : null;
		case 'disabilityCard':
			return facts?.disability?.certificate || null;
		case 'emergencyName':
			return ties.get(`${row.id} emergency`)?.name ?? null;
		case 'emergencyPhone':
			return ties.get(`${row.id} emergency`)?.phone ?? null;
		case 'guardianName':
			return ties.get(`${row.id} guardian`)?.name ?? null;
		case 'guardianPhone':
			return ties.get(`${row.id} guardian`)?.phone ?? null;
		default:
			return placeValue(source, row, all);
	}
}

interface PlaceRow {
	communityId: string | null;
	address: string | null;
	buildingId: string | null;
	unit: number | null;
	door: string | null;
}

function placeValue(source: ColumnSource, row: PlaceRow, all: Land): FillValue {
	const building = row.buildingId ? all.byId.get(row.buildingId) : undefined;
	const compound = building && 'compoundId' in building ? all.byId.get(building.compoundId) : undefined;
	switch (source) {
		case 'address':
			return row.address;
		case 'compound':
			return compound?.name ?? null;
		case 'building':
			return building?.name ?? null;
		case 'unit':
			return row.unit;
		case 'door':
			return row.door;
		case 'community':
			return all.communities.find(({ id }) => id === row.communityId)?.name ?? null;
		default:
			return null;
	}
}

async function householdLines(tx: Tx, sources: readonly ColumnSource[], group: string | null, all: Land, reach: Reach, today: string): Promise<FormLine[]> {
	const { db, ctx } = tx;
	const grounds = await readGrounds(tx);
	const { rows } = await sql<PlaceRow & { id: string; number: string | null; headId: string | null; headName: string | null; headIdSealed: string | null; headPhoneSealed: string | null; members: number }>`
		SELECT h.id, h.community_id AS "communityId", h.number, h.head_id AS "headId", head.name AS "headName", head.id_sealed AS "headIdSealed", head.phone_sealed AS "headPhoneSealed", d.address, d.building_id AS "buildingId", d.unit, d.door, count(p.id)::int AS members
		FROM residents.household h
		JOIN residents.person p ON p.subdistrict_id = h.subdistrict_id AND p.household_id = h.id AND ${present}
		LEFT JOIN residents.person head ON head.subdistrict_id = h.subdistrict_id AND head.id = h.head_id
		LEFT JOIN residents.dwelling d ON d.subdistrict_id = h.subdistrict_id AND d.id = h.dwelling_id
		WHERE h.subdistrict_id = ${ctx.subdistrictId} AND h.closed_on IS NULL AND ${within(reach)}
		GROUP BY h.id, h.community_id, h.number, h.head_id, head.name, head.id_sealed, head.phone_sealed, d.address, d.building_id, d.unit, d.door, d.address_key
		HAVING bool_or(${inGroup(group, today, grounds, ctx.subdistrictId)})
		ORDER BY d.address_key NULLS LAST, h.number, h.id`.execute(db);
	return rows.map((row, i) => ({
		key: row.id,
		people: row.headId ? [{ id: row.headId, communityId: row.communityId }] : [],
		values: sources.map((source): FillValue => {
			switch (source) {
				case 'number':
					return i + 1;
				case 'householdNumber':
					return row.number;
				// On a list of households the name is the head's.
				case 'name':
				case 'headName':
					return row.headName;
				case 'idNumber':
				case 'headIdNumber':
					return row.headIdSealed ? unseal(row.headIdSealed, ID_PURPOSE) : null;
				case 'phone':
				case 'headPhone':
					return row.headPhoneSealed ? unseal(row.headPhoneSealed, PHONE_PURPOSE) : null;
				case 'members':
					return row.members;
				default:
					return placeValue(source, row, all);
			}
		})
	}));
}

interface Facts {
	names: string[];
	disability: { kind: string | null; grade: string | null; certificate: string } | null;
}

async function factsOf({ db, ctx }: Tx, ids: readonly string[], grounds: Grounds): Promise<Map<string, Facts>> {
	const rows = await db
		.selectFrom('residents.group_fact as f')
		.innerJoin('residents.group_type as t', (join) => join.onRef('t.subdistrict_id', '=', 'f.subdistrict_id').onRef('t.code', '=', 'f.code'))
		.select(['f.person_id', 'f.code', 't.name', 'f.kind', 'f.grade', 'f.detail_sealed'])
		.where('f.subdistrict_id', '=', ctx.subdistrictId)
		.where('f.person_id', '=', sql<string>`any(${ids}::uuid[])`)
		.where('f.until_on', 'is', null)
		.where(mayUseFact(grounds, ctx.subdistrictId, 'f'))
		.orderBy('t.position')
		.execute();
	const facts = new Map<string, Facts>();
	for (const row of rows) {
		const mine = facts.get(row.person_id) ?? { names: [], disability: null };
		mine.names.push(row.name);
		if (row.code === 'disabled') mine.disability = openDetail(row);
		facts.set(row.person_id, mine);
	}
	return facts;
}

interface Tie {
	name: string;
	phone: string | null;
}

/** The first emergency contact and guardian of each person. */
async function tiesOf({ db, ctx }: Tx, ids: readonly string[]): Promise<Map<string, Tie>> {
	const rows = await db
		.selectFrom('residents.relation as r')
		.leftJoin('residents.person as o', (join) => join.onRef('o.subdistrict_id', '=', 'r.subdistrict_id').onRef('o.id', '=', 'r.other_id'))
		.select(['r.person_id', 'r.kind', 'r.name_sealed', 'r.phone_sealed', 'o.name', 'o.phone_sealed as otherPhone'])
		.where('r.subdistrict_id', '=', ctx.subdistrictId)
		.where('r.person_id', '=', sql<string>`any(${ids}::uuid[])`)
		.where('r.kind', 'in', ['emergency', 'guardian'])
		.where('r.until_on', 'is', null)
		.orderBy('r.position', 'desc')
		.execute();
	return new Map(
		rows.map((row) => {
			const phone = row.phone_sealed ?? row.otherPhone;
			return [`${row.person_id} ${row.kind}`, { name: row.name ?? (row.name_sealed ? unseal(row.name_sealed, PHONE_PURPOSE) : ''), phone: phone ? unseal(phone, PHONE_PURPOSE) : null }];
		})
	);
}
