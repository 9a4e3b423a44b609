import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '../../../../tests/support/db.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { world, type World } from '../volunteers.testing.ts';
import { listShifts } from './shift.queries.ts';

useDatabase();
let w: World;
beforeAll(async () => void (w = await world()));

/** So many shifts on a day, each a minute after the one before. */
const many = (n: number, on: string) =>
	ownerPool().query(
		`INSERT INTO volunteers.shift (subdistrict_id, id, activity_id, community_id, title, category, starts_at, ends_at, on_day, scan_key, created_at, changed_at)
		 SELECT $1, gen_random_uuid(), gen_random_uuid(), $2, '楼道清洁', 'civility', $3::date + n * interval '1 minute', $3::date + n * interval '1 minute' + interval '2 hours', $3::date, 'k', now(), now() FROM generate_series(1, $4) AS n`,
		[w.id, w.communities[0], on, n]
	);

test('the board shows a busy week whole, and says where it ends when there is more', async () => {
	const week = { from: '2027-03-01', to: '2027-03-07' };
	await many(60, '2027-03-02');
	expect(await listShifts(w.head, week)).toMatchObject({ shifts: { length: 60 }, more: false });
	await many(441, '2027-03-05');
	expect(await listShifts(w.head, week)).toMatchObject({ shifts: { length: 500 }, more: true });
});
