/**
 * The demonstration's story: some three hundred needs over 120 days, told and handled through the module's own use cases
 * at the hours at which it would have happened, so that every history, clock and rate is what the product itself makes.
 */
import { land, type Building, type Community } from '#modules/areas/index.ts';
import { staffOfCommunity } from '#platform/accounts/index.ts';
import { fixedClock } from '#platform/clock.ts';
import { anonymous, type Actor, type Ctx } from '#platform/context.ts';
import { readTx, writeTx } from '#platform/db/tx.ts';
import { AppError } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { accept, assign, claim, decline, merge, recategorise } from '../triage/triage.usecases.ts';
import { closeUnsolved, confirm, deny, rate, recordCallback, withdraw } from '../answers/answer.usecases.ts';
import { advance } from '../clocks/clocks.model.ts';
import { CATEGORIES, CATEGORY_GROUPS } from '../settings/categories.data.ts';
import { checkAnswers } from '../settings/categories.ts';
import { callbackList } from '../answers/callback.queries.ts';
import { configOf, type RequestsConfig } from '../settings/config.ts';
import { demoPhoto, hasScene } from './demo-photos.ts';
import { DEMO_DENIALS, DEMO_GIVEN, DEMO_LINES, DEMO_MESSAGES, DEMO_MISSES, DEMO_SURNAMES, type DemoLine } from './needs.data.ts';
import { addNote, callIn, chase, pause, recordContact, requestExtension, resume, ruleExtension, sendBack, ruleSendBack, sendMessage, serve, supervise } from '../handling/handling.usecases.ts';
import { submit } from '../intake/intake.usecases.ts';
import type { Channel, Urgency } from '../case/case.model.ts';
import { offer, proposeTime, providerAccept, acceptSlot } from '../offers/offer.usecases.ts';
import { joinPorts, port, type Households } from '../requests.ports.ts';
import { chance, type Chance } from '#platform/chance.ts';

const CASES = 300;
const DAYS = 120;
const SEED = 20261124;
/** The number that the start page suggests for signing in. */
const SUGGESTED = '12000000001';
const MINUTE = 60_000;
const DAY = 86_400_000;

interface Team {
	community: Community;
	buildings: { building: Building; address: string }[];
	head: Actor;
	workers: Actor[];
	/** people of the register who call; empty where there is none */
	callers: Awaited<ReturnType<Households['callers']>>;
}

interface Stage {
	ctx: Ctx;
	config: RequestsConfig;
	teams: Team[];
	manager: Actor;
	luck: Chance;
}

/** One need and the hands it goes through. */
interface Told {
	id: string;
	number: string;
	/** opens it for its teller, a confidential one too */
	key: string;
	phone: string | null;
	line: DemoLine;
	team: Team;
	building: Building;
	at: Date;
	worker: Actor;
	/** of the view in its pictures; null where it has none */
	view: number | null;
}

const refOf = ({ number, key }: Told) => ({ number, key });

const staffActor = (one: { id: string; name: string; role: string; communityId: string | null }): Actor => ({
	...anonymous,
	kind: 'user',
	id: one.id,
	name: one.name,
	grants: [{ role: one.role as 'worker', communityId: one.communityId, organizationId: null }]
});

/** Fills the subdistrict with the story. The same installation is told the same story. */
export async function demoRequests(ctx: Ctx): Promise<void> {
	const stage = await setStage(ctx);
	if (!stage) return;
	// Three months of text messages would be sent at once; the story's people have been told long ago.
	const before = joinPorts({ notifier: { tell: async () => {} } });
	try {
		const told = await tellAll(stage);
		const scripts = told.map((one, i) => () => play(stage, one, told, chance(SEED + i)));
		await inParallel(scripts, 6);
		await tellMisses(stage);
	} finally {
		joinPorts(before);
	}
}

async function setStage(ctx: Ctx): Promise<Stage | null> {
	const all = await land(ctx);
	const config = await readTx<'requests', RequestsConfig>(ctx, configOf);
	const [boss] = await staffOfCommunity(ctx, { communityId: null, roles: ['manager'] });
	const teams: Team[] = [];
	for (const community of all.communities) {
		const staff = (await staffOfCommunity(ctx, { communityId: community.id, roles: ['worker', 'head'] })).map(staffActor);
		const head = staff.find(({ grants }) => grants[0]!.role === 'head');
		const workers = staff.filter(({ grants }) => grants[0]!.role === 'worker');
		const compounds = all.compounds.filter(({ communityId }) => communityId === community.id);
		const buildings = compounds.flatMap((compound) => (all.buildingsOf.get(compound.id) ?? []).map((building) => ({ building, address: compound.name + building.name })));
		if (head && workers.length && buildings.length) teams.push({ community, buildings, head, workers, callers: await port('households').callers(ctx, community.id) });
	}
	// Without the demonstration's land and people there is nobody to tell the story of.
	return teams.length && boss ? { ctx, config, teams, manager: staffActor(boss), luck: chance(SEED) } : null;
}

const at = ({ ctx }: Stage, when: Date, actor: Actor): Ctx => ({ ...ctx, actor, clock: fixedClock(when), requestId: newId() });

/** Needs in the order of their telling, by the groups' weights, more by day than by night, more in the last weeks. */
async function tellAll(stage: Stage): Promise<Told[]> {
	const { luck, ctx } = stage;
	const end = ctx.clock.now().getTime();
	const moments = Array.from({ length: CASES }, (_, i) => {
		const back = i < 36 ? luck.next() * 3 : luck.next() ** 1.15 * DAYS;
		const hour = luck.weighted([[8, 5], [9, 12], [10, 11], [11, 8], [12, 4], [13, 5], [14, 9], [15, 9], [16, 8], [17, 6], [18, 6], [19, 6], [20, 5], [21, 3], [22, 2], [7, 2]] as const);
		const day = stage.config.calendar.startOf(stage.config.calendar.dateOf(end - back * DAY));
		return Math.min(day + hour * 60 * MINUTE + luck.between(0, 59) * MINUTE + luck.between(0, 59_999), end - luck.between(4, 40) * MINUTE);
	}).sort((a, b) => a - b);
	const told: Told[] = [];
	for (const [i, moment] of moments.entries()) {
		const group = luck.weighted(CATEGORY_GROUPS.map(({ code, demoWeight }) => [code, demoWeight] as const));
		const lines = DEMO_LINES.filter(({ category }) => CATEGORIES.find(({ code }) => code === category)?.group === group);
		const previous = told.at(-1);
		// Now and then a neighbour tells the same thing again.
		const again = previous && i % 24 === 0 && CATEGORIES.find(({ code }) => code === previous.line.category)!.publicPlace;
		const line = again ? previous.line : luck.pick(lines);
		// The first number that the start page suggests for signing in has cases of its own.
		const hers = !again && i % 16 === 3 ? stage.teams.flatMap((one) => one.callers.filter(({ phone }) => phone === SUGGESTED).map((caller) => ({ team: one, caller })))[0] : undefined;
		const team = again ? previous.team : (hers?.team ?? luck.weighted(stage.teams.map((one, n) => [one, [30, 32, 22, 16][n] ?? 10] as const)));
		// Two of three who call are neighbours whom the register knows, and tell of their own house.
		const caller = hers?.caller ?? (!again && team.callers.length && luck.percent(66) ? luck.pick(team.callers) : null);
		const building = again ? previous.building : (team.buildings.find((one) => one.building.id === caller?.buildingId) ?? luck.pick(team.buildings)).building;
		told.push(await tellOne(stage, line, team, building, new Date(moment), i, caller));
	}
	return told;
}

async function tellOne(stage: Stage, line: DemoLine, team: Team, building: Building, when: Date, i: number, caller: Team['callers'][number] | null): Promise<Told> {
	const { luck } = stage;
	const category = CATEGORIES.find(({ code }) => code === line.category)!;
	const { address } = team.buildings.find((one) => one.building === building)!;
	const unit = `${caller?.unit ?? luck.between(1, building.units)}单元`;
	const fill = (text: string) => text.replaceAll('{b}', building.name).replaceAll('{u}', unit);
	const answers = Object.fromEntries(Object.entries(line.answers ?? {}).map(([key, value]) => [key, typeof value === 'string' ? fill(value) : value]));
	const phone = i % 16 === 3 ? SUGGESTED : (caller?.phone ?? `1200${String(1_000_000 + luck.between(0, 8_999_999))}`);
	const unnamed = category.anonymous && category.publicPlace && luck.percent(9);
	const web = luck.percent(18) && checkAnswers(category.questions, answers).faults.length === 0;
	const channel: Channel = web ? 'web' : luck.weighted([['phone', 60], ['patrol', category.publicPlace ? 24 : 0], ['counter', 12], ['paper', 2]] as const);
	const worker = luck.pick(team.workers);
	const view = hasScene(line.category) && channel !== 'paper' && luck.percent(channel === 'phone' ? 25 : 85) ? SEED - i : null;
	const receipt = await submit(at(stage, when, web ? anonymous : worker), {
		text: fill(line.say),
		categoryCode: line.category,
		channel,
		answers,
		place: { communityId: team.community.id, buildingId: building.id, address: category.publicPlace ? address : `${address}${unit}${caller?.door ?? `${luck.between(1, building.floors)}0${luck.between(1, building.doorsPerFloor)}`}室` },
		reporter: unnamed ? {} : { phone, name: caller?.name ?? luck.pick(DEMO_SURNAMES) + luck.pick(DEMO_GIVEN), forSomebody: web && luck.percent(20) },
		attachments: view === null ? [] : [await demoPhoto(stage.ctx.subdistrictId, line.category, false, chance(view))]
	});
	return { id: receipt.id, number: receipt.number, key: receipt.key, phone: unnamed ? null : phone, line, team, building, at: when, worker, view };
}

/** How quickly staff are at it: what is urgent does not wait for the office to open. */
const PACE: Record<Urgency, { unit: 'working' | 'calendar'; share: number }> = {
	critical: { unit: 'calendar', share: 0.08 },
	urgent: { unit: 'calendar', share: 0.5 },
	normal: { unit: 'working', share: 1 },
	long_term: { unit: 'working', share: 1 }
};

/** The hour of a step: so many minutes of work after the one before for staff, calendar minutes for residents. */
class Clock {
	readonly stage: Stage;
	readonly pace: (typeof PACE)[Urgency];
	now: number;
	constructor(stage: Stage, { at, line }: Told) {
		this.stage = stage;
		this.pace = PACE[CATEGORIES.find(({ code }) => code === line.category)!.urgency];
		this.now = at.getTime();
	}
	working(minutes: number): this {
		this.now = advance(this.pace.unit, this.stage.config.calendar, this.now, minutes * this.pace.share * MINUTE) + 7_000;
		return this;
	}
	calendar(minutes: number): this {
		this.now += minutes * MINUTE;
		return this;
	}
	/** Whether the story has reached the present. */
	get over(): boolean {
		return this.now > this.stage.ctx.clock.now().getTime();
	}
	as(actor: Actor): Ctx {
		if (this.over) throw new TheEnd();
		return at(this.stage, new Date(this.now), actor);
	}
}

/** What has not happened yet is not told. */
class TheEnd extends Error {}

async function play(stage: Stage, told: Told, all: Told[], luck: Chance): Promise<void> {
	try {
		await story(stage, told, all, luck, new Clock(stage, told));
	} catch (error) {
		// The present: the case stays where it is.
		if (error instanceof TheEnd) return;
		if (!(error instanceof AppError && error.status < 500)) throw error;
		// A step that the rules refuse by now, e.g. because the case was merged into another.
		if (!isYoung(stage, told)) await bringToEnd(stage, told, luck);
	}
}

/** Cases of the last days may stand anywhere; what was told before has come to an end, as it would have in life. */
const YOUNG_DAYS = 12;
const isYoung = ({ ctx }: Stage, { at }: Told): boolean => ctx.clock.now().getTime() - at.getTime() < YOUNG_DAYS * DAY;

/** Ends a case whose story broke off, if it is open at all. */
async function bringToEnd(stage: Stage, told: Told, luck: Chance): Promise<void> {
	const clock = new Clock(stage, told).working(luck.between(900, 2400));
	const { head } = told.team;
	try {
		await accept(clock.as(head), { id: told.id }).catch(unlessRefused);
		await serve(clock.working(60).as(head), { id: told.id, note: told.line.done });
		await answer(stage, told, luck, clock, told.worker, told.line.done);
	} catch (error) {
		if (!(error instanceof TheEnd)) unlessRefused(error);
	}
}

function unlessRefused(error: unknown): void {
	if (!(error instanceof AppError && error.status < 500)) throw error;
}

async function story(stage: Stage, told: Told, all: Told[], luck: Chance, clock: Clock): Promise<void> {
	const { id, team, line, worker } = told;
	const { head } = team;
	const colleague = team.workers.find((one) => one !== worker) ?? head;
	const category = CATEGORIES.find(({ code }) => code === line.category)!;
	const slow = luck.percent(7);

	clock.working(luck.between(5, slow ? 160 : 70));
	if (luck.percent(4) && category.type !== 'praise') {
		await decline(clock.as(head), { id, rule: 'outside_remit', instead: '这件事由市里的部门负责，请拨打 12345；需要帮忙填写，可到社区窗口。' });
		return;
	}
	const twin = all.find((one) => one !== told && one.line === line && one.building === told.building && one.at < told.at && told.at.getTime() - one.at.getTime() < 3 * DAY);
	if (twin) {
		await merge(clock.as(head), { id, into: twin.id, note: '同一处、同一件事' });
		return;
	}
	if (luck.percent(60)) {
		await claim(clock.as(worker), { id });
	} else {
		await accept(clock.as(head), { id });
		await assign(clock.working(luck.between(5, 40)).as(head), { id, workerId: worker.id! });
	}
	if (luck.percent(5)) await recategorise(clock.working(8).as(worker), { id, urgency: 'urgent', note: '涉及老人，提高一级' });
	if (told.phone && luck.percent(12)) await recordContact(clock.working(luck.between(5, 30)).as(worker), { id, outcome: 'not_reached', note: '电话无人接听' });
	if (told.phone) await recordContact(clock.working(luck.between(10, slow ? 500 : 110)).as(worker), { id, outcome: 'reached', note: '已电话联系，说明办理安排' });
	if (told.phone && luck.percent(4)) {
		await withdraw(clock.calendar(luck.between(60, 2000)).as(anonymous), { ref: refOf(told), note: '已经自己解决了' });
		return;
	}
	// What was told in the last days leaves something to rule on.
	if (stage.ctx.clock.now().getTime() - told.at.getTime() < 4 * DAY && luck.percent(14)) {
		if (luck.percent(50)) await requestExtension(clock.working(20).as(worker), { id, minutes: 5 * 1440, reason: '配件要从外地调，最快五天到' });
		else await sendBack(clock.working(20).as(worker), { id, reason: 'not_our_area', note: '现场核实，地点在相邻社区一侧', proposedTarget: '相邻社区' });
		return;
	}
	if (luck.percent(3)) {
		await sendBack(clock.working(40).as(worker), { id, reason: 'not_our_duty', note: '设施属市政管养', proposedTarget: '市政养护所' });
		await ruleSendBack(clock.working(luck.between(60, 200)).as(head), { id, approve: luck.percent(50), note: '先由社区联系市政，再定' });
		await claim(clock.working(30).as(worker), { id });
	}
	if (luck.percent(6)) {
		await callIn(clock.working(60).as(worker), { id, parties: [{ name: '综合执法队', lead: true, task: '现场核查' }, { name: '物业服务企业', task: '配合整改' }] });
	}
	if (told.phone && luck.percent(15)) {
		await sendMessage(clock.calendar(luck.between(30, 900)).as(anonymous), { ref: refOf(told), body: luck.pick(DEMO_MESSAGES) });
		if (luck.percent(70)) await sendMessage(clock.working(luck.between(10, 200)).as(worker), { ref: { id }, body: '您好，已经安排，最迟明天上午到现场。' });
	}
	await viaProvider(stage, told, luck, clock);
	if (luck.percent(10)) {
		await pause(clock.working(30).as(worker), { id, reason: luck.pick(['waiting_material', 'waiting_department', 'weather', 'waiting_resident'] as const), note: '配件已订，到货即修' });
		if (isYoung(stage, told) && luck.percent(30)) return;
		await resume(clock.working(luck.between(300, 1500)).as(worker), { id });
	}
	if (luck.percent(5)) {
		await requestExtension(clock.working(60).as(worker), { id, minutes: 3 * 1440, reason: '需等业主表决结果' });
		await ruleExtension(clock.working(120).as(head), { id, approve: luck.percent(80), note: '同意延期三天' });
	}
	if (told.phone && luck.percent(8)) await chase(clock.calendar(luck.between(600, 2400)).as(anonymous), { ref: refOf(told), note: '麻烦快一点' });
	if (luck.percent(2)) await supervise(clock.working(60).as(head), { id, note: '重复反映，三天内办结并报告' });
	if (luck.percent(8)) await addNote(clock.working(20).as(worker), { id, note: '已与楼栋长核实情况属实' });
	// A few stay undone and run out of time: the desk's overdue queue is never empty in life either.
	if (isYoung(stage, told) && luck.percent(4)) return;
	const proof = told.view !== null && luck.percent(70) ? [await demoPhoto(stage.ctx.subdistrictId, line.category, true, chance(told.view))] : [];
	await serve(clock.working(luck.between(60, slow ? 3200 : 900)).as(worker), { id, note: line.done, attachments: proof });
	await answer(stage, told, luck, clock, colleague, line.done);
}

/** Some needs go to a provider that the directory proposes; staff note what it says on the telephone. */
async function viaProvider(stage: Stage, told: Told, luck: Chance, clock: Clock): Promise<void> {
	if (!told.line.provider || !luck.percent(65)) return;
	const { offers } = await port('proposer').propose(clock.as(told.worker), { text: told.line.say, communityId: told.team.community.id, answers: told.line.answers ?? {}, limit: 1 });
	const [best] = offers;
	if (!best) return;
	await offer(clock.working(15).as(told.worker), { id: told.id, serviceId: best.serviceId, shareContact: true });
	await providerAccept(clock.working(luck.between(20, 200)).as(told.worker), { id: told.id, note: '电话确认接单' });
	if (!told.phone || !luck.percent(60)) return;
	const startsAt = new Date(stage.config.calendar.startOf(stage.config.calendar.nextDate(stage.config.calendar.dateOf(clock.now))) + luck.between(9, 15) * 60 * MINUTE);
	await proposeTime(clock.working(10).as(told.worker), { id: told.id, startsAt, endsAt: new Date(startsAt.getTime() + 60 * MINUTE), place: '上门' });
	await acceptSlot(clock.calendar(luck.between(5, 120)).as(anonymous), { ref: refOf(told) });
	clock.now = Math.max(clock.now, startsAt.getTime());
	await resume(clock.calendar(70).as(told.worker), { id: told.id, note: '已按约定上门' });
}

/** What residents say: most are content, some are not, some cannot be reached. */
async function answer(stage: Stage, told: Told, luck: Chance, clock: Clock, colleague: Actor, done: string): Promise<void> {
	if (!told.phone) {
		// Nobody can be asked, so that the case is closed by the rule's days, and left out of the rates.
		await closeUnsolved(clock.calendar((stage.config.rule('unaskable_close_days', stage.config.calendar.dateOf(clock.now)) + 1) * 1440).as(told.team.head), { id: told.id, reason: 'not_reached', note: '匿名反映，无法回访，按规则结案' });
		return;
	}
	const ref = refOf(told);
	const stars = () => luck.weighted([[5, 52], [4, 31], [3, 9], [2, 5], [1, 3]] as const);
	if (luck.percent(9)) {
		await deny(clock.calendar(luck.between(120, 2400)).as(anonymous), { ref, note: luck.pick(DEMO_DENIALS) });
		await recordContact(clock.working(luck.between(20, 120)).as(told.worker), { id: told.id, outcome: 'reached', note: '已道歉并约定再次上门' });
		await serve(clock.working(luck.between(120, 900)).as(told.worker), { id: told.id, note: `再次处理：${done}` });
	}
	const way = luck.weighted([['tap', 30], ['call', 58], ['counter', 6], [isYoung(stage, told) ? 'silent' : 'tap', 6]] as const);
	if (way === 'tap') {
		await confirm(clock.calendar(luck.between(30, 2200)).as(anonymous), { ref, rating: luck.percent(70) ? stars() : null });
		if (luck.percent(20)) await rate(clock.calendar(30).as(anonymous), { ref, rating: stars() });
	} else if (way === 'counter') {
		await confirm(clock.working(luck.between(200, 900)).as(colleague), { ref: { id: told.id }, way: 'counter', rating: stars() });
	} else if (way === 'call') {
		const due = clock.calendar(2 * 1440).working(luck.between(5, 300)).as(colleague);
		const call = (await callbackList(due, { later: true, limit: 200 })).items.find((one) => one.requestId === told.id && one.followerId === null);
		if (!call) {
			await confirm(clock.as(anonymous), { ref, rating: stars() });
			return;
		}
		if (luck.percent(8)) {
			for (let attempt = 0; attempt < 3; attempt++) await recordCallback(clock.calendar(1440).working(1).as(colleague), { id: told.id, callbackId: call.id, outcome: 'not_reached' });
		} else await recordCallback(clock.as(colleague), { id: told.id, callbackId: call.id, outcome: luck.percent(3) ? 'refused' : 'solved', rating: stars(), note: '居民表示满意' });
	}
}

async function tellMisses(stage: Stage): Promise<void> {
	const { ctx, luck, teams } = stage;
	const end = ctx.clock.now().getTime();
	await writeTx<'requests', void>(ctx, async ({ db }) => {
		await db
			.insertInto('requests.search_miss')
			.values(
				Array.from({ length: 40 }, () => {
					const [words, term] = luck.pick(DEMO_MISSES);
					return { subdistrict_id: ctx.subdistrictId, id: newId(), at: new Date(end - luck.next() * 60 * DAY), source: 'search', words, term, community_id: luck.percent(70) ? luck.pick(teams).community.id : null };
				})
			)
			.execute();
	});
}

async function inParallel(jobs: readonly (() => Promise<void>)[], width: number): Promise<void> {
	const queue = [...jobs];
	await Promise.all(
		Array.from({ length: width }, async () => {
			for (let job = queue.shift(); job; job = queue.shift()) await job();
		})
	);
}
