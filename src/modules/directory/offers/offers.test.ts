import { describe, expect, it } from 'vitest';
import { writeTx } from '#platform/db/tx.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { testCtx, person, useDatabase } from '../../../../tests/support/db.ts';
import { testDirectory } from '../../../../tests/support/directory.ts';
import { addAlias, addSlots, decideAliases, listAliases, listTerms, matchNeed, proposeNeed, retireTerm, saveService, saveTerm, searchServices, setServiceStatus } from '../index.ts';
import { learnAliases } from '../vocabulary/aliases.ts';
import { phrasesOf } from '../vocabulary/phrases.ts';
import { forgetSlots } from './memory.ts';

useDatabase();

async function stocked() {
	const directory = await testDirectory();
	const add = async (name: string, terms: string[], more: object = {}) => (await saveService(directory.manager, { organizationId: directory.organizationId, name, terms, ...more })).id;
	return {
		...directory,
		add,
		meal: await add('长者助餐', ['elder.meal'], { description: '为老年人提供午餐和晚餐', groups: ['elder'], minAge: 60 }),
		repair: await add('管道疏通', ['repair.drain'], { description: '疏通下水道、马桶、地漏' }),
		after: await add('四点半课堂', ['child.afterSchool'], { description: '小学生放学后看护' })
	};
}

describe('matching', () => {
	it('answers a need in a resident’s words with reasons, and sees changes at once', async () => {
		const { visitor, manager, meal, add } = await stocked();
		const [first] = await matchNeed(visitor, { text: '我妈一个人在家没人做饭' });
		expect(first).toMatchObject({ serviceId: meal, confident: true });
		expect(first!.reasons[0]!.text).toContain('做饭');
		await setServiceStatus(manager, { ids: [meal], status: 'paused' });
		expect((await matchNeed(visitor, { text: '我妈一个人在家没人做饭' })).map(({ serviceId }) => serviceId)).not.toContain(meal);
		const delivery = await add('送餐上门', ['elder.mealDelivery', 'elder.meal'], { description: '把午餐送到老人家里' });
		expect((await matchNeed(visitor, { text: '我妈一个人在家没人做饭' }))[0]).toMatchObject({ serviceId: delivery });
	});

	it('proposes terms, urgency and offers with a bookable time', async () => {
		const { visitor, manager, repair } = await stocked();
		await addSlots(manager, { serviceId: repair, from: '2026-11-25', to: '2026-11-25', weekdays: [3], starts: '09:00', ends: '10:00', places: 1 });
		forgetSlots(visitor.subdistrictId);
		const proposal = await proposeNeed(visitor, { text: '家里马桶堵了水漫出来了' });
		expect(proposal).toMatchObject({ confident: true, triage: { urgency: 'urgent' }, offers: [{ serviceId: repair, slot: { startsAt: new Date('2026-11-25T01:00:00Z') } }] });
	});

	it('says when nothing fits', async () => {
		const { visitor } = await stocked();
		expect(await matchNeed(visitor, { text: '%%%### 0000' })).toEqual([]);
		expect((await proposeNeed(visitor, { text: '想学开飞机' })).confident).toBe(false);
		expect(await searchServices(visitor, { q: '想学开飞机' })).toMatchObject({ confident: false });
	});

	it('searches by words within the filters, page by page, each once', async () => {
		const { visitor, add } = await stocked();
		for (let i = 0; i < 6; i++) await add(`助餐点${i}`, ['elder.meal'], { description: '老年人午餐', costKind: i % 2 ? 'paid' : 'free' });
		const seen: string[] = [];
		let after: string | undefined;
		do {
			const found = await searchServices(visitor, { q: '老人吃饭', cost: 'paid', limit: 2, after });
			seen.push(...found.items.map(({ name }) => name));
			after = found.next ?? undefined;
		} while (after);
		expect(seen.sort()).toEqual(['助餐点1', '助餐点3', '助餐点5']);
	});

	it('knows nothing of another subdistrict', async () => {
		const one = await stocked();
		const other = await testDirectory();
		expect(await matchNeed(other.visitor, { text: '我妈一个人在家没人做饭' })).toEqual([]);
		expect(await matchNeed(one.visitor, { text: '我妈一个人在家没人做饭' })).not.toEqual([]);
	});
});

describe('residents’ words', () => {
	it('are kept as a hash when one person said them, proposed when another does, and count once confirmed', async () => {
		const { id, visitor, manager, after } = await stocked();
		const text = '想组个呱唧局，等不及了';
		const hear = () => writeTx<'directory', void>(manager, (tx) => learnAliases(tx, { text, termCode: 'child.afterSchool' }));
		expect((await matchNeed(visitor, { text: '组个呱唧局' })).map(({ serviceId }) => serviceId)).not.toContain(after);
		await hear();
		expect(await listAliases(manager, { status: 'proposed' })).toEqual([]);
		const { rows } = await ownerPool().query(`SELECT phrase FROM directory.alias WHERE subdistrict_id = $1 AND status = 'heard'`, [id]);
		expect(rows).toEqual([{ phrase: null }, { phrase: null }]);
		await hear();
		const proposed = await listAliases(manager, { status: 'proposed' });
		expect(proposed.map(({ phrase, termCode, times }) => [phrase, termCode, times])).toEqual(expect.arrayContaining([['想组个呱唧局', 'child.afterSchool', 2]]));
		await decideAliases(manager, { ids: proposed.filter(({ phrase }) => phrase.includes('呱唧')).map(({ id }) => id), status: 'confirmed' });
		expect((await matchNeed(visitor, { text: '组个呱唧局' }))[0]).toMatchObject({ serviceId: after });
	});

	it('that were refused are not proposed again', async () => {
		const { manager } = await stocked();
		const hear = () => writeTx<'directory', void>(manager, (tx) => learnAliases(tx, { text: '随便说说的话', termCode: 'elder.meal' }));
		await hear();
		await hear();
		const [alias] = await listAliases(manager, { status: 'proposed' });
		await decideAliases(manager, { ids: [alias!.id], status: 'refused' });
		await hear();
		expect(await listAliases(manager, { status: 'proposed' })).toEqual([]);
		expect((await listAliases(manager, { status: 'refused' }))[0]).toMatchObject({ times: 3 });
	});

	it('leave out who said them and where', () => {
		expect(phrasesOf('您好，我叫王小明，住3号楼2单元，电话13800001111，楼上漏水滴到我家了')).toEqual(['楼上漏水滴到我家了']);
		expect(phrasesOf('李阿姨，请问老人怎么办优待证？')).toEqual(['老人怎么办优待证']);
	});

	it('are decided by heads and managers', async () => {
		const { id } = await testDirectory();
		const worker = testCtx(id, person('worker'));
		await expect(addAlias(worker, { term: 'elder.meal', phrase: '开小灶' })).rejects.toMatchObject({ status: 403 });
	});
});

describe('need terms', () => {
	it('come with a new subdistrict, can be changed, added and retired', async () => {
		const { manager, visitor } = await testDirectory();
		const terms = await listTerms(visitor, {});
		expect(terms.length).toBeGreaterThan(150);
		expect(terms.find(({ code }) => code === 'elder.meal')).toMatchObject({ parentCode: 'elder', mappings: expect.arrayContaining([{ scheme: 'complaint', code: 'elder' }]) });
		await saveTerm(manager, { code: 'elder.karaoke', zh: '老年合唱', en: 'Singing', mappings: [{ scheme: 'complaint', code: 'culture' }, { scheme: 'DB44/T 2479-2024', code: '0101' }] });
		expect((await listTerms(visitor, {})).find(({ code }) => code === 'elder.karaoke')).toMatchObject({ parentCode: 'elder', mappings: expect.arrayContaining([{ scheme: 'DB44/T 2479-2024', code: '0101' }]) });
		await retireTerm(manager, { code: 'elder.karaoke', retired: true });
		expect((await listTerms(visitor, {})).map(({ code }) => code)).not.toContain('elder.karaoke');
		await expect(saveTerm(manager, { code: 'nowhere.leaf', zh: '无' })).rejects.toMatchObject({ fields: [{ path: 'code', code: 'directory.noSuchTerm' }] });
		await expect(saveTerm(manager, { code: 'elder.meal', version: 99, zh: '改' })).rejects.toMatchObject({ code: 'directory.changedMeanwhile' });
	});
});
