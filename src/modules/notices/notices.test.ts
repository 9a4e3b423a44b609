import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anonymous } from '#platform/context.ts';
import { newId } from '#platform/ids.ts';
import { person, testCtx, testDatabase, testSubdistrict, type TestDatabase } from '../../../tests/support/db.ts';
import { deskNotice, deskNotices, discardDraft, listNotices, newestNotices, publishNotice, readNotice, retireNotice, saveDraft, undoNotice } from './index.ts';

let database: TestDatabase;
let home: Awaited<ReturnType<typeof testSubdistrict>>;
beforeAll(async () => {
	database = await testDatabase();
	home = await testSubdistrict();
});
afterAll(() => database.drop());

const manager = (at?: string) => testCtx(home.id, person('manager'), at);
const worker = (i: 0 | 1, at?: string) => testCtx(home.id, person('worker', home.communities[i]), at);
const stranger = (at?: string) => testCtx(home.id, anonymous, at);
const text = (title: string, rest: object = {}) => ({ id: newId(), title, body: '正文', ...rest });

describe('who may write', () => {
	it('lets a worker publish for the own community, not for another and not for all', async () => {
		await expect(publishNotice(worker(0), text('自己社区', { communityId: home.communities[0] }))).resolves.toMatchObject({ version: 1 });
		await expect(publishNotice(worker(0), text('别的社区', { communityId: home.communities[1] }))).rejects.toMatchObject({ status: 403 });
		await expect(publishNotice(worker(0), text('全街道'))).rejects.toMatchObject({ status: 403 });
	});

	it('does not let a worker take over the notice or the draft of another community by naming the own', async () => {
		const theirs = text('一号', { communityId: home.communities[1] });
		await publishNotice(worker(1), theirs);
		const mine = { ...theirs, communityId: home.communities[0], version: 1 };
		await expect(publishNotice(worker(0), mine)).rejects.toMatchObject({ status: 403 });
		await expect(saveDraft(worker(0), mine)).rejects.toMatchObject({ status: 403 });
		await expect(retireNotice(worker(0), { id: theirs.id })).rejects.toMatchObject({ status: 403 });
		await expect(deskNotice(worker(0), { id: theirs.id })).rejects.toMatchObject({ status: 403 });
	});

	it('shows at the desk what one may edit and nothing else', async () => {
		const mine = await deskNotices(worker(0), { limit: 100 });
		expect(mine.items.every((line) => line.communityId === home.communities[0])).toBe(true);
		expect((await deskNotices(manager(), { limit: 100 })).items.length).toBeGreaterThan(mine.items.length);
	});
});

describe('what the public reads', () => {
	it('shows a notice from its beginning until its end; its address outlives its end, not its retirement', async () => {
		const { id } = await publishNotice(manager(), text('定时', { from: '2026-11-25T00:00:00Z', until: '2026-11-26T00:00:00Z' }));
		const listed = async (at: string) => (await listNotices(stranger(at), { limit: 50 })).items.some((line) => line.id === id);
		expect(await listed('2026-11-24T23:59:59Z')).toBe(false);
		await expect(readNotice(stranger('2026-11-24T23:59:59Z'), { id })).rejects.toMatchObject({ status: 404 });
		expect(await listed('2026-11-25T00:00:00Z')).toBe(true);
		expect(await listed('2026-11-26T00:00:00Z')).toBe(false);
		expect((await readNotice(stranger('2026-11-26T00:00:00Z'), { id })).state).toBe('ended');
		await retireNotice(manager('2026-11-25T12:00:00Z'), { id });
		await expect(readNotice(stranger('2026-11-25T13:00:00Z'), { id })).rejects.toMatchObject({ status: 404 });
	});

	it('pages by key: every notice once, newest first, pinned ones first and once', async () => {
		const other = await testSubdistrict();
		const ctx = testCtx(other.id, person('manager'));
		for (let i = 0; i < 25; i++) await publishNotice(ctx, text(`第${i}条`, { from: new Date(Date.UTC(2026, 9, 1, 0, i % 7)).toISOString(), pinned: i === 3 }));
		const seen: string[] = [];
		let after: string | undefined;
		let first = true;
		do {
			const page = await listNotices(testCtx(other.id), { after, limit: 10 });
			expect(page.pinned.length).toBe(first ? 1 : 0);
			seen.push(...page.pinned.map((line) => line.id), ...page.items.map((line) => line.id));
			after = page.next ?? undefined;
			first = false;
		} while (after);
		// On later pages a pinned notice may come again in its place by date; nothing is missing.
		expect(new Set(seen).size).toBe(25);
	});

	it('gives a community its own notices and those for all', async () => {
		const { items } = await listNotices(stranger(), { communityId: home.communities[0], limit: 50 });
		expect(items.every((line) => line.communityId === null || line.communityId === home.communities[0])).toBe(true);
		expect(items.length).toBeGreaterThan(0);
	});

	it('finds words as they stand, and takes % and _ for characters', async () => {
		await publishNotice(manager(), text('全场 50% 折扣是骗局'));
		const found = async (words: string) => (await listNotices(stranger(), { words, limit: 50 })).items.map((line) => line.title);
		expect(await found('50%')).toEqual(['全场 50% 折扣是骗局']);
		expect(await found('5_%')).toEqual([]);
		expect(await found("' OR 1=1 --")).toEqual([]);
		expect((await found('正文')).length).toBeGreaterThan(1);
		// All words, wherever they stand; width and case do not matter; a pair here and a pair there are no word.
		expect(await found('骗局 全场')).toEqual(['全场 50% 折扣是骗局']);
		expect(await found('５０％')).toEqual(['全场 50% 折扣是骗局']);
		expect(await found('骗')).toEqual(['全场 50% 折扣是骗局']);
		expect(await found('骗局全场')).toEqual([]);
		await publishNotice(manager(), text('上海自来水 水来自海上'));
		expect(await found('水来自来水')).toEqual([]);
	});

	it('pages through what the words find', async () => {
		for (let i = 0; i < 7; i++) await publishNotice(manager(), text(`体检安排第 ${i} 批`));
		const titles: string[] = [];
		let after: string | undefined;
		do {
			const page = await listNotices(stranger(), { words: '体检', after, limit: 3 });
			titles.push(...page.items.map(({ title }) => title));
			after = page.next ?? undefined;
		} while (after);
		expect(new Set(titles).size).toBe(7);
		expect(titles).toHaveLength(7);
	});

	it('never shows another subdistrict’s notices', async () => {
		const other = await testSubdistrict();
		const { id } = await publishNotice(testCtx(other.id, person('manager')), text('别的街道'));
		await expect(readNotice(stranger(), { id })).rejects.toMatchObject({ status: 404 });
		expect((await newestNotices(stranger(), {})).some((notice) => notice.id === id)).toBe(false);
	});

	it('refuses a cursor that is none', async () => {
		for (const after of ['x', '1.nothex', `1.${'0'.repeat(31)}`]) await expect(listNotices(stranger(), { after })).rejects.toMatchObject({ code: 'platform.notValid' });
	});
});

describe('drafts and changes', () => {
	it('keeps a draft beside what the public reads, until it is published or discarded', async () => {
		const notice = text('原来的');
		await publishNotice(manager(), notice);
		await saveDraft(manager(), { ...notice, version: 1, title: '改过的' });
		expect((await readNotice(stranger(), { id: notice.id })).title).toBe('原来的');
		expect((await deskNotice(manager(), { id: notice.id })).draft?.title).toBe('改过的');
		await publishNotice(manager(), { ...notice, version: 1, title: '改过的' });
		expect((await readNotice(stranger(), { id: notice.id })).title).toBe('改过的');
		expect((await deskNotice(manager(), { id: notice.id })).draft).toBeNull();
		await saveDraft(manager(), { ...notice, version: 2, title: '又改' });
		await discardDraft(manager(), { id: notice.id });
		expect((await deskNotice(manager(), { id: notice.id })).draft).toBeNull();
	});

	it('takes a form sent twice as one publication, and refuses to overwrite what somebody else published', async () => {
		const notice = text('两次');
		const [a, b] = await Promise.all([publishNotice(manager(), notice), publishNotice(manager(), notice)]);
		expect([a.version, b.version]).toEqual([1, 1]);
		await publishNotice(manager(), { ...notice, version: 1, title: '甲' });
		await expect(publishNotice(manager(), { ...notice, version: 1, title: '乙' })).rejects.toMatchObject({ code: 'platform.changed' });
	});

	it('takes back a first publication (it waits as a draft), a change, and a retirement', async () => {
		const notice = text('撤销我');
		await publishNotice(manager(), notice);
		await undoNotice(manager(), { id: notice.id });
		await expect(readNotice(stranger(), { id: notice.id })).rejects.toMatchObject({ status: 404 });
		expect((await deskNotice(manager(), { id: notice.id })).draft).toMatchObject({ title: '撤销我', version: 0 });

		await publishNotice(manager(), notice);
		await publishNotice(manager(), { ...notice, version: 1, title: '改坏了' });
		await undoNotice(manager(), { id: notice.id });
		expect((await readNotice(stranger(), { id: notice.id })).title).toBe('撤销我');
		const { draft, notice: now } = await deskNotice(manager(), { id: notice.id });
		expect(draft).toMatchObject({ title: '改坏了', version: now!.version });

		await retireNotice(manager(), { id: notice.id });
		await undoNotice(manager(), { id: notice.id });
		expect((await readNotice(stranger(), { id: notice.id })).title).toBe('撤销我');
	});

	it('does not take back after ten minutes, nor what somebody else did', async () => {
		const notice = text('太晚', { communityId: home.communities[0] });
		await publishNotice(worker(0), notice);
		const colleague = testCtx(home.id, { ...person('worker', home.communities[0]), id: 'test-colleague' });
		await expect(undoNotice(colleague, { id: notice.id })).rejects.toMatchObject({ code: 'notices.undoNotYours' });
		await expect(undoNotice(worker(0, '2026-11-24T02:10:01Z'), { id: notice.id })).rejects.toMatchObject({ code: 'notices.undoOver' });
		await expect(undoNotice(worker(0, '2026-11-24T02:09:59Z'), { id: notice.id })).resolves.toBeTruthy();
	});

	it('says what is missing, field by field', async () => {
		await expect(publishNotice(manager(), { id: newId(), title: ' ', body: '' })).rejects.toMatchObject({
			code: 'platform.invalidInput',
			fields: [
				{ path: 'title', code: 'notices.titleMissing' },
				{ path: 'body', code: 'notices.bodyMissing' }
			]
		});
		await expect(publishNotice(manager(), text('倒着', { from: '2026-11-26T00:00:00Z', until: '2026-11-25T00:00:00Z' }))).rejects.toMatchObject({ fields: [{ path: 'until', code: 'notices.untilBeforeFrom' }] });
	});
});
