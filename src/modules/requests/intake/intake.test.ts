import { expect, it } from 'vitest';
import { addBuildings, saveCompound } from '#modules/areas/index.ts';
import { anonymous, type Actor } from '#platform/context.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { useDatabase } from '../../../../tests/support/db.ts';
import { casesByPhone, followCase, getCase, join, listCases, missesByTerm, myCases, propose, similarCases, similarToCase, submit, withdraw } from '../index.ts';
import { joinPorts } from '../requests.ports.ts';
import { aResident, PHONE, tell, world } from '../requests.testing.ts';

useDatabase();

const count = async (sql: string, values: unknown[]) => Number((await ownerPool().query(sql, values)).rows[0].n);

it('keeps one case of twenty equal sends at once, and answers each with it', async () => {
	const w = await world();
	const clientId = newId();
	const told = await Promise.all(Array.from({ length: 20 }, () => tell(w, { clientId, reporter: { phone: PHONE } }, w.worker)));
	expect(new Set(told.map(({ id }) => id)).size).toBe(1);
	expect(told.filter(({ repeated }) => !repeated)).toHaveLength(1);
	expect(await count('SELECT count(*) n FROM requests.request WHERE subdistrict_id = $1', [w.id])).toBe(1);
	expect(await count('SELECT count(*) n FROM requests.event WHERE subdistrict_id = $1', [w.id])).toBe(1);
	expect((await tell(w, { clientId, text: '换了说法' }, w.worker)).number).toBe(told[0]!.number);
});

it('gives every case of a rush a number of its own, and none is lost to a refused send', async () => {
	const w = await world();
	const numbers: string[] = [];
	for (let round = 0; round < 4; round++) {
		const sent = await Promise.allSettled(
			Array.from({ length: 30 }, (_, i) => tell(w, { channel: 'counter', ...(i % 10 === 0 ? { categoryCode: 'no_such_thing' } : {}) }, w.worker))
		);
		numbers.push(...sent.flatMap((one) => (one.status === 'fulfilled' ? [one.value.number] : [])));
	}
	expect(numbers).toHaveLength(108);
	expect(new Set(numbers).size).toBe(108);
	for (const number of numbers) expect(number).toMatch(/^20261124-\d{4}$/);
});

it('numbers an ordinary day without gaps, and begins anew at the subdistrict’s midnight', async () => {
	const w = await world();
	const numbers: string[] = [];
	for (let i = 0; i < 3; i++) {
		numbers.push((await tell(w, {}, w.worker)).number);
		// A block is taken only in a hurry; real time decides that, so each telling stands alone here.
		await new Promise((resolve) => setTimeout(resolve, 2_050));
	}
	expect(numbers).toEqual(['20261124-0001', '20261124-0002', '20261124-0003']);
	w.clock.set('2026-11-24T15:59:59Z');
	expect((await tell(w, {}, w.worker)).number).toMatch(/^20261124-/);
	w.clock.set('2026-11-24T16:00:00Z');
	expect((await tell(w, {}, w.worker)).number).toBe('20261125-0001');
}, 20_000);

it('keeps telephone, name and door out of every plain column', async () => {
	const w = await world();
	const told = await tell(w, {
		text: '我家楼上漏水，电话12000000001，身份证999999198001011234，快来',
		categoryCode: 'upstairs_leak',
		answers: { where: '3号楼2单元501室', running: true },
		place: { communityId: w.communities[0], address: '幸福里3号楼2单元501室' }
	});
	const { rows } = await ownerPool().query('SELECT * FROM requests.request WHERE id = $1', [told.id]);
	const { text, answers, ...rest } = rows[0];
	expect(text).toContain('漏水');
	expect(answers.running).toBe(true);
	const plain = JSON.stringify(rest);
	for (const secret of ['12000000001', '张三丰', '2单元501', '198001011234']) expect(plain).not.toContain(secret);
	expect(rest).toMatchObject({ place_masked: '幸福里3号楼***', reporter_phone_masked: '120****0001', reporter_name_masked: '张**', public_place: false });
	expect((await listCases(w.as(w.worker), {})).items[0]!.summary).toContain('12****01');
});

it('asks for a telephone where the kind cannot do without, and takes an anonymous word where it can', async () => {
	const w = await world();
	const refused = (more: object, actor: Actor = anonymous) => tell(w, { reporter: {}, ...more }, actor).then(() => 'taken', (error) => `${error.fields?.[0]?.path}: ${error.fields?.[0]?.code}`);
	expect(await refused({ categoryCode: 'meal_service', answers: { for_whom: 'parent' } })).toBe('reporter.phone: requests.phoneNeeded');
	expect(await refused({ categoryCode: 'fire_lane', answers: { where: '3号楼前' } })).toBe('taken');
	expect(await refused({ categoryCode: null, type: 'help' })).toBe('reporter.phone: requests.phoneNeeded');
	expect(await refused({ categoryCode: null, type: 'tip_off' })).toBe('taken');
	expect(await refused({ categoryCode: 'meal_service', answers: { for_whom: 'parent' } }, w.resident)).toBe('taken');
	// Better known and not answerable than not known: the counter may write it down all the same.
	expect(await refused({ categoryCode: 'meal_service', channel: 'counter', answers: {} }, w.worker)).toBe('taken');
});

it('leaves no trace of who told it when a signed-in resident asks to stay unnamed', async () => {
	const w = await world();
	const told = await tell(w, { anonymous: true, categoryCode: 'fire_lane', answers: { where: '东门' }, reporter: {} }, w.resident);
	const { rows } = await ownerPool().query('SELECT r.*, e.actor_id FROM requests.request r JOIN requests.event e ON e.request_id = r.id WHERE r.id = $1', [told.id]);
	const audit = await ownerPool().query('SELECT actor_id, actor_name FROM platform.audit_log WHERE subject_id = $1', [told.id]);
	expect(audit.rows).toEqual([{ actor_id: null, actor_name: '' }]);
	expect(rows[0]).toMatchObject({ reporter_user_id: null, reporter_phone_hash: null, reporter_name_masked: '', anonymous: true, actor_id: null });
	expect((await myCases(w.as(w.resident), { ended: false })).items).toEqual([]);
	// The key on the answer page is the one way back.
	expect(await followCase(w.as(anonymous), { ref: { number: told.number, key: told.key } })).toMatchObject({ id: told.id });
});

it('names the answers that are missing or make no sense, and says not to wait where there is danger', async () => {
	const w = await world();
	await expect(tell(w, { answers: {} })).rejects.toMatchObject({ status: 422, fields: [{ path: 'answers.where', code: 'requests.answer_missing' }] });
	await expect(tell(w, { answers: { where: '楼道', days: -1 } })).rejects.toMatchObject({ fields: [{ path: 'answers.days', code: 'requests.answer_out_of_range' }] });
	const lift = await tell(w, { categoryCode: 'lift_fault', answers: { trapped: true, where: '3号楼' } });
	expect(lift.notices.map(({ zh }) => zh).join()).toContain('119');
});

it('refuses places that are not of this subdistrict', async () => {
	const w = await world();
	const other = await world();
	await expect(tell(w, { place: { communityId: other.communities[0], address: '' } })).rejects.toMatchObject({ fields: [{ path: 'place.communityId' }] });
});

it('slows a stranger, by address and by telephone, and not the counter', async () => {
	const w = await world();
	const codes = await Promise.all(Array.from({ length: 12 }, () => tell(w, {}, anonymous).then(() => 'ok', (error) => error.code)));
	expect(codes.filter((code) => code === 'ok')).toHaveLength(10);
	expect(new Set(codes)).toEqual(new Set(['ok', 'platform.tooMany']));
	await expect(tell(w, { channel: 'phone' }, w.worker)).resolves.toMatchObject({ repeated: false });
});

it('lets only the counter say channel and urgency', async () => {
	const w = await world();
	const byResident = await tell(w, { channel: 'counter', urgency: 'critical' });
	const byStaff = await tell(w, { channel: 'phone', urgency: 'critical' }, w.worker);
	const desk = w.as(w.worker);
	expect(await getCase(desk, { id: byResident.id })).toMatchObject({ channel: 'web', urgency: 'normal', reporter: { toldBy: 'self' } });
	expect(await getCase(desk, { id: byStaff.id })).toMatchObject({ channel: 'phone', urgency: 'critical', reporter: { toldBy: 'staff', registeredBy: '张伟' } });
});

it('shows the caller’s cases to the one who picks up the telephone, of their area only', async () => {
	const w = await world();
	const here = await tell(w);
	await tell(w, { place: { communityId: w.communities[1], address: '' } });
	expect((await casesByPhone(w.as(w.worker), { phone: '120 0000 0001' })).map(({ id }) => id)).toEqual([here.id]);
	expect(await casesByPhone(w.as(w.manager), { phone: PHONE })).toHaveLength(2);
	expect(await casesByPhone(w.as(w.worker), { phone: '12000000002' })).toEqual([]);
});

it('puts what nobody could serve on the list of unmet needs', async () => {
	const w = await world();
	const before = joinPorts({ proposer: { propose: async () => ({ terms: [{ code: 'child.afterSchool', score: 0.9 }], offers: [] }) } });
	try {
		const told = await tell(w, { text: '孩子放学没人接', categoryCode: null, answers: {} });
		expect(told.categoryCode).toBe('child_care');
		expect(await missesByTerm(w.as(w.worker), {})).toMatchObject([{ term: 'child.afterSchool', count: 1, cases: 1 }]);
		expect((await propose(w.as(anonymous), { text: '孩子放学没人接' })).category?.code).toBe('child_care');
	} finally {
		joinPorts(before);
	}
});

it('shows a passer-by that it is known, without a word or a number of who told it, and lets them join', async () => {
	const w = await world();
	const point = { lon: 104.06, lat: 30.6 };
	const told = await tell(w, { place: { communityId: w.communities[0], address: '红云小区3号楼', point } });
	await tell(w, { categoryCode: 'upstairs_leak', answers: { where: '3号楼', running: true }, place: { communityId: w.communities[0], address: '', point } });
	const known = await similarCases(w.as(anonymous), { text: '楼道灯不亮了', categoryCode: 'corridor_light', point: { lon: 104.0601, lat: 30.6 } });
	expect(known).toMatchObject([{ id: told.id, number: null, summary: null, place: '红云小区3号楼' }]);
	expect(JSON.stringify(known)).not.toContain('三天');
	const joined = await join(w.as(anonymous), { id: told.id, phone: '12000000077', said: '我家门口也黑' });
	expect(await join(w.as(anonymous), { id: told.id, phone: '12000000077' })).toMatchObject({ key: joined.key });
	const seen = await followCase(w.as(anonymous), { ref: { number: joined.number, phone: '12000000077' } });
	expect(seen).toMatchObject({ as: 'follower', text: '', messages: [] });
	expect(JSON.stringify(seen.history)).not.toContain('张');
	expect(seen.actions.filter(({ allowed }) => allowed).map(({ action }) => action)).toEqual(['chase', 'message', 'attach']);
	// A personal need is no pothole.
	const leak = (await listCases(w.as(w.worker), {})).items.find(({ categoryCode }) => categoryCode === 'upstairs_leak')!;
	await expect(join(w.as(anonymous), { id: leak.id, phone: '12000000077' })).rejects.toMatchObject({ status: 404 });
});

it('shows staff a personal need told twice, by the same caller or from one home, and nobody else', async () => {
	const w = await world();
	const compound = await saveCompound(w.as(w.manager), { communityId: w.communities[0], name: '红云里' });
	await addBuildings(w.as(w.manager), { compoundId: compound.id, from: 3, to: 3, units: 3, floors: 6, doorsPerFloor: 2 });
	const bath = (address: string, phone: string, text = '老人不能自己洗澡，想找人上门助浴') =>
		tell(w, { text, categoryCode: 'home_care', answers: { for_whom: 'parent', age: 82 }, place: { communityId: w.communities[0], address }, reporter: { phone } });
	const first = await bath('红云里3号楼2单元501', PHONE);
	const daughter = await bath('红云里 三栋 2单元501室', '12000000002', '我妈不能自己洗澡，能不能上门助浴');
	const neighbour = await bath('红云里3号楼2单元502', '12000000003');
	const again = await bath('', PHONE, '上次说的上门助浴，什么时候来');
	const seen = async (id: string, actor = w.worker) => (await similarToCase(w.as(actor), { id })).map((other) => [other.id, other.reasons.map(({ code }) => code)]);
	const found = new Map((await seen(first.id)) as [string, string[]][]);
	expect([...found.keys()].sort()).toEqual([daughter.id, again.id].sort());
	expect(found.get(daughter.id)).toContain('same_address');
	expect(found.get(again.id)).toContain('same_phone');
	expect(await seen(neighbour.id)).toEqual([]);
	// While it is being told, too; the address itself is in no answer.
	const draft = { text: '上门助浴，老人不能自己洗澡', categoryCode: 'home_care', address: '红云里3栋2单元501', buildingId: (await getCase(w.as(w.worker), { id: first.id })).place.buildingId };
	const known = await similarCases(w.as(w.worker), draft);
	expect(known.map(({ id }) => id).sort()).toEqual([first.id, daughter.id].sort());
	// An id may hold these digits by chance.
	expect(JSON.stringify(known.map(({ id: _, ...shown }) => shown))).not.toContain('501');
	expect(await similarCases(w.as(anonymous), draft)).toEqual([]);
	expect(await similarCases(w.as(w.otherWorker), draft)).toEqual([]);
	await expect(similarToCase(w.as(w.otherWorker), { id: first.id })).rejects.toMatchObject({ status: 404 });
});

it('finds a signed-in resident’s cases by the telephone they proved, whoever wrote them down', async () => {
	const w = await world();
	const told = await tell(w, { channel: 'phone' }, w.worker);
	expect((await myCases(w.as(w.resident), { ended: false })).items).toMatchObject([{ id: told.id, own: true, step: 'received' }]);
	expect((await myCases(w.as(aResident('12000000009')), { ended: false })).items).toEqual([]);
});

it('opens nothing for a wrong telephone, a wrong key or another’s number', async () => {
	const w = await world();
	const told = await tell(w);
	const other = await tell(w, { reporter: { phone: '12000000002' } });
	const at = (ref: object) => followCase(w.as(anonymous), { ref: ref as never }).then(() => 'open', (error) => error.code);
	expect(await at({ number: told.number, phone: '12000000002' })).toBe('platform.notFound');
	expect(await at({ number: told.number, key: other.key })).toBe('platform.notFound');
	expect(await at({ number: '20261124-9999', phone: PHONE })).toBe('platform.notFound');
	expect(await at({ id: told.id })).toBe('platform.notFound');
	expect(await at({ number: told.number, key: told.key })).toBe('open');
	const secret = await tell(w, { categoryCode: 'domestic_violence', answers: { danger: false } });
	expect(await at({ number: secret.number, phone: PHONE })).toBe('platform.notFound');
	expect(await at({ number: secret.number, key: secret.key })).toBe('open');
	const tries: string[] = [];
	for (let i = 0; i < 70; i++) tries.push(await at({ number: `20261124-${1000 + i}`, phone: '12000000088' }));
	expect(tries.filter((code) => code === 'platform.notFound')).toHaveLength(60);
	expect(tries.at(-1)).toBe('platform.tooMany');
});

it('takes hostile words as words', async () => {
	const w = await world();
	for (const text of ["'; DROP TABLE requests.request; --", '<script>alert(1)</script>', '\u202Eabc\u0007', '=HYPERLINK("x")', "\\'\\\\ & | ! ( ) :*"]) {
		const told = await submit(w.as(w.worker), { text, categoryCode: 'other', channel: 'counter' });
		expect((await getCase(w.as(w.manager), { id: told.id })).text).toBe(text.trim());
		await listCases(w.as(w.worker), { text: text.slice(0, 100) });
	}
});

it('gives a resident their cases page by page, the open and the ended apart', async () => {
	const w = await world();
	const told: string[] = [];
	for (let i = 0; i < 5; i++) {
		told.unshift((await tell(w)).id);
		w.clock.advance(60_000);
	}
	const seen: string[] = [];
	let cursor: string | null = null;
	do {
		const page: Awaited<ReturnType<typeof myCases>> = await myCases(w.as(w.resident), { ended: false, cursor, limit: 2 });
		seen.push(...page.items.map(({ id }) => id));
		cursor = page.next;
	} while (cursor);
	expect(seen).toEqual(told);
	await withdraw(w.as(w.resident), { ref: { id: told[0]! } });
	expect((await myCases(w.as(w.resident), { ended: true })).items).toMatchObject([{ id: told[0], state: 'withdrawn' }]);
	expect((await myCases(w.as(w.resident), { ended: false })).items).toHaveLength(4);
});
