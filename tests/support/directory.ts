import { person, testCtx, testSubdistrict } from './db.ts';
import { writeTx } from '#platform/db/tx.ts';
import { saveOrganization } from '#modules/directory/index.ts';
import type { ServiceDraft } from '#modules/directory/directory.schemas.ts';
import { installTerms } from '#modules/directory/vocabulary/install-terms.ts';

/** For tests: a subdistrict with its terms, a manager, a visitor, and an organisation. */
export async function testDirectory() {
	const { id, communities } = await testSubdistrict();
	const manager = testCtx(id, person('manager'));
	await writeTx<'directory', number>(manager, installTerms);
	const { id: organizationId } = await saveOrganization(manager, { name: '红云幸福食堂', kind: 'social', communityId: communities[0], phones: [{ number: '0999-1234567', extension: '8', label: '前台' }], description: '社区食堂' });
	return { id, communities, manager, organizationId, visitor: testCtx(id) };
}

/** An entry in which every part is filled. */
export const fullEntry = (organizationId: string, communities: readonly string[] = []): ServiceDraft => ({
	organizationId,
	externalId: 'A-001',
	kind: 'service',
	name: '长者助餐',
	nameEn: 'Meals for older people',
	aliases: ['幸福食堂', '老年餐'],
	description: '午晚两餐，两荤两素一汤。\n可选低盐。',
	descriptionEn: 'Lunch and dinner.',
	alert: '国庆当天只供午餐',
	url: 'https://example.org/meals',
	email: 'meals@example.org',
	terms: ['elder.meal'],
	groups: ['elder', 'lowIncome'],
	minAge: 60,
	maxAge: 120,
	communities: [...communities],
	conditions: '本街道居住',
	conditionsEn: 'Living in the subdistrict',
	costKind: 'subsidised',
	costNote: '街道补贴',
	prices: [
		{ group: 'elder', fen: 1200, unit: '份' },
		{ group: 'lowIncome', fen: 0 },
		{ label: '', fen: 1850, unit: '份', nature: 'market', note: '不含汤' }
	],
	documents: [{ text: '身份证', note: '原件' }, { text: '优待证' }],
	steps: [{ title: '登记', text: '到前台登记', clock: '当场' }, { title: '取餐' }],
	promisedDays: 1,
	statutoryDays: 5,
	legalBasis: '《老年人权益保障法》第三十七条',
	languages: ['zh', 'yue'],
	communityId: communities[0] ?? null,
	checkEveryDays: 30,
	places: [
		{ name: '总店', address: '红云路 8 号', lon: 103.61, lat: 26.21, accessibility: ['ramp', 'largePrint'], transportation: '3 路公交', note: '一楼' },
		{ name: '分店', address: '白云路 2 号', lon: 103.62, lat: 26.22 }
	],
	schedules: [
		{
			place: 0,
			calendar: 'civil',
			openings: [1, 2, 3, 4, 5].flatMap((weekday) => [{ weekday, opens: 630, closes: 780 }, { weekday, opens: 990, closes: 1110 }]),
			exceptions: [{ from: '2027-02-01', to: '2027-02-03', reason: '盘点' }, { from: '2027-02-04', to: '2027-02-04', opens: 660, closes: 720, reason: '只供午餐' }]
		},
		{ place: 1, calendar: 'weekly', validFrom: '2026-11-01', validTo: '2027-03-31', note: '冬季', openings: [{ weekday: 6, opens: 1080, closes: 1560 }], exceptions: [] }
	],
	phones: [{ number: '0999-7654321', label: '订餐' }, { number: '12345', extension: '6' }],
	capacities: [{ unit: '座', available: 12, maximum: 80, note: '午餐' }]
});
