import { describe, expect, it } from 'vitest';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { decideChange, getChange, getService, listChanges, listOwnServices, listRevisions, proposeChange, saveOrganization, saveService, withdrawChange, type Service } from '../index.ts';

useDatabase();

async function setting() {
	const { id, communities } = await testSubdistrict();
	const manager = testCtx(id, person('manager'));
	const { id: organizationId } = await saveOrganization(manager, { name: '阳光家政', kind: 'company', communityId: communities[0] });
	const { id: otherOrganization } = await saveOrganization(manager, { name: '别家' });
	const { id: serviceId } = await saveService(manager, {
		organizationId,
		communityId: communities[0],
		name: '保洁',
		description: '打扫',
		costKind: 'paid',
		prices: [{ fen: 5000, unit: '小时', nature: 'market' }],
		places: [{ name: '门店', address: '白云路 1 号' }],
		phones: [{ number: '028-8000 0001' }]
	});
	const contact = testCtx(id, person('contact', null, organizationId));
	const worker = testCtx(id, person('worker', communities[0]));
	const service = async () => (await listOwnServices(contact, {}))[0]!;
	return { id, communities, manager, contact, worker, organizationId, otherOrganization, serviceId, service };
}

const draft = ({ version: _v, createdAt: _c, updatedAt: _u, assuredOn: _a, checkDue: _d, organization: _o, parts: _p, ...rest }: Service) => rest;

describe('a proposal of an organisation’s contact', () => {
	it('changes nothing until it is decided, then only what was accepted', async () => {
		const { contact, worker, serviceId, service } = await setting();
		const now = await service();
		const proposal = await proposeChange(contact, { service: { ...draft(now), name: '深度保洁', description: '打扫并消毒', prices: [{ fen: 6000, unit: '小时', nature: 'market' }] }, note: '涨价了' });
		expect(proposal.fields.sort()).toEqual(['description', 'name', 'prices']);
		expect(await getService(worker, { id: serviceId })).toMatchObject({ name: '保洁', version: 1 });

		const shown = await getChange(worker, { id: proposal.id });
		expect(shown.fields.find(({ field }) => field === 'name')).toEqual({ field: 'name', before: '保洁', after: '深度保洁', verdict: null });

		await expect(decideChange(worker, { id: proposal.id, accept: ['name'] })).rejects.toMatchObject({ code: 'directory.reasonMissing' });
		await decideChange(worker, { id: proposal.id, accept: ['name', 'description'], reason: '价格请先公示' });
		expect(await getService(worker, { id: serviceId })).toMatchObject({ name: '深度保洁', description: '打扫并消毒', prices: [{ fen: 5000 }], version: 2 });
		expect(await getChange(worker, { id: proposal.id })).toMatchObject({ status: 'partly', reason: '价格请先公示', fields: expect.arrayContaining([expect.objectContaining({ field: 'prices', verdict: 'refuse' })]) });
		expect((await listRevisions(worker, { entity: 'service', id: serviceId }))[0]).toMatchObject({ origin: 'contact', changed: { name: ['保洁', '深度保洁'] } });
		await expect(decideChange(worker, { id: proposal.id, accept: [], reason: '再来' })).rejects.toMatchObject({ code: 'directory.alreadyDecided' });
	});

	it('loses nothing that the desk changed while it waited, and says so', async () => {
		const { contact, worker, manager, serviceId, service } = await setting();
		const proposal = await proposeChange(contact, { service: { ...draft(await service()), name: '甲', description: '乙' } });
		await saveService(manager, { ...draft(await getService(manager, { id: serviceId })), name: '丙', alert: '春节停业' });
		const shown = await getChange(worker, { id: proposal.id });
		expect(shown.fields).toEqual([
			{ field: 'name', before: '保洁', after: '甲', nowDifferent: '丙', verdict: null },
			{ field: 'description', before: '打扫', after: '乙', verdict: null }
		]);
		await decideChange(worker, { id: proposal.id, accept: ['description'], reason: '名称以社区改的为准' });
		expect(await getService(worker, { id: serviceId })).toMatchObject({ name: '丙', description: '乙', alert: '春节停业' });
	});

	it('may be a new service, which belongs to the organisation’s community', async () => {
		const { contact, worker, organizationId, communities } = await setting();
		const proposal = await proposeChange(contact, { service: { organizationId, name: '擦窗', costKind: 'paid', prices: [{ fen: 8000, unit: '次', nature: 'market' }] } });
		expect(proposal.fields).not.toContain('description');
		const { serviceId } = await decideChange(worker, { id: proposal.id, accept: ['name', 'costKind', 'prices'] });
		expect(await getService(worker, { id: serviceId! })).toMatchObject({ name: '擦窗', communityId: communities[0], organizationId });
	});

	it('cannot touch what is the desk’s, nor another organisation’s entry, nor pile up', async () => {
		const { contact, otherOrganization, service, id } = await setting();
		const now = await service();
		await expect(proposeChange(contact, { service: { ...draft(now), status: 'retired', terms: ['x.y'], checkEveryDays: 3650 } })).rejects.toMatchObject({ code: 'directory.nothingProposed' });
		await expect(proposeChange(contact, { service: { ...draft(now), organizationId: otherOrganization } })).rejects.toMatchObject({ status: 403 });
		const stranger = testCtx(id, person('contact', null, otherOrganization));
		await expect(proposeChange(stranger, { service: { ...draft(now), organizationId: otherOrganization, name: '偷' } })).rejects.toMatchObject({ status: 403 });
		const { id: first } = await proposeChange(contact, { service: { ...draft(now), name: '一' } });
		await expect(proposeChange(contact, { service: { ...draft(now), name: '二' } })).rejects.toMatchObject({ code: 'directory.alreadyProposed' });
		await withdrawChange(contact, { id: first });
		await expect(proposeChange(contact, { service: { ...draft(now), name: '二' } })).resolves.toBeTruthy();
	});

	it('is decided only by those who keep the entry', async () => {
		const { contact, service, id, communities } = await setting();
		const { id: changeId } = await proposeChange(contact, { service: { ...draft(await service()), name: '一' } });
		const other = testCtx(id, person('worker', communities[1]));
		expect((await listChanges(other, {})).items).toEqual([]);
		await expect(getChange(other, { id: changeId })).rejects.toMatchObject({ status: 403 });
		await expect(decideChange(other, { id: changeId, accept: ['name'] })).rejects.toMatchObject({ status: 403 });
		await expect(decideChange(contact, { id: changeId, accept: ['name'] } as never)).rejects.toMatchObject({ status: 403 });
	});

	it('is decided once, by whoever comes first of ten at once', async () => {
		const { contact, worker, service, serviceId } = await setting();
		const { id } = await proposeChange(contact, { service: { ...draft(await service()), name: '一' } });
		const results = await Promise.allSettled(Array.from({ length: 10 }, () => decideChange(worker, { id, accept: ['name'] })));
		expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(await getService(worker, { id: serviceId })).toMatchObject({ version: 2 });
	});
});
