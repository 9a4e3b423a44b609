import { beforeAll, expect, it } from 'vitest';
import { ownerPool } from '#platform/db/pools.ts';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../tests/support/db.ts';
import { asked, seqScans } from '../../../tests/support/plans.ts';
import { deskNotice, deskNotices, listNotices, newestNotices, readNotice } from './index.ts';

useDatabase();

/* Fifty years of notices; no page may walk through them, the search by words neither. */
let tenant: Awaited<ReturnType<typeof testSubdistrict>>;
let one: string;
beforeAll(async () => {
	tenant = await testSubdistrict();
	await ownerPool().query(
		`INSERT INTO notices.notice (subdistrict_id, id, community_id, category, title, body, pinned, publish_from, updated_at, updated_by, search)
		SELECT $1, gen_random_uuid(), (ARRAY[null, $2, $3]::uuid[])[n % 3 + 1], (ARRAY['notice', 'public', 'safety', 'utility', 'activity', 'policy'])[n % 6 + 1], '通知' || n, repeat('正文', 300), n % 4000 = 0, timestamptz '2026-11-24 02:00Z' - n * interval '20 minutes', timestamptz '2026-11-24 02:00Z' - n * interval '20 minutes', '周岚', array_to_tsvector(ARRAY['正文', '文正', '文', '通知', '知' || left(n::text, 1)])
		FROM generate_series(1, 20000) n`,
		[tenant.id, ...tenant.communities]
	);
	await ownerPool().query('ANALYZE');
	one = (await ownerPool().query<{ id: string }>('SELECT id FROM notices.notice ORDER BY publish_from DESC LIMIT 1')).rows[0]!.id;
}, 60_000);

it.each<[string, () => Promise<unknown>]>([
	['the public list', () => listNotices(testCtx(tenant.id), {})],
	['its second page', async () => listNotices(testCtx(tenant.id), { after: (await listNotices(testCtx(tenant.id), {})).next! })],
	['of a community', () => listNotices(testCtx(tenant.id), { communityId: tenant.communities[0] })],
	['of a kind', () => listNotices(testCtx(tenant.id), { category: 'safety' })],
	['by words', () => listNotices(testCtx(tenant.id), { words: '通知1999' })],
	['by words that stand in every one, its second page', async () => listNotices(testCtx(tenant.id), { words: '正文', after: (await listNotices(testCtx(tenant.id), { words: '正文' })).next! })],
	['the feed', () => newestNotices(testCtx(tenant.id), {})],
	['one notice', () => readNotice(testCtx(tenant.id), { id: one })],
	['the desk’s list', () => deskNotices(testCtx(tenant.id, person('manager')), {})],
	['the desk’s list of a community', () => deskNotices(testCtx(tenant.id, person('worker', tenant.communities[1])), {})],
	['one notice at the desk', () => deskNotice(testCtx(tenant.id, person('manager')), { id: one })]
])('%s walks through no big table', async (_, run) => {
	const questions = await asked(['notices'], run);
	expect(questions.length).toBeGreaterThan(0);
	expect(await seqScans(tenant.id, questions, ['notice'])).toEqual([]);
});
