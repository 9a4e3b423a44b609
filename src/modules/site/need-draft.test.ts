import { afterAll, beforeAll, expect, it } from 'vitest';
import { ownerPool } from '#platform/db/pools.ts';
import { testCtx, testDatabase, testSubdistrict, type TestDatabase } from '../../../tests/support/db.ts';
import { dropDraft, emptyDraft, keepDraft, openDraft, sweepDrafts } from './need-draft.ts';

let database: TestDatabase;
let home: Awaited<ReturnType<typeof testSubdistrict>>;
beforeAll(async () => {
	database = await testDatabase();
	home = await testSubdistrict();
});
afterAll(() => database.drop());

const written = (text: string) => ({ ...emptyDraft(), text });

it('keeps what was typed under one key, sealed, and forgets it when it is sent', async () => {
	const ctx = testCtx(home.id);
	const key = await keepDraft(ctx, undefined, written('楼道灯不亮'));
	expect((await openDraft(ctx, key)).text).toBe('楼道灯不亮');
	expect(await keepDraft(ctx, key, written('楼道灯不亮三天了'))).toBe(key);
	expect((await openDraft(ctx, key)).text).toBe('楼道灯不亮三天了');
	const { rows } = await ownerPool().query('SELECT * FROM site.need_draft');
	expect(JSON.stringify(rows)).not.toContain('楼道');
	expect(JSON.stringify(rows)).not.toContain(key.split('.')[1]);
	await dropDraft(ctx, key);
	expect((await openDraft(ctx, key)).text).toBe('');
});

it('opens for its own key alone, and in its own subdistrict alone', async () => {
	const ctx = testCtx(home.id);
	const key = await keepDraft(ctx, undefined, written('私事'));
	const [id] = key.split('.');
	const guessed = `${id}.${'A'.repeat(22)}`;
	expect((await openDraft(ctx, guessed)).text).toBe('');
	expect((await openDraft(testCtx((await testSubdistrict()).id), key)).text).toBe('');
	for (const odd of ['', 'x', `${id}`, `${id}.`, `../..`, `${id}.${key}`]) expect((await openDraft(ctx, odd)).text).toBe('');
	// Writing with a wrong key makes another draft and leaves this one alone.
	expect(await keepDraft(ctx, guessed, written('别人'))).not.toBe(guessed);
	await dropDraft(ctx, guessed);
	expect((await openDraft(ctx, key)).text).toBe('私事');
});

it('is forgotten two hours after the last change', async () => {
	const ctx = testCtx(home.id);
	const key = await keepDraft(ctx, undefined, written('放着'));
	const later = testCtx(home.id, undefined, '2026-11-24T04:00:01Z');
	expect((await openDraft(later, key)).text).toBe('');
	await sweepDrafts(later);
	expect((await ownerPool().query('SELECT FROM site.need_draft WHERE subdistrict_id = $1', [home.id])).rowCount).toBe(0);
});
