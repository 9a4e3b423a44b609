import { expect, test } from 'vitest';
import { asOwner } from '../support/database.ts';
import { call, dataDir, inside, Visitor } from '../support/http.ts';
import { newToken } from './api.ts';

const FIFTY = Array.from({ length: 50 }, (_, i) => i);

/** A slot of the demonstration that is still to come, left with one free place. */
const onePlace = () =>
	asOwner(dataDir, async (owner) => {
		const { rows } = await owner.query<{ id: string; service_id: string }>(
			`UPDATE directory.slot SET places = taken + 1 WHERE (subdistrict_id, id) = (
				SELECT s.subdistrict_id, s.id FROM directory.slot s JOIN directory.service v ON v.subdistrict_id = s.subdistrict_id AND v.id = s.service_id
				WHERE v.status = 'active' AND s.cancelled_at IS NULL AND s.starts_at > now() + interval '1 day' ORDER BY s.starts_at DESC LIMIT 1)
			RETURNING id, service_id`
		);
		if (!rows[0]) throw new Error('the demonstration has no slot to come');
		return rows[0];
	});

const state = (slotId: string) =>
	asOwner(dataDir, async (owner) => {
		const { rows } = await owner.query<{ taken: number; places: number; bookings: number; booked: number; cases: number }>(
			`SELECT s.taken, s.places,
				(SELECT coalesce(sum(b.places), 0)::int FROM directory.booking b WHERE b.subdistrict_id = s.subdistrict_id AND b.slot_id = s.id AND b.cancelled_at IS NULL) AS bookings,
				(SELECT count(*)::int FROM requests.offer o WHERE o.subdistrict_id = s.subdistrict_id AND o.slot_id = s.id AND o.state = 'booked') AS booked,
				(SELECT count(*)::int FROM requests.request r WHERE r.subdistrict_id = s.subdistrict_id AND r.text LIKE '一个名额 %') AS cases
			FROM directory.slot s WHERE s.id = $1`,
			[slotId]
		);
		return rows[0]!;
	});

test('of fifty who send a need with the same one place, over the API and at once, one gets it and the others are told', async () => {
	const slot = await onePlace();
	const before = await state(slot.id);
	const token = await newToken('requests:submit');
	const answers = await Promise.all(
		FIFTY.map(async (i) => {
			const answer = await call('/api/v1/requests', {
				method: 'POST',
				headers: { 'content-type': 'application/json', ...(i % 2 ? { authorization: `Bearer ${token}` } : {}) },
				body: JSON.stringify({ clientId: crypto.randomUUID(), text: `一个名额 ${i}`, type: 'help', reporter: { phone: `1205555${String(i).padStart(4, '0')}` }, chosen: { serviceId: slot.service_id, slotId: slot.id } })
			});
			return { status: answer.status, body: (await answer.json()) as { error?: { code: string } } };
		})
	);
	const refused = answers.filter(({ status }) => status !== 201);
	expect(answers.length - refused.length, JSON.stringify(answers.slice(0, 3))).toBe(1);
	expect([...new Set(refused.map(({ status, body }) => `${status} ${body.error?.code}`))]).toEqual(['409 requests.slotFull']);
	const after = await state(slot.id);
	expect(after.taken).toBe(after.places);
	expect(after.bookings).toBe(before.bookings + 1);
	expect(after.booked).toBe(before.booked + 1);
	// Whoever was refused has no half of a case: they choose another time and send the same need again.
	expect(after.cases - before.cases).toBe(1);
});

test('of fifty who tap the same one place on their phones, one gets it and the others keep all that they typed', async () => {
	const slot = await onePlace();
	const before = await state(slot.id);
	const sent = await Promise.all(
		FIFTY.map(async (i) => {
			const visitor = new Visitor();
			await visitor.post('/tell?/say', [['text', `一个名额 ${i}`]]);
			// The form carries the choice itself, so that a second tap is still the same need.
			const answer = await visitor.post('/tell/details?/send', [['clientId', crypto.randomUUID()], ['text', `一个名额 ${i}`], ['chosen', slot.service_id], ['slot', slot.id], ['phone', `1206666${String(i).padStart(4, '0')}`], ['name', `名字${i}`]]);
			return { i, status: answer.status, location: answer.headers.get('location'), html: await answer.text() };
		})
	);
	const through = sent.filter(({ status }) => status === 303);
	expect(through.map(({ location }) => inside(location!).slice(0, 6))).toEqual(['/case/']);
	for (const { i, status, html } of sent.filter(({ status }) => status !== 303)) {
		expect(status, html.slice(0, 300)).toBe(409);
		expect(html).toContain(`名字${i}`);
		expect(html).toContain(`1206666${String(i).padStart(4, '0')}`);
	}
	const after = await state(slot.id);
	expect(after).toMatchObject({ taken: after.places, bookings: before.bookings + 1, booked: before.booked + 1 });
	expect(after.cases - before.cases).toBe(1);
});
