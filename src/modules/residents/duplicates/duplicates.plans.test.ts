import { beforeAll, expect, it } from 'vitest';
import { ownerPool } from '#platform/db/pools.ts';
import { systemCtx } from '#platform/jobs.ts';
import { testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { asked, seqScans } from '../../../../tests/support/plans.ts';
import { findDuplicates } from './find.ts';

useDatabase();

/* 20,000 people, most unchanged for days, and 20,000 pairs that were decided: what changed is compared by index, never with everybody. */
let tenant: Awaited<ReturnType<typeof testSubdistrict>>;

beforeAll(async () => {
	tenant = await testSubdistrict();
	const owner = ownerPool();
	await owner.query(
		`INSERT INTO residents.person (subdistrict_id, id, name, name_masked, name_key, pinyin, sex, birth_date, community_id, phone_hash, phone_sealed, phone_masked, source_kind, created_at, changed_at)
		SELECT $1, gen_random_uuid(), x.name, '王**', x.name, 'a' || n % 900, '1', date '1930-01-01' + n % 15000, ($2::uuid[])[1 + n % 2], 'p' || n % 15000, 'x', 'x', 'import', now(), '2026-11-01'
		FROM generate_series(1, 20000) AS g(n) CROSS JOIN LATERAL (SELECT '王' || chr(19968 + n % 700) || chr(20000 + n % 300) AS name) x`,
		[tenant.id, tenant.communities]
	);
	await owner.query(
		`INSERT INTO residents.duplicate (subdistrict_id, id, person_a, person_b, score, reasons, state, found_at, decided_at)
		SELECT $1, gen_random_uuid(), least(a.id, b.id), greatest(a.id, b.id), 60, '{}', 'different', now(), now() - random() * interval '9 days'
		FROM (SELECT id, row_number() OVER () AS n FROM residents.person WHERE subdistrict_id = $1) a JOIN (SELECT id, row_number() OVER () AS n FROM residents.person WHERE subdistrict_id = $1) b ON b.n = a.n % 20000 + 1`,
		[tenant.id]
	);
	// Ten people are written down twice.
	await owner.query(
		`INSERT INTO residents.person (subdistrict_id, id, name, name_masked, name_key, pinyin, sex, birth_date, community_id, source_kind, created_at, changed_at)
		SELECT subdistrict_id, gen_random_uuid(), name, name_masked, name_key, pinyin, sex, birth_date, community_id, 'import', now(), '2026-11-01' FROM residents.person ORDER BY id LIMIT 10`
	);
	await owner.query(`UPDATE residents.person SET changed_at = '2026-11-24T01:59:00Z' WHERE id IN (SELECT id FROM residents.person LIMIT 20)`);
	await owner.query('ANALYZE');
}, 120_000);

it('what changed lately is compared by index', async () => {
	const ctx = { ...systemCtx(tenant.id, 'test'), clock: testCtx(tenant.id).clock };
	const questions = await asked(['residents'], () => findDuplicates(ctx, {}));
	expect(questions.length).toBeGreaterThan(0);
	expect(await seqScans(tenant.id, questions, ['person'])).toEqual([]);
});

it('everybody is compared without comparing everybody with everybody, and finds the planted pairs', async () => {
	const begun = Date.now();
	const { found } = await findDuplicates({ ...systemCtx(tenant.id, 'test'), clock: testCtx(tenant.id).clock }, { everybody: true });
	expect(Date.now() - begun).toBeLessThan(10_000);
	const { rows } = await ownerPool().query<{ n: number }>(
		`SELECT count(*)::int AS n FROM residents.person a JOIN residents.person b ON a.id < b.id AND a.name_key = b.name_key AND a.birth_date = b.birth_date
		WHERE NOT EXISTS (SELECT 1 FROM residents.duplicate d WHERE d.person_a = a.id AND d.person_b = b.id AND d.state = 'different')`
	);
	expect(rows[0]!.n).toBe(10);
	expect(found).toBeGreaterThanOrEqual(rows[0]!.n);
});
