import { beforeAll, expect, it } from 'vitest';
import { systemActor } from '#platform/context.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { useDatabase } from '../../../tests/support/db.ts';
import { asked, seqScans } from '../../../tests/support/plans.ts';
import { callbackList, casesByPhone, exportCases, followCase, listCases, missList, myCases, offerList, queueCounts, QUEUES, rateRecords, rates, seedRequests, similarCases } from './index.ts';
import { sweep } from './handling/sweep.ts';
import { PHONE, someone, tell, world, type World } from './requests.testing.ts';

useDatabase();

/*
 * Every question that a page asks is asked here of 20,000 cases, its plan looked at, and refused if it walks through a big
 * table from end to end. Rates read their whole period by nature; they are left out and measured in the bench.
 */
let w: World;
beforeAll(async () => {
	w = await world();
	await seedRequests(w.as(systemActor('test')), 20_000);
	await ownerPool().query('ANALYZE');
}, 120_000);

const BIG = ['request', 'round', 'event'];
const walks = async (run: () => Promise<unknown>) => {
	const questions = await asked(['requests'], run);
	expect(questions.length).toBeGreaterThan(0);
	return seqScans(w.id, questions, BIG);
};

it('would see a walk through the table', async () => {
	expect(await seqScans(w.id, [{ text: 'SELECT * FROM requests.request WHERE rating = $1', values: [3] }], BIG)).toHaveLength(1);
});

const PAGES: [string, (w: World) => Promise<unknown>][] = [
	...QUEUES.map((queue): [string, (w: World) => Promise<unknown>] => [`queue ${queue}`, (w) => listCases(w.as(w.worker), { queue })]),
	['list of a manager', (w) => listCases(w.as(w.manager), { queue: 'all' })],
	['second page', async (w) => listCases(w.as(w.manager), { queue: 'all', cursor: (await listCases(w.as(w.manager), { queue: 'all' })).next })],
	['by due', (w) => listCases(w.as(w.manager), { queue: 'open', sort: 'due' })],
	['by community and category', (w) => listCases(w.as(w.manager), { queue: 'all', communityId: w.communities[0], categoryCode: 'manhole' })],
	['by state', (w) => listCases(w.as(w.manager), { queue: 'all', states: ['declined'] })],
	['by words', (w) => listCases(w.as(w.manager), { queue: 'all', text: '轮椅坡道' })],
	['by number', (w) => listCases(w.as(w.manager), { queue: 'all', text: '20261124-0001' })],
	['by telephone', (w) => listCases(w.as(w.manager), { queue: 'all', text: PHONE })],
	['counts', (w) => queueCounts(w.as(w.worker), {})],
	['caller', (w) => casesByPhone(w.as(w.worker), { phone: PHONE })],
	['own cases', (w) => myCases(w.as(w.resident), { ended: false })],
	['own cases that ended', (w) => myCases(w.as(w.resident), { ended: true })],
	['offers', (w) => offerList(w.as(someone('contact', 'x', null, w.communities[0])), {})],
	['call-backs', (w) => callbackList(w.as(w.worker), {})],
	['unmet needs', (w) => missList(w.as(w.worker), {})],
	['duplicates', (w) => similarCases(w.as(w.worker), { text: '楼道灯不亮', categoryCode: 'corridor_light', point: { lon: 103.6, lat: 26.2 }, buildingId: w.communities[0], phone: PHONE })],
	['export', (w) => exportCases(w.as(w.manager), { filter: { queue: 'all' }, limit: 2000 })],
	['one case', async (w) => followCase(w.as(w.stranger), { ref: { number: (await tell(w, { channel: 'counter' }, w.worker)).number, phone: PHONE } })],
	['sweep', (w) => sweep(w.as(systemActor('job')))]
];

it.each(PAGES)('%s walks through no big table', async (_, page) => {
	expect(await walks(() => page(w))).toEqual([]);
});

it('reads a month of rates by the index of telling', async () => {
	const period = { from: '2026-11-01', to: '2026-11-30' };
	const found = await walks(async () => [await rates(w.as(w.manager), period), await rateRecords(w.as(w.manager), { ...period, rate: 'solve', part: 'numerator' })]);
	expect(found.filter((scan) => scan.startsWith('request:'))).toEqual([]);
});
