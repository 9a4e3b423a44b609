/**
 * Scale data: many thousands of people of the demonstration's kind, written by COPY. For measuring only: rows as the product
 * writes them, but without audit rows and events.
 */
import { addBuildings, land, saveCommunity, saveCompound } from '#modules/areas/index.ts';
import { chance } from '#platform/chance.ts';
import type { Ctx } from '#platform/context.ts';
import { addDays, addMonths } from '#platform/dates/index.ts';
import { copyRows } from '#platform/db/copy.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { readTx, writeTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { lookupHash, seal } from '#platform/secrets.ts';
import { maskName, maskPhone } from '#platform/text/index.ts';
import { detailColumns } from '../groups/group-facts.store.ts';
import { GROUP_TYPES } from '../groups/group-types.data.ts';
import { installGroups } from '../groups/groups.install.ts';
import { addUsualDwellings } from '../household/dwelling.store.ts';
import type { FieldKey } from '../person/fields.ts';
import { columnsOf, soundOf, storedValue, type Sound, type StoredValue } from '../person/values.ts';
import { needsGuardian } from '../privacy/consents.ts';
import { installPurposes } from '../privacy/purposes.ts';
import { todayOf } from '#platform/today.ts';
import { demoHousehold, Numbers, type DemoPerson } from './population.ts';

const BATCH = 2_000;
/** People in a household of `demoHousehold`, on the average; doors are made for a few more. */
const PER_HOUSEHOLD = 2.55;
const TOWERS = { units: 4, floors: 18, doorsPerFloor: 4 };
const DOORS_OF_TOWER = TOWERS.units * TOWERS.floors * TOWERS.doorsPerFloor;

const PERSON = ['subdistrict_id', 'id', 'community_id', 'dwelling_id', 'household_id', 'lives_away', 'name', 'name_masked', 'name_key', 'pinyin', 'initials', 'sort_key', 'sex', 'birth_date', 'ethnicity', 'education', 'marital', 'workplace', 'id_hash', 'id_sealed', 'id_masked', 'phone_hash', 'phone_sealed', 'phone_masked', 'died_on', 'died_recorded_at', 'source_kind', 'created_at', 'changed_at'];
const HOUSEHOLD = ['subdistrict_id', 'id', 'community_id', 'dwelling_id', 'head_id', 'opened_on', 'closed_on', 'close_reason', 'created_at', 'changed_at'];
const MEMBERSHIP = ['subdistrict_id', 'id', 'household_id', 'person_id', 'relation', 'residence', 'from_on', 'until_on', 'end_reason', 'recorded_at'];
const STATEMENT = ['subdistrict_id', 'id', 'person_id', 'field', 'value', 'value_sealed', 'value_hash', 'value_masked', 'source_kind', 'stated_on', 'chosen', 'recorded_at', 'recorded_by_name'];
const RELATION = ['subdistrict_id', 'id', 'person_id', 'kind', 'other_id', 'name_sealed', 'name_masked', 'phone_hash', 'phone_sealed', 'phone_masked', 'words', 'position', 'recorded_at'];
const FACT = ['subdistrict_id', 'id', 'person_id', 'code', 'kind', 'grade', 'detail_sealed', 'detail_hashes', 'certificate_masked', 'from_on', 'review_on', 'source_kind', 'recorded_at'];

const CONSENT = ['subdistrict_id', 'id', 'person_id', 'purpose', 'way', 'given_by', 'guardian_relation_id', 'purpose_version', 'given_at'];

type Row = (string | number | boolean | Date | null | readonly string[])[];

/**
 * Writes `n` people with their households, doors, groups, kin and what was stated of them, spread evenly over the communities
 * (four are made where there are none).
 * @param onProgress is told how many people are written so far
 */
export async function seedResidents(ctx: Ctx, n: number, onProgress: (done: number) => void = () => {}): Promise<void> {
	await writeTx<'residents', void>(ctx, installGroups);
	await writeTx<'residents', void>(ctx, installPurposes);
	const doors = await emptyDoors(ctx, Math.ceil(n / PER_HOUSEHOLD) + 50);
	const today = await readTx<'residents', string>(ctx, todayOf);
	const known = await readTx<'residents', number>(ctx, async ({ db }) => (await db.selectFrom('residents.person').select((eb) => eb.fn.countAll<number>().as('n')).where('subdistrict_id', '=', ctx.subdistrictId).executeTakeFirstOrThrow()).n);
	const luck = chance(n + known);
	// The demonstration's numbers begin at 0, and a second seeding goes on behind the first.
	const numbers = new Numbers(40_000_000 + known, known ? 120 : 0);
	const sounds = new Map<string, Sound>();
	const sound = (name: string) => sounds.get(name) ?? (sounds.set(name, soundOf(name)), sounds.get(name)!);
	const now = ctx.clock.now();
	const sid = ctx.subdistrictId;
	const types = new Map(GROUP_TYPES.map((type) => [type.code, type]));
	const client = await ownerPool().connect();
	try {
		let done = 0;
		while (done < n) {
			const tables = { person: [] as Row[], household: [] as Row[], membership: [] as Row[], statement: [] as Row[], relation: [] as Row[], fact: [] as Row[], consent: [] as Row[] };
			const until = Math.min(n, done + BATCH);
			while (done < until) {
				const door = doors.pop()!;
				const { members, since } = demoHousehold(luck, numbers, today);
				const householdId = newId();
				const ids = members.map(() => newId());
				const alive = members.filter(({ fate }) => !fate);
				const head = members.findIndex(({ relation, fate }) => relation === '02' && !fate);
				const lastDay = alive.length ? null : members.map(({ fate }) => fate!.on).sort().at(-1)!;
				tables.household.push([sid, householdId, door.communityId, door.id, head < 0 ? null : ids[head]!, since, lastDay === null ? null : latest(lastDay, since), lastDay === null ? null : 'empty', now, now]);
				for (const [i, person] of members.entries()) {
					const id = ids[i]!;
					const from = since !== null && person.birthDate > since ? person.birthDate : since;
					const died = person.fate ? latest(person.fate.on, from, person.birthDate) : null;
					const stored = statementsOf(person);
					const column = Object.assign({}, ...[...stored].filter(([field]) => field !== 'name').map(([field, value]) => columnsOf(field, value))) as Record<string, string | null>;
					tables.person.push([
						sid, id, door.communityId, died ? null : door.id, died ? null : householdId, !died && person.residence === 'away', person.name, maskName(person.name), person.name, sound(person.name).pinyin, sound(person.name).initials, sound(person.name).sort_key, person.sex, person.birthDate,
						person.ethnicity, person.education, person.marital, person.workplace, column.id_hash!, column.id_sealed!, column.id_masked!, column.phone_hash ?? null, column.phone_sealed ?? null, column.phone_masked ?? null, died, died ? now : null, 'desk', now, now
					]);
					tables.membership.push([sid, newId(), householdId, id, person.relation, person.residence, from, died, died ? 'died' : null, now]);
					for (const [field, value] of stored) tables.statement.push([sid, newId(), id, field, value.value, value.value_sealed, value.value_hash, value.value_masked, 'desk', today, true, now, '']);
					let guardian: string | null = null;
					for (const [position, { kind, other }] of person.kin.entries()) {
						const tieId = newId();
						if (kind === 'guardian' || kind === 'parent') guardian ??= tieId;
						tables.relation.push([sid, tieId, id, kind, ids[other]!, null, '', null, null, '', '', position, now]);
					}
					if (person.emergency) {
						const { name, phone, words } = person.emergency;
						tables.relation.push([sid, newId(), id, 'emergency', null, seal(name, 'contact'), maskName(name), lookupHash('phone', phone), seal(phone, 'contact'), maskPhone(phone), words, person.kin.length, now]);
					}
					const child = guardian !== null && needsGuardian(person.birthDate, today);
					for (const [sensitivity, purpose] of [['health', 'health'], ['child', 'children']] as const)
						if (!died && person.groups.some(({ code }) => types.get(code)!.sensitivity === sensitivity)) tables.consent.push([sid, newId(), id, purpose, 'paper', child ? 'guardian' : 'self', child ? guardian : null, 1, now]);
					if (!died)
						for (const group of person.groups) {
							const type = types.get(group.code)!;
							const detail = detailColumns(group.code, type.sensitivity, group);
							tables.fact.push([sid, newId(), id, group.code, detail.kind, detail.grade, detail.detail_sealed, detail.detail_hashes, '', latest(group.fromOn, person.birthDate), type.reviewMonths ? addMonths(addDays(today, -luck.between(0, 380)), type.reviewMonths) : null, 'desk', now]);
						}
				}
				done += members.length;
			}
			await client.query('BEGIN');
			await copyRows(client, 'residents.household', HOUSEHOLD, tables.household);
			await copyRows(client, 'residents.person', PERSON, tables.person);
			await copyRows(client, 'residents.membership', MEMBERSHIP, tables.membership);
			await copyRows(client, 'residents.statement', STATEMENT, tables.statement);
			await copyRows(client, 'residents.relation', RELATION, tables.relation);
			await copyRows(client, 'residents.group_fact', FACT, tables.fact);
			await copyRows(client, 'residents.consent', CONSENT, tables.consent);
			await client.query('COMMIT');
			onProgress(Math.min(done, n));
		}
		client.release();
	} catch (error) {
		client.release(error as Error);
		throw error;
	}
}

const latest = (...days: (string | null)[]): string => days.filter((day) => day !== null).sort().at(-1)!;

/** What was stated of a person, as it stands in the table (what is typed of everybody); sealed once, and copied to the golden record. */
function statementsOf(person: DemoPerson): Map<FieldKey, StoredValue> {
	const said: [FieldKey, string | null][] = [['name', person.name], ['birthDate', person.birthDate], ['idNumber', person.idNumber], ['phone', person.phone]];
	return new Map(said.filter(([, value]) => value !== null).map(([field, value]) => [field, storedValue(field, value)]));
}

/** Doors without a household; where there are too few, towers are built in every community. */
async function emptyDoors(ctx: Ctx, wanted: number): Promise<{ id: string; communityId: string }[]> {
	const find = () =>
		readTx<'residents', { id: string; communityId: string }[]>(ctx, ({ db }) =>
			db
				.selectFrom('residents.dwelling as d')
				.leftJoin('residents.household as h', (join) => join.onRef('h.subdistrict_id', '=', 'd.subdistrict_id').onRef('h.dwelling_id', '=', 'd.id').on('h.closed_on', 'is', null))
				.select(['d.id', 'd.community_id as communityId'])
				.where('d.subdistrict_id', '=', ctx.subdistrictId)
				.where('d.retired_at', 'is', null)
				.where('h.id', 'is', null)
				.execute()
		);
	const there = await find();
	if (there.length >= wanted) return there;
	let communities = (await land(ctx)).communities.map(({ id }) => id);
	if (!communities.length) for (let i = 1; i <= 4; i++) communities = [...communities, (await saveCommunity(ctx, { code: `99999900100${i}`, name: `测量社区${i}` })).id];
	const towers = Math.ceil((wanted - there.length) / DOORS_OF_TOWER / communities.length);
	const stamp = newId().slice(-4);
	for (const [i, communityId] of communities.entries())
		for (let first = 0; first < towers; first += 200) {
			const { id } = await saveCompound(ctx, { communityId, name: `测量苑${i + 1}-${first / 200 + 1}-${stamp}` });
			await addBuildings(ctx, { compoundId: id, from: 1, to: Math.min(200, towers - first), ...TOWERS });
			const all = await land(ctx);
			const buildings = all.buildingsOf.get(id) ?? [];
			for (let from = 0; from < buildings.length; from += 20) await writeTx<'residents', void>(ctx, async (tx) => {
				for (const building of buildings.slice(from, from + 20)) await addUsualDwellings(tx, all, building.id);
			});
		}
	return shuffled(await find());
}

/** Neighbouring doors go to different places of the file, so that each community gets its share. */
function shuffled<T>(list: T[]): T[] {
	const luck = chance(list.length);
	for (let i = list.length - 1; i > 0; i--) {
		const j = luck.between(0, i);
		[list[i], list[j]] = [list[j]!, list[i]!];
	}
	return list;
}
