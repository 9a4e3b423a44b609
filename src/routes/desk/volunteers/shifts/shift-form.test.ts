import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '../../../../../tests/support/db.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { getShift } from '#modules/volunteers/index.ts';
import { world, type World } from '#modules/volunteers/volunteers.testing.ts';
import { saveFromForm } from './shift-form.server.ts';

useDatabase();
let w: World;
beforeAll(async () => void (w = await world()));

test('a shift led by somebody of another community is changed without changing the lead', async () => {
	const lead = await w.volunteer();
	await ownerPool().query('UPDATE volunteers.volunteer SET community_id = $3 WHERE subdistrict_id = $1 AND id = $2', [w.id, lead.id, w.communities[1]]);
	const { id } = await w.shift({ on: '2027-03-10', leadVolunteerId: lead.id });
	const before = await getShift(w.head, { id });
	expect(before.leadNumber).toMatch(/^\d{18}$/);
	const form = { communityId: before.communityId, title: '楼道大扫除', place: before.place, category: before.category, on: before.onDay, from: '10:00', to: '12:00', version: String(before.version), roles: [{ id: before.roles[0]!.id, name: '志愿者', needed: '5' }] };
	await saveFromForm(w.head, { ...form, leadNumber: before.leadNumber }, { id });
	const after = await getShift(w.head, { id });
	expect(after).toMatchObject({ title: '楼道大扫除', leadVolunteerId: lead.id });
	await saveFromForm(w.head, { ...form, version: String(after.version), leadNumber: '' }, { id });
	expect(await getShift(w.head, { id })).toMatchObject({ leadVolunteerId: null, leadNumber: '' });
});
