import pg from 'pg';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { together } from '#platform/db/together.ts';
import { AppError } from '#platform/errors.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { phoneColumns } from '#platform/phone.ts';
import { useDatabase } from '../../../../tests/support/db.ts';
import { phoneOf, someone, world, type World } from '../activities.testing.ts';
import { arrive, doorView } from '../attendance/door.usecases.ts';
import { rosterOf } from '../attendance/roster.queries.ts';
import { doorCode } from '../who.ts';
import { answerOffer, cancelSignup } from './places.usecases.ts';
import { guard } from './seats.ts';
import { joinForm } from './signup.queries.ts';
import { lapseOffers } from './sweep.ts';
import { signUp } from './signup.usecases.ts';

useDatabase();

const alone = (w: World, occurrenceId: string, n: number, more: Partial<Parameters<typeof signUp>[1]> = {}) => signUp(w.stranger, { occurrenceId, members: [{ who: 'named', name: `居民${n}` }], phone: phoneOf(n), ...more });
const family = (w: World, occurrenceId: string, n: number, size: number) =>
	signUp(w.stranger, { occurrenceId, members: Array.from({ length: size }, (_, i) => ({ who: 'named' as const, name: `家人${n}-${i}` })), phone: phoneOf(n) });
const codeOf = (call: Promise<unknown>) => call.then(() => 'went', (error: unknown) => (error instanceof AppError ? (error.fields.length ? error.fields.map(({ path, code }) => `${path} ${code}`).join() : error.code) : String(error)));
const told = async (w: World) => (await ownerPool().query<{ purpose: string; to_masked: string }>('SELECT purpose, to_masked FROM platform.sms WHERE subdistrict_id = $1 ORDER BY id', [w.id])).rows.map(({ purpose, to_masked }) => `${purpose} ${to_masked.slice(-4)}`);

describe('the last place', () => {
	const fifty = async () => {
		const w = await world();
		const { occurrenceId } = await w.activity({ capacity: 1 });
		const results = await Promise.allSettled(Array.from({ length: 50 }, (_, i) => alone(w, occurrenceId, i)));
		const done = results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
		return { w, occurrenceId, taken: done.filter(({ state }) => state === 'taken').length, line: done.flatMap(({ place }) => (place === null ? [] : [place])).sort((a, b) => a - b) };
	};
	const inOrder = { taken: 1, line: Array.from({ length: 49 }, (_, i) => i + 1) };

	afterEach(() => void (together.off = false));

	// Those of one process go together, those of several meet in the database.
	it.each([{ off: false }, { off: true }])('goes to one of fifty, and the others stand 1 to 49 in order (each alone: $off)', async ({ off }) => {
		together.off = off;
		const { w, occurrenceId, ...found } = await fifty();
		expect(found).toEqual(inOrder);
		expect(await w.taken(occurrenceId)).toBe(1);
		const { rows } = await ownerPool().query('SELECT line_no FROM activities.signup WHERE occurrence_id = $1 ORDER BY line_no', [occurrenceId]);
		expect(rows.map(({ line_no }) => Number(line_no))).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
	});

	it('would not without the lock', async () => {
		together.off = true;
		guard.unsafeWithoutLock = true;
		await ownerPool().query('ALTER TABLE activities.occurrence DROP CONSTRAINT occurrence_not_oversold');
		try {
			const { w, occurrenceId, ...found } = await fifty();
			expect(found).not.toEqual(inOrder);
			expect(found.taken).toBeGreaterThan(1);
			expect(await w.taken(occurrenceId)).toBeGreaterThan(1);
		} finally {
			guard.unsafeWithoutLock = false;
			await ownerPool().query('UPDATE activities.occurrence SET taken = 1, capacity = NULL WHERE taken > capacity');
			await ownerPool().query('ALTER TABLE activities.occurrence ADD CONSTRAINT occurrence_not_oversold CHECK (taken >= 0 AND (capacity IS NULL OR taken <= capacity))');
		}
	});
});

it('writes a send once, however often and however parallel it comes', async () => {
	const w = await world();
	const { occurrenceId } = await w.activity({ capacity: 5 });
	const clientId = newId();
	const answers = await Promise.all(Array.from({ length: 10 }, () => alone(w, occurrenceId, 1, { clientId })));
	expect(new Set(answers.map(({ partyId }) => partyId)).size).toBe(1);
	expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
	expect(await w.taken(occurrenceId)).toBe(1);
	expect(await codeOf(alone(w, occurrenceId, 1))).toBe('activities.inAlready');
	// Half of a family is in already: nobody of it is written, and no place is counted.
	expect(await codeOf(signUp(w.stranger, { occurrenceId, members: [{ who: 'named', name: '居民1' }, { who: 'named', name: '新来的' }], phone: phoneOf(1) }))).toBe('activities.inAlready');
	expect(await w.taken(occurrenceId)).toBe(1);
	// The same form sent again after its place was given back signs nobody up unasked.
	await cancelSignup(w.stranger, { partyId: answers[0]!.partyId, key: answers[0]!.key, ids: 'all' });
	expect(await codeOf(alone(w, occurrenceId, 1, { clientId }))).toBe('activities.placeGone');
	expect(await w.taken(occurrenceId)).toBe(0);
});

it('knows a send again that has no telephone, and one whose answer got lost before it closed', async () => {
	const w = await world();
	const { occurrenceId } = await w.activity({ capacity: 5, closesMinutes: 60 });
	const worker = w.as(w.worker);
	const clientId = newId();
	const byHand = (name: string) => signUp(worker, { occurrenceId, source: 'phone', clientId, members: [{ who: 'named', name }, { who: 'named', name: '老伴' }] });
	const answers = await Promise.all(Array.from({ length: 4 }, () => byHand('赵奶奶')));
	expect(new Set(answers.map(({ partyId }) => partyId)).size).toBe(1);
	expect(await w.taken(occurrenceId)).toBe(2);
	// The page that came back with its old id and another name is no repetition.
	expect(await codeOf(signUp(worker, { occurrenceId, source: 'phone', clientId, members: [{ who: 'named', name: '钱爷爷' }] }))).toBe('went');
	expect(await w.taken(occurrenceId)).toBe(3);

	const late = newId();
	const first = await alone(w, occurrenceId, 1, { clientId: late });
	w.stranger.clock.set('2026-11-30T05:30:00Z');
	expect(await alone(w, occurrenceId, 1, { clientId: late })).toMatchObject({ partyId: first.partyId, repeated: true, state: 'taken' });
	// Its id opens the closed door to nobody else.
	expect(await codeOf(alone(w, occurrenceId, 2, { clientId: late }))).toBe('activities.signupClosed');
	expect(await codeOf(alone(w, occurrenceId, 1, { clientId: newId() }))).toBe('activities.signupClosed');
	expect(await w.taken(occurrenceId)).toBe(4);
});

describe('a party', () => {
	it('gets places together or waits together', async () => {
		const w = await world();
		const { occurrenceId } = await w.activity({ capacity: 4 });
		expect((await family(w, occurrenceId, 1, 3)).state).toBe('taken');
		expect(await family(w, occurrenceId, 2, 2)).toMatchObject({ state: 'waiting', place: 1 });
		// What the family does not fit into is the next one's.
		expect((await alone(w, occurrenceId, 3)).state).toBe('taken');
		expect(await w.taken(occurrenceId)).toBe(4);
		expect(await codeOf(family(w, occurrenceId, 9, 5))).toBe('activities.partyTooBig');
	});

	it('is offered freed places when it fits, in the order of the line, and is told until when', async () => {
		const w = await world();
		const { occurrenceId } = await w.activity({ capacity: 3, offerMinutes: 60 });
		const three = await family(w, occurrenceId, 1, 3);
		const two = await family(w, occurrenceId, 2, 2);
		const one = await alone(w, occurrenceId, 3);
		const { rows } = await ownerPool().query('SELECT id FROM activities.signup WHERE party_id = $1 ORDER BY position', [three.partyId]);
		await cancelSignup(w.stranger, { partyId: three.partyId, key: three.key, ids: [rows[2].id] });
		// "These cannot come" with nobody ticked takes nobody's place.
		expect(await codeOf(cancelSignup(w.stranger, { partyId: three.partyId, key: three.key, ids: [] }))).toBe('ids activities.nobodyToCancel');
		// One place: the party of two waits on, the single one fits.
		expect(await w.states(occurrenceId)).toEqual({ taken: 2, waiting: 2, offered: 1, cancelled: 1 });
		expect(await told(w)).toEqual(['activities.offered 1003']);
		await cancelSignup(w.stranger, { partyId: three.partyId, key: three.key, ids: 'all' });
		expect(await w.states(occurrenceId)).toEqual({ offered: 3, cancelled: 3 });
		await answerOffer(w.stranger, { partyId: one.partyId, key: one.key, accept: true });
		await answerOffer(w.stranger, { partyId: two.partyId, key: two.key, accept: false });
		expect(await w.states(occurrenceId)).toEqual({ taken: 1, declined: 2, cancelled: 3 });
		expect(await w.taken(occurrenceId)).toBe(1);
		// Nothing is held against who declined.
		expect((await family(w, occurrenceId, 2, 2)).state).toBe('taken');
	});

	it('loses an offer that nobody answered, and the next gets it', async () => {
		const w = await world();
		const { occurrenceId } = await w.activity({ capacity: 1, offerMinutes: 60 });
		const first = await alone(w, occurrenceId, 1);
		const second = await alone(w, occurrenceId, 2);
		await alone(w, occurrenceId, 3);
		await cancelSignup(w.stranger, { partyId: first.partyId, key: first.key, ids: 'all' });
		w.stranger.clock.set('2026-11-24T02:59:00Z');
		expect(await lapseOffers(w.stranger)).toBe(0);
		w.stranger.clock.set('2026-11-24T03:00:00Z');
		expect(await codeOf(answerOffer(w.stranger, { partyId: second.partyId, key: second.key, accept: true }))).toBe('activities.offerGone');
		expect(await lapseOffers(w.stranger)).toBe(1);
		expect(await w.states(occurrenceId)).toEqual({ cancelled: 1, lapsed: 1, offered: 1 });
		expect(await w.taken(occurrenceId)).toBe(1);
		expect(await told(w)).toEqual(['activities.offered 1002', 'activities.lapsed 1002', 'activities.offered 1003']);
	});
});

describe('who may come', () => {
	it('is said with every reason, for each member', async () => {
		const w = await world();
		const { occurrenceId } = await w.activity({ minAge: 60, ownOnly: true });
		const other = await w.registered('外社区', '1980-01-01', w.communities[1]);
		const mine = await w.registered('本社区', '1950-01-01');
		const worker = w.as(w.worker);
		expect(await codeOf(signUp(worker, { occurrenceId, source: 'desk', members: [{ who: 'person', personId: other }, { who: 'person', personId: mine }, { who: 'named', name: '李四' }] }))).toBe('members.0 activities.tooYoung,members.0 activities.otherCommunity,members.2 activities.ageNeeded');
		expect(await codeOf(alone(w, occurrenceId, 1, { members: [{ who: 'named', name: '王五', birthYear: 1950 }] }))).toBe('livesHere activities.livesHereNeeded');
		await alone(w, occurrenceId, 1, { members: [{ who: 'named', name: '王五', birthYear: 1950 }], livesHere: true });
		const { rows } = await ownerPool().query('SELECT on_word FROM activities.signup WHERE occurrence_id = $1', [occurrenceId]);
		expect(rows[0].on_word).toEqual(['age', 'community']);
		// Staff may make an exception, and say why.
		await signUp(worker, { occurrenceId, source: 'desk', members: [{ who: 'person', personId: other }], exception: '陪老人来' });
		expect(await codeOf(signUp(w.stranger, { occurrenceId, members: [{ who: 'named', name: '张三' }], phone: phoneOf(2), exception: '我说可以' }))).toContain('activities.ageNeeded');
	});

	it('asks somebody to agree for a child, and knows a guardian by their account', async () => {
		const w = await world();
		const { occurrenceId } = await w.activity({ guardianUnder: 14 });
		const child = await w.registered('小红', '2018-05-05');
		const parent = someone('resident', null, phoneOf(1));
		await w.link(parent.id!, child, 'guardian');
		expect(await codeOf(alone(w, occurrenceId, 2, { members: [{ who: 'named', name: '小明', birthYear: 2019 }] }))).toBe('guardian activities.guardianNeeded');
		await alone(w, occurrenceId, 2, { members: [{ who: 'named', name: '小明', birthYear: 2019 }], guardian: '王大明' });
		const done = await signUp(w.as(parent), { occurrenceId, members: [{ who: 'person', personId: child }], phone: phoneOf(1) });
		expect(done.state).toBe('taken');
		expect(await codeOf(signUp(w.as(someone('resident', null, phoneOf(3))), { occurrenceId, members: [{ who: 'person', personId: child }], phone: phoneOf(3) }))).toBe('platform.forbidden');
	});

	it('knows groups only of the register', async () => {
		const w = await world();
		const { occurrenceId } = await w.activity({ groups: ['age60'] });
		const old = await w.registered('老人', '1950-01-01');
		const young = await w.registered('年轻人', '1990-01-01');
		const worker = w.as(w.worker);
		expect(await codeOf(alone(w, occurrenceId, 1))).toBe('members.0 activities.groupUnknown');
		expect(await codeOf(signUp(worker, { occurrenceId, source: 'phone', members: [{ who: 'person', personId: young }] }))).toBe('members.0 activities.otherGroup');
		expect((await signUp(worker, { occurrenceId, source: 'phone', members: [{ who: 'person', personId: old }] })).state).toBe('taken');
	});
});

describe('time', () => {
	it('closes sign-up and giving back at their cut-offs, and staff go on', async () => {
		const w = await world();
		const { occurrenceId } = await w.activity({ closesMinutes: 60, cutoffMinutes: 180 });
		const done = await alone(w, occurrenceId, 1);
		w.stranger.clock.set('2026-11-30T03:00:00Z');
		expect(await codeOf(cancelSignup(w.stranger, { partyId: done.partyId, key: done.key, ids: 'all' }))).toBe('activities.cancelTooLate');
		w.stranger.clock.set('2026-11-30T05:00:00Z');
		expect(await codeOf(alone(w, occurrenceId, 2))).toBe('activities.signupClosed');
		const worker = w.as(w.worker, '2026-11-30T05:00:00Z');
		expect((await signUp(worker, { occurrenceId, source: 'phone', members: [{ who: 'named', name: '赵六' }] })).state).toBe('taken');
		await cancelSignup(worker, { partyId: done.partyId, ids: 'all' });
		expect(await w.taken(occurrenceId)).toBe(1);
		w.stranger.clock.set('2026-11-30T08:00:00Z');
		expect(await codeOf(alone(w, occurrenceId, 3))).toBe('activities.occurrenceOver');
	});

	it('warns of a clash on half-open intervals and signs up all the same', async () => {
		const w = await world();
		const a = await w.activity({ title: '甲', startsAt: '2026-11-30T06:00:00Z', minutes: 60 });
		const b = await w.activity({ title: '乙', startsAt: '2026-11-30T07:00:00Z', minutes: 60 });
		const c = await w.activity({ title: '丙', startsAt: '2026-11-30T06:30:00Z', minutes: 60 });
		expect((await alone(w, a.occurrenceId, 1)).clashes).toEqual([]);
		expect((await alone(w, b.occurrenceId, 1)).clashes).toEqual([]);
		expect((await alone(w, c.occurrenceId, 1)).clashes.map(({ title }) => title)).toEqual(['甲', '乙']);
	});
});

it('opens a place to its key, its account and staff who keep the activity, and to nobody else', async () => {
	const w = await world();
	const { occurrenceId } = await w.activity({ capacity: 9 });
	const resident = someone('resident', null, phoneOf(1));
	const done = await signUp(w.as(resident), { occurrenceId, members: [{ who: 'named', name: '孙女' }], phone: phoneOf(1) });
	for (const ctx of [w.stranger, w.as(someone('resident', null, phoneOf(2))), w.as(someone('worker', w.communities[1]))]) expect(await codeOf(cancelSignup(ctx, { partyId: done.partyId, key: 'x'.repeat(22), ids: 'all' }))).toBe('platform.notFound');
	await cancelSignup(w.as(resident), { partyId: done.partyId, ids: 'all' });
	expect(await w.taken(occurrenceId)).toBe(0);
});

it('asks once for whom an account may speak before it shows the form', async () => {
	const w = await world();
	const { occurrenceId } = await w.activity();
	const child = await w.registered('小红', '2018-05-05');
	const guardian = someone('resident', null, phoneOf(1));
	await w.link(guardian.id!, child, 'guardian');
	const spy = vi.spyOn(pg.Client.prototype, 'query');
	try {
		const { own } = await joinForm(w.as(guardian), occurrenceId);
		expect(own.map(({ who, name }) => [who, name])).toEqual([['me', '账号'], ['person', '小红']]);
		const asked = spy.mock.calls.filter(([text]) => JSON.stringify(text).includes('account_link'));
		expect(asked).toHaveLength(1);
	} finally {
		spy.mockRestore();
	}
});

it('takes the year of birth from an account of which the register knows no birth date, for its holder and for others', async () => {
	const w = await world();
	const { occurrenceId } = await w.activity({ minAge: 16 });
	const resident = someone('resident', null, phoneOf(1));
	const [father, daughter] = [await w.registered('王建国'), await w.registered('王小红', '1999-01-01')];
	await w.link(resident.id!, father, 'proxy');
	await w.link(resident.id!, daughter, 'proxy');
	const by = (me: string | null, his: string | null, hers: string | null = null) =>
		signUp(w.as(resident), { occurrenceId, members: [{ who: 'me', birthYear: me }, { who: 'person', personId: father, birthYear: his }, { who: 'person', personId: daughter, birthYear: hers }] });
	const codes = (call: Promise<unknown>) => call.then(() => [], (error: AppError) => error.fields.map(({ path, code }) => `${path} ${code}`));
	expect(await codes(by(null, null))).toEqual(['members.0 activities.ageNeeded', 'members.1 activities.ageNeeded']);
	// What the register knows is not said otherwise.
	expect(await codes(by('2015', '1950', '2020'))).toEqual(['members.0 activities.tooYoung']);
	await by('1980', '1950');
	expect((await ownerPool().query('SELECT birth_year, on_word FROM activities.signup WHERE occurrence_id = $1 ORDER BY position', [occurrenceId])).rows).toEqual([
		{ birth_year: 1980, on_word: ['age'] },
		{ birth_year: 1950, on_word: ['age'] },
		{ birth_year: null, on_word: [] }
	]);
});

it('never writes somebody down without a name: an account by telephone tells its own once, and is known by it then', async () => {
	const w = await world();
	const [first, second] = [await w.activity(), await w.activity()];
	const resident = someone('resident', null, phoneOf(1));
	await ownerPool().query("INSERT INTO accounts.user (subdistrict_id, id, kind, name, phone_hash, phone_sealed, phone_masked, created_at) VALUES ($1, $2, 'resident', '', $3, $4, $5, now())", [w.id, resident.id, ...Object.values(phoneColumns(phoneOf(1)))]);
	const me = w.as(resident);
	const names = async (occurrenceId: string) => (await rosterOf(w.as(w.worker), { occurrenceId })).lines.map(({ name }) => name);
	expect((await joinForm(me, first.occurrenceId)).own[0]).toMatchObject({ who: 'me', asksName: '' });
	await expect(signUp(me, { occurrenceId: first.occurrenceId, members: [{ who: 'me' }] })).rejects.toMatchObject({ fields: [{ path: 'members.0.name', code: 'activities.nameMissing' }] });
	await signUp(me, { occurrenceId: first.occurrenceId, members: [{ who: 'me', name: '周小明' }] });
	expect((await joinForm(me, second.occurrenceId)).own[0]).toMatchObject({ who: 'me', asksName: '周小明' });
	await signUp(me, { occurrenceId: second.occurrenceId, members: [{ who: 'me' }] });
	expect([await names(first.occurrenceId), await names(second.occurrenceId)]).toEqual([['周小明'], ['周小明']]);
	// At the door too: whoever is on no list says a name once.
	const other = someone('resident', null, phoneOf(2));
	await ownerPool().query("INSERT INTO accounts.user (subdistrict_id, id, kind, name, phone_hash, phone_sealed, phone_masked, created_at) VALUES ($1, $2, 'resident', '', $3, $4, $5, now())", [w.id, other.id, ...Object.values(phoneColumns(phoneOf(2)))]);
	const there = w.as(other, '2026-11-30T05:50:00Z');
	const code = doorCode(first.occurrenceId);
	expect(await doorView(there, { occurrenceId: first.occurrenceId, code })).toMatchObject({ asksName: true });
	await expect(arrive(there, { occurrenceId: first.occurrenceId, code, clientId: newId() })).rejects.toMatchObject({ fields: [{ path: 'name', code: 'activities.nameMissing' }] });
	await arrive(there, { occurrenceId: first.occurrenceId, code, name: '吴梅', clientId: newId() });
	expect(await names(first.occurrenceId)).toEqual(['周小明', '吴梅']);
	expect(await doorView(there, { occurrenceId: first.occurrenceId, code })).toMatchObject({ asksName: false, selfCame: true });
});
