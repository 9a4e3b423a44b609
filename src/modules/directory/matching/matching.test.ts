import { describe, expect, it } from 'vitest';
import { builtInTerms, categories, cues } from '../terms/index.ts';
import { classifyNeed, classifyService } from './classify.ts';
import { Corpus } from './corpus.ts';
import { ages } from './language.ts';
import { matchServices } from './match.ts';
import type { MatchService } from './service.ts';
import { builtInTaxonomy } from './taxonomy.ts';
import { demoCorpus, demoMatchServices, measure } from './testset/measure.ts';
import { demoNeeds } from './testset/needs.ts';
import { offTopic } from './testset/offtopic.ts';
import { proposeTriage } from './triage.ts';

const NOW = new Date('2026-11-24T02:00:00Z');
const BARE = { id: 'a', version: 1, aliases: [], organizationName: '', description: '', termCodes: [], kind: 'service' as const };
const plain = (data: Partial<MatchService> & { name: string }): MatchService => ({
	...BARE, eligibility: { groups: [], communityIds: [] }, cost: { kind: 'free' }, ...data
});

describe('taxonomy', () => {
	const codes = new Set(builtInTerms.map((term) => term.code));

	it('has one place for each code, and every pointer leads to one', () => {
		expect(codes.size).toBe(builtInTerms.length);
		for (const term of builtInTerms) {
			if (term.parent) expect(codes).toContain(term.parent);
			for (const related of term.related) expect(codes, `${term.code} -> ${related}`).toContain(related);
			expect(Object.keys(categories)).toContain(term.category);
		}
		for (const code of cues.keys()) expect(codes).toContain(code);
	});

	it('gives every leaf residents’ words, providers’ words and a word field', () => {
		for (const term of builtInTerms.filter((candidate) => candidate.parent)) {
			expect(term.aliases.length, term.code).toBeGreaterThanOrEqual(4);
			expect(term.serviceWords.length, term.code).toBeGreaterThanOrEqual(3);
			expect(cues.get(term.code)?.length ?? 0, term.code).toBeGreaterThanOrEqual(15);
		}
	});
});

describe('sets of needs', () => {
	it.each([
		['test', 0.85, 0.95],
		['imported', 0.85, 0.95],
		['fresh', 0.85, 0.95],
		['last', 0.85, 0.95],
		['unseen', 0.9, 0.95],
		['hinting', 0.6, 0.7]
	] as const)('%s: hit@1 at least %f, hit@3 at least %f', (set, floor1, floor3) => {
		const figures = measure(set);
		expect(figures.hit1).toBeGreaterThanOrEqual(floor1);
		expect(figures.hit3).toBeGreaterThanOrEqual(floor3);
		expect(figures.noResult).toBeLessThanOrEqual(0.02);
	});

	it('reads services without terms from their text', () => {
		const services = demoMatchServices(false);
		const given = new Map(demoMatchServices(true).map((service) => [service.id, service.termCodes]));
		const right = services.filter((service) => given.get(service.id)!.includes(classifyService(service)[0]?.term ?? ''));
		expect(right.length / services.length).toBeGreaterThan(0.95);
	});
});

describe('confidence', () => {
	it('is not given to talk that is no need', () => {
		const corpus = demoCorpus(true);
		const fooled = offTopic.filter((text) => matchServices(text, {}, NOW, corpus)[0]?.confident);
		expect(fooled.length / offTopic.length).toBeLessThanOrEqual(0.2);
		expect(matchServices('asdfgh', {}, NOW, corpus)).toEqual([]);
	});

	it('is lost when the services that serve the need are taken away', () => {
		const all = demoMatchServices(true);
		const terms = new Map(all.map((service) => [service.id, service.termCodes]));
		let claimed = 0;
		for (const need of demoNeeds.slice(0, 60)) {
			const served = new Set(need.wants.flatMap((id) => terms.get(id)!));
			const corpus = new Corpus(builtInTaxonomy(), all.filter((service) => !service.termCodes.some((code) => served.has(code))));
			if (matchServices(need.says, {}, NOW, corpus)[0]?.confident) claimed++;
		}
		expect(claimed / 60).toBeLessThanOrEqual(0.15);
	}, 60_000);
});

describe('reasons', () => {
	it('quotes the need, with its negation, and names the term', () => {
		const [best] = matchServices('我妈一个人在家不会做饭', { age: 70 }, NOW, demoCorpus(true));
		expect(best?.serviceId).toBe('canteen');
		expect(best?.reasons[0]?.code).toBe('need');
		expect(best?.reasons[0]?.text).toMatch(/说到.*不会做饭.*对应“老年助餐”/);
		expect(best?.reasons).toContainEqual({ code: 'ageFits', text: '面向 60 岁以上，您符合' });
	});

	it('tells distance, slot and age in zh and en', () => {
		const service = plain({
			name: '水电维修', nextSlot: '2026-11-25T06:00:00Z', location: { lon: 113, lat: 23 },
			eligibility: { minAge: 60, groups: [], communityIds: [] }
		});
		const person = { age: 40, location: { lon: 113, lat: 23.0036 } };
		const corpus = new Corpus(builtInTaxonomy(), [service]);
		const text = (locale: 'zh' | 'en') => matchServices('水龙头漏水', person, NOW, corpus, { locale })[0]!;
		expect(text('zh').reasons.map((r) => r.text)).toEqual(expect.arrayContaining(['离您 400 米', '明天 14:00 有空位', '面向 60 岁以上，年龄可能不符', '免费']));
		expect(text('en').reasons.map((r) => r.text)).toEqual(expect.arrayContaining(['400 m from you', 'A place is free tomorrow 14:00']));
		expect(text('zh').confident).toBe(false);
	});
});

describe('fit', () => {
	it('prefers the nearer and the fitting one among equals, and breaks ties by id', () => {
		const near = plain({ id: 'z', name: '理发', location: { lon: 113, lat: 23 } });
		const far = plain({ id: 'a', name: '理发', location: { lon: 113.02, lat: 23 } });
		const corpus = new Corpus(builtInTaxonomy(), [far, near]);
		const order = (person = {}) => matchServices('想剪个头发', person, NOW, corpus).map((match) => match.serviceId);
		expect(order()).toEqual(['a', 'z']);
		expect(order({ location: { lon: 113, lat: 23 } })).toEqual(['z', 'a']);
	});
});

describe('corpus', () => {
	it('loads only what changed and drops what is gone', async () => {
		const services = demoMatchServices(true);
		const corpus = new Corpus(builtInTaxonomy(), services);
		const changed = { ...services[0]!, version: 2, name: '象棋角', aliases: [], description: '下象棋', termCodes: [] };
		const asked: string[] = [];
		const result = await corpus.sync([{ id: changed.id, version: 2 }, ...services.slice(2)], async (ids) => {
			asked.push(...ids);
			return [changed];
		});
		expect(result).toEqual({ loaded: 1, removed: 1 });
		expect(asked).toEqual([changed.id]);
		expect(matchServices('找人下象棋', {}, NOW, corpus, { limit: 2 }).map((match) => match.serviceId)).toContain(changed.id);
		expect(corpus.size).toBe(services.length - 1);
	});

	it('answers the same however it came to its state', async () => {
		const services = demoMatchServices(true);
		const grown = new Corpus(builtInTaxonomy());
		for (const service of [...services].reverse()) grown.put(service);
		for (const service of services.slice(0, 80)) grown.remove(service.id);
		for (const service of services.slice(0, 80)) grown.put(service);
		const built = new Corpus(builtInTaxonomy(), services);
		for (const { says } of demoNeeds.slice(0, 40)) {
			expect(matchServices(says, {}, NOW, grown)).toEqual(matchServices(says, {}, NOW, built));
		}
	});
});

describe('triage', () => {
	it.each([
		['楼道里有股燃气味', 'emergency', 'safety'],
		['门口井盖没了', 'emergency', 'safety'],
		['楼上独居老人联系不上两天了', 'emergency', 'safety'],
		['厨房水管爆了，水往外冒', 'urgent', 'repair'],
		['想问问低保怎么申请', 'normal', 'assistance']
	])('%s: %s, %s', (text, urgency, category) => {
		expect(proposeTriage(text)).toMatchObject({ urgency, category });
	});

	it.each([
		['谢谢你们，网格员小李特别热心，想送面锦旗', 'praise'],
		['楼上装修太吵了', 'complaint'],
		['举报有人聚众赌博', 'tipoff'],
		['建议小区门口加个减速带', 'suggestion'],
		['居住证怎么申请', 'enquiry'],
		['老人没人做饭', 'help']
	])('%s: %s', (text, type) => {
		expect(proposeTriage(text).type).toBe(type);
	});
});

describe('language', () => {
	it('reads ages in words and digits', () => {
		expect(ages('我妈七十八岁')).toEqual(['elder']);
		expect(ages('孩子1岁')).toEqual(['baby', 'child']);
		expect(ages('女儿读二年级')).toEqual(['child']);
		expect(ages('三十五岁')).toEqual([]);
	});

	it('hears through slips of the keyboard', () => {
		expect(classifyNeed('小区有人养恶权')[0]?.term).toBe('env.dog');
		expect(classifyNeed('电平车没地方冲电')[0]?.term).toBe('road.charging');
	});

	it('reads traditional characters and full width alike', () => {
		expect(classifyNeed('樓道燈壞了')[0]?.term).toBe('property.lights');
		expect(classifyNeed('ＷＩＦＩ连不上')[0]?.term).toBe('utility.network');
	});
});
