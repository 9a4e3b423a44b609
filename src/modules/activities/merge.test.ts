import { expect, it } from 'vitest';
import { ownerPool } from '#platform/db/pools.ts';
import { writeTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { useDatabase } from '../../../tests/support/db.ts';
import { phoneOf, someone, world, type World } from './activities.testing.ts';
import { checkIn } from './attendance/attendance.usecases.ts';
import { forgetPerson } from './forget.ts';
import { followLink, followMerge, followUnmerge } from './merge.ts';
import { addProgramme, setSession } from './programmes/programme.usecases.ts';
import { issueCertificate } from './programmes/certificate.usecases.ts';
import { signUp } from './signup/signup.usecases.ts';

useDatabase();

const LATER = '2026-12-20T02:00:00Z';
const tables = ['signup', 'attendance', 'feedback', 'certificate', 'learner'] as const;

/** Every row of the tenant, as text, in an order of its own. */
async function everything(w: World): Promise<Record<string, string[]>> {
	const found: Record<string, string[]> = {};
	for (const table of tables) found[table] = (await ownerPool().query(`SELECT (to_jsonb(t) - 'changed_at')::text AS row FROM activities.${table} t WHERE subdistrict_id = $1 ORDER BY 1`, [w.id])).rows.map(({ row }) => row);
	return found;
}

async function story(w: World) {
	const [kept, gone] = [await w.registered('陈建国', '1950-01-01', w.communities[0], phoneOf(1)), await w.registered('陈建囯', '1950-01-01')];
	const worker = w.as(w.worker, LATER);
	const { id } = await addProgramme(worker, { title: '课', communityId: w.communities[0], passSessions: 2 });
	const { activityId, occurrenceId } = await w.activity({ startsAt: '2026-12-01T06:00:00Z' });
	const second = await w.time(activityId, new Date('2026-12-08T06:00:00Z'));
	await setSession(worker, { id, activityId, role: 'session' });
	const came = (person: string, occurrence: string) => checkIn(worker, { occurrenceId: occurrence, clientId: newId(), who: { who: 'person', personId: person } });
	await came(kept, occurrenceId);
	await came(gone, occurrenceId);
	await came(gone, second);
	const coming = await w.activity({ startsAt: '2027-01-05T06:00:00Z', capacity: 2 });
	for (const personId of [kept, gone]) await signUp(worker, { occurrenceId: coming.occurrenceId, source: 'desk', members: [{ who: 'person', personId }] });
	await signUp(worker, { occurrenceId: coming.occurrenceId, source: 'phone', members: [{ who: 'named', name: '等着的人' }], phone: phoneOf(3) });
	await issueCertificate(worker, { kind: 'attendance', subjectId: second, whoKey: `p:${gone}` });
	return { kept, gone, worker, coming: coming.occurrenceId, programme: id };
}

it('makes two records one: one place, one attendance, and what both learned together; undone, all is as it was', async () => {
	const w = await world();
	const { kept, gone, worker, coming } = await story(w);
	const before = await everything(w);
	const merge = { mergeId: newId(), keptId: kept, goneId: gone };
	await writeTx<'activities', void>(worker, (tx) => followMerge(tx, merge));
	expect(JSON.stringify(await everything(w))).not.toContain(`p:${gone}`);
	const { rows } = await ownerPool().query('SELECT who_key, sessions, passed_on::text FROM activities.learner WHERE subdistrict_id = $1', [w.id]);
	expect(rows).toEqual([{ who_key: `p:${kept}`, sessions: 2, passed_on: '2026-12-08' }]);
	// The second place went to who waited.
	expect(await w.states(coming)).toEqual({ taken: 1, cancelled: 1, offered: 1 });
	expect(await w.taken(coming)).toBe(2);
	await writeTx<'activities', void>(worker, (tx) => followUnmerge(tx, merge));
	const after = await everything(w);
	for (const table of ['attendance', 'feedback', 'certificate', 'learner'] as const) expect(after[table]).toEqual(before[table]);
	expect(after.signup!.filter((row) => row.includes(`p:${gone}`))).toHaveLength(1);
	expect((await ownerPool().query('SELECT 1 FROM activities.merge_change WHERE subdistrict_id = $1', [w.id])).rowCount).toBe(0);
});

it('forgets whoever is erased: nothing sealed, hashed or named is left, the counts are, and their place goes to who waits', async () => {
	const w = await world();
	const { kept, gone, worker, coming } = await story(w);
	const count = async () => Number((await ownerPool().query('SELECT count(DISTINCT who_key) n FROM activities.attendance WHERE subdistrict_id = $1 AND taken_back_at IS NULL', [w.id])).rows[0].n);
	const people = await count();
	await writeTx<'activities', void>(worker, (tx) => forgetPerson(tx, gone));
	const left = await everything(w);
	expect(JSON.stringify(left)).not.toContain(gone);
	expect(await count()).toBe(people);
	for (const [table, rows] of Object.entries(left))
		for (const row of rows.map((text) => JSON.parse(text) as Record<string, unknown>)) {
			const own = String(row.who_key).startsWith('n:') && !row.phone_hash;
			if (own) for (const [column, value] of Object.entries(row)) if (/sealed|hash|masked|person_id|user_id/.test(column)) expect(value || null, `${table}.${column}`).toBeNull();
		}
	expect(await w.states(coming)).toEqual({ taken: 1, cancelled: 1, offered: 1 });
	expect(JSON.stringify(left)).toContain(`p:${kept}`);
});

it('an account that is linked to somebody of the register later is that person: one place, counted once, and erasure leaves nothing', async () => {
	const w = await world();
	const worker = w.as(w.worker, LATER);
	const personId = await w.registered('陈建国', '1950-01-01');
	const account = someone('resident', null, phoneOf(7));
	const me = w.as(account);
	const [first, second] = [await w.activity({ startsAt: '2026-12-01T06:00:00Z' }), await w.activity({ startsAt: '2026-12-08T06:00:00Z' })];
	await checkIn(worker, { occurrenceId: first.occurrenceId, clientId: newId(), who: { who: 'person', personId } });
	const { partyId } = await signUp(me, { occurrenceId: second.occurrenceId, source: 'site', members: [{ who: 'me' }], phone: phoneOf(7) });
	const { rows: [place] } = await ownerPool().query('SELECT id, who_key FROM activities.signup WHERE party_id = $1', [partyId]);
	expect(place.who_key).toBe(`u:${account.id}`);
	await checkIn(worker, { occurrenceId: second.occurrenceId, clientId: newId(), who: { who: 'signup', signupId: place.id } });
	const people = async () => Number((await ownerPool().query('SELECT count(DISTINCT who_key) n FROM activities.attendance WHERE subdistrict_id = $1 AND taken_back_at IS NULL', [w.id])).rows[0].n);
	expect(await people()).toBe(2);
	await ownerPool().query('DELETE FROM platform.fact_change WHERE subdistrict_id = $1', [w.id]);
	await writeTx<'activities', void>(worker, (tx) => followLink(tx, { personId, userId: account.id! }));
	expect(await people()).toBe(1);
	expect(JSON.stringify(await everything(w))).not.toContain(`u:${account.id}`);
	const { rows: days } = await ownerPool().query('SELECT DISTINCT unnest(days)::text AS day FROM platform.fact_change WHERE subdistrict_id = $1 ORDER BY 1', [w.id]);
	expect(days.map(({ day }) => day)).toEqual(['2026-12-01', '2026-12-08']);
	expect((await ownerPool().query('SELECT 1 FROM activities.merge_change WHERE subdistrict_id = $1', [w.id])).rowCount).toBe(0);
	await writeTx<'activities', void>(worker, (tx) => forgetPerson(tx, personId));
	const left = Object.values(await everything(w)).flat().map((text) => JSON.parse(text) as Record<string, unknown>);
	for (const row of left) for (const [column, value] of Object.entries(row)) if (/sealed|hash|masked|person_id|user_id/.test(column)) expect(value || null, column).toBeNull();
});
