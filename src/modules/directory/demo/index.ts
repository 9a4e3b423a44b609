import { listCommunities } from '#modules/areas/index.ts';
import { addDemoAccount } from '#platform/accounts/demo.ts';
import type { Ctx } from '#platform/context.ts';
import { addDays, dateIn } from '#platform/dates/index.ts';
import { writeTx } from '#platform/db/tx.ts';
import { roundPosition, type Position } from '#platform/geo/index.ts';
import type { AccessibilityCode, GroupCode, OrganizationKind } from '../directory.model.ts';
import type { ServiceDraft } from '../directory.schemas.ts';
import { addSlots } from '../booking/slots.ts';
import { saveOrganization } from '../entries/organizations.ts';
import { saveService } from '../entries/services.ts';
import { parsePrices } from '../exchange/cell-prices.ts';
import { recordChecks } from '../freshness/freshness.ts';
import { clockMinute } from '../hours/hours.ts';
import { learnAliases } from '../vocabulary/aliases.ts';
import { installTerms } from '../vocabulary/install-terms.ts';
import { demoOrganisations, demoServices, type CommunityKey, type DemoOpening, type DemoOrganisation, type DemoService } from './services.ts';

const ORGANISATION_KINDS: Record<DemoOrganisation['kind'], OrganizationKind> = { government: 'government', community: 'public', health: 'public', school: 'public', company: 'company', shop: 'shop', nonprofit: 'social', group: 'team' };
const COMMUNITIES: Record<CommunityKey, string> = { hongyun: '红云社区', baiyun: '白云社区', cuihu: '翠湖社区', qipan: '棋盘社区' };
/** Who speaks for two of the organisations. */
const CONTACTS = [
	{ key: 'care', username: 'nuanyang', name: '郑晓燕' },
	{ key: 'clinic', username: 'weisheng', name: '冯涛' }
] as const;
const METRES_PER_DEGREE = 111_320;
const DAY_MS = 86_400_000;
/** Bookable times are opened this far ahead. */
const SLOT_DAYS = 27;

/** Fills the fictional subdistrict's directory, each entry as its desk would have entered it. */
export async function demoDirectory(ctx: Ctx): Promise<void> {
	await writeTx<'directory', number>(ctx, installTerms);
	const communities = new Map((await listCommunities(ctx, {})).map((community) => [community.name, community]));
	const communityOf = (key: CommunityKey) => communities.get(COMMUNITIES[key]);
	const organisations = new Map<string, { id: string; demo: DemoOrganisation }>();
	for (const demo of demoOrganisations) {
		const { id } = await saveOrganization(ctx, {
			kind: ORGANISATION_KINDS[demo.kind],
			name: demo.name,
			description: demo.about,
			communityId: demo.kind === 'government' ? null : (communityOf(demo.community)?.id ?? null),
			phones: [{ number: demo.phone }]
		});
		organisations.set(demo.key, { id, demo });
	}
	const saved = new Map<string, string>();
	for (const demo of demoServices) {
		const organisation = organisations.get(demo.organisation)!;
		// As of the day on which it was last checked, so that the list of checks to make is not empty.
		const then = { ...ctx, clock: { now: () => new Date(ctx.clock.now().getTime() - demo.assuredDaysAgo * DAY_MS) } };
		const { id } = await saveService(then, draftOf(demo, organisation, communityOf, dateIn(ctx.clock.now(), 'Asia/Shanghai').slice(0, 4)));
		saved.set(demo.key, id);
		await openSlots(ctx, id, demo);
	}
	for (const { key, username, name } of CONTACTS) {
		const organisation = organisations.get(key)!;
		await addDemoAccount(ctx, { username, name, what: `单位联系人 · ${organisation.demo.name}`, grants: [{ role: 'contact', communityId: null, organizationId: organisation.id }] });
	}
	await somethingToDo(ctx, saved);
}

function draftOf(demo: DemoService, { id, demo: organisation }: { id: string; demo: DemoOrganisation }, communityOf: (key: CommunityKey) => { id: string; lon: number | null; lat: number | null; address: string } | undefined, year: string): ServiceDraft {
	const community = communityOf(organisation.community);
	const at = community?.lon != null && community.lat != null ? offset([community.lon, community.lat], organisation.at) : null;
	const opening = demo.opening ?? organisation.opening;
	// Of what is free, the words alone are kept: a sum in them is a deposit or a prize.
	const read = demo.cost.text && demo.cost.kind !== 'free' ? parsePrices(demo.cost.text) : null;
	const told = read?.every(({ label }) => label === '') ? read : [];
	return {
		organizationId: id,
		kind: demo.kind,
		name: demo.name,
		aliases: demo.aliases,
		description: demo.description,
		terms: demo.terms,
		groups: demo.eligibility.groups as GroupCode[],
		minAge: demo.eligibility.minAge ?? null,
		maxAge: demo.eligibility.maxAge ?? null,
		communities: demo.eligibility.communities.flatMap((key) => communityOf(key)?.id ?? []),
		conditions: demo.eligibility.text ?? '',
		costKind: demo.cost.kind,
		costNote: demo.cost.text ?? '',
		prices: demo.cost.prices?.map((price) => priceOf(price, demo.cost.kind)).sort((a, b) => Number(a.group === null) - Number(b.group === null)) ?? told.map((price) => ({ ...price, nature: demo.cost.kind === 'paid' ? ('market' as const) : ('welfare' as const) })),
		documents: demo.documents.map((text) => ({ text })),
		steps: demo.steps.map((title) => ({ title })),
		promisedDays: demo.workingDays ?? null,
		languages: demo.languages.map((language) => (language === '手语' ? 'csl' : (language as 'zh'))),
		communityId: organisation.kind === 'government' ? null : (community?.id ?? null),
		checkEveryDays: demo.kind === 'guide' ? 60 : 45,
		assured: true,
		places: [
			{
				name: organisation.building ?? organisation.name,
				address: community?.address ?? '',
				lon: at?.[0] ?? null,
				lat: at?.[1] ?? null,
				communityId: community?.id ?? null,
				accessibility: accessOf(demo, organisation)
			}
		],
		schedules: [
			{
				place: 0,
				calendar: organisation.kind === 'government' ? 'civil' : 'weekly',
				openings: opening.flatMap(openingsOf),
				exceptions: (organisation.exceptions ?? []).flatMap(({ date, from, to, note }) => [year, String(Number(year) + 1)].map((each) => ({ from: `${each}-${date}`, to: `${each}-${date}`, opens: from ? clockMinute(from) : null, closes: to ? clockMinute(to) : null, reason: note })))
			}
		],
		phones: [{ number: demo.phone ?? organisation.phone }],
		capacities: demo.capacity ? [{ unit: demo.capacity.unit, available: Math.max(1, Math.round(demo.capacity.places / 5)), maximum: demo.capacity.places }] : []
	};
}

/** `70+` is an age, `all` is everybody else, anything else a group. */
function priceOf({ group, fen, unit }: { group: string; fen: number; unit: string }, kind: DemoService['cost']['kind']) {
	const age = /^(\d+)\+$/.exec(group);
	return {
		group: age ? ('elder' as const) : group === 'all' ? null : (group as GroupCode),
		...(age && { label: `${age[1]} 周岁以上`, labelEn: `${age[1]} and over` }),
		fen,
		unit,
		nature: kind === 'paid' || group === 'all' ? ('market' as const) : ('welfare' as const)
	};
}

const openingsOf = ({ days, from, to }: DemoOpening) => days.map((weekday) => ({ weekday, opens: clockMinute(from)!, closes: to === '23:59' ? 1440 : clockMinute(to)! }));

const ACCESS: Record<string, AccessibilityCode> = { 无障碍坡道: 'ramp', 大字菜单: 'largePrint', 低地板: 'ramp', 轮椅位: 'parking' };

function accessOf(demo: DemoService, organisation: DemoOrganisation): AccessibilityCode[] {
	const own = demo.accessibility.flatMap((word) => ACCESS[word] ?? []);
	const usual: AccessibilityCode[] = organisation.kind === 'government' || organisation.kind === 'community' || organisation.kind === 'health' ? ['ramp', 'toilet'] : [];
	return [...new Set([...own, ...usual])];
}

const offset = ([lon, lat]: Position, [east, north]: [number, number]): Position =>
	roundPosition([lon + east / (METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180)), lat + north / METRES_PER_DEGREE], 6);

async function openSlots(ctx: Ctx, serviceId: string, demo: DemoService): Promise<void> {
	const today = dateIn(ctx.clock.now(), 'Asia/Shanghai');
	for (const { day, from, to, places } of demo.slots ?? []) await addSlots(ctx, { serviceId, from: addDays(today, 1), to: addDays(today, SLOT_DAYS), weekdays: [day], starts: from, ends: to, places });
}

/** What a desk finds on a Monday: a call that nobody answered, and phrases that two residents used. */
async function somethingToDo(ctx: Ctx, saved: Map<string, string>): Promise<void> {
	const unanswered = saved.get('access');
	if (unanswered) {
		const earlier = { ...ctx, clock: { now: () => new Date(ctx.clock.now().getTime() - 4 * DAY_MS) } };
		await recordChecks(earlier, { ids: [unanswered], outcome: 'no_answer', note: '响铃无人接，下午再打' });
	}
	for (const [text, termCode] of [['我妈老忘了关火', 'elder.dementia'], ['放学没人接孩子', 'child.afterSchool'], ['腿脚不好出不了门吃饭', 'elder.mealDelivery']] as const)
		for (let heard = 0; heard < 2; heard++) await writeTx<'directory', void>(ctx, (tx) => learnAliases(tx, { text, termCode }));
}
