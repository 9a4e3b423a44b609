/** The demonstration's volunteering: teams, neighbours who joined them, a year of shifts, this week's board, open check-outs, tasks, certificates. */
import { checkIn, timesBetween } from '#modules/activities/index.ts';
import { listCommunities } from '#modules/areas/index.ts';
import { careList, pair } from '#modules/care/index.ts';
import { listCases, offer } from '#modules/requests/index.ts';
import { demoCallers, registrationFacts } from '#modules/residents/index.ts';
import { staffOfCommunity } from '#platform/accounts/index.ts';
import type { Actor, Ctx } from '#platform/context.ts';
import { addDays, ageOn, dateIn, instantAt, weekday } from '#platform/dates/index.ts';
import { writeTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { zoneOf } from '#platform/tenant.ts';
import { acceptCertificate, applyFor, issueCertificate, revokeCertificate } from './certificates/certificate.usecases.ts';
import { openSpan } from './hours/attendance.store.ts';
import { demoHistory, type DemoSeries } from './hours/history.demo.ts';
import { recordEntry } from './hours/ledger.usecases.ts';
import { SKILLS, TIMES, type Identity } from './register/volunteer.model.ts';
import { getVolunteer, listVolunteers } from './register/volunteer.queries.ts';
import { registerVolunteer } from './register/volunteer.usecases.ts';
import { getShift } from './shifts/shift.queries.ts';
import { shiftOf } from './shifts/shift.store.ts';
import { saveShift } from './shifts/shift.usecases.ts';
import { signUpFor } from './shifts/signup.usecases.ts';
import { addTask } from './tasks/task.usecases.ts';
import { listTeams } from './teams/team.queries.ts';
import { addMember, saveTeam } from './teams/team.usecases.ts';
import { demoPioneers, demoTeams, type DemoTeam } from './volunteers.demo.data.ts';

interface Neighbour {
	id: string;
	/** in the register; null: a pioneer who is not in it */
	personId: string | null;
	communityId: string;
	identities: Identity[];
	skills: string[];
	since: string;
}

interface Team extends DemoTeam {
	id: string;
	communityId: string | null;
	crewIds: Neighbour[];
}

const NEIGHBOURS = 26;
/** How long the story goes back, in weeks. */
const WEEKS = 52;

const at = (ctx: Ctx, day: string, time: string, zone: string): Ctx => ({ ...ctx, clock: { now: () => instantAt(day, time, zone) } });

export async function demoVolunteers(ctx: Ctx): Promise<void> {
	const zone = await zoneOf(ctx);
	const today = dateIn(ctx.clock.now(), zone);
	const communities = await listCommunities(ctx, {});
	const neighbours = await registerNeighbours(ctx, communities, today, zone);
	const teams = await foundTeams(ctx, communities, neighbours, today, zone);
	await demoHistory(ctx, teams.map((team) => seriesOf(team, today)), zone);
	await thisWeek(ctx, teams, today, zone);
	await forgottenCheckOuts(ctx, teams, today, zone);
	for (const [i, { id }] of neighbours.filter((_, n) => n % 9 === 0).entries()) await recordEntry(ctx, { volunteerId: id, kind: 'training', minutes: 90, on: addDays(today, -30 - i), title: '志愿者急救培训', place: '社区党群服务中心' });
	await atLectures(ctx, communities, neighbours, today);
	await recordEntry(ctx, { volunteerId: neighbours[0]!.id, kind: 'award', on: addDays(today, -60), title: '街道优秀志愿者' });
	await addTask(ctx, { communityId: communities[0]?.id ?? null, teamId: teams[1]!.id, title: '陪老人去医院复诊', about: '周三上午陪一位行动不便的老人往返社区医院，轮椅由服务站出借。', category: 'elderly' });
	await addTask(ctx, { communityId: null, teamId: null, title: '志愿者日集市搭棚', about: '12 月 5 日志愿者日集市，上午八点前把六个摊位搭好。', category: 'other' });
	await needsAndPairs(ctx, communities, teams);
	await certificatesOf(ctx, communities, today, zone);
}

/** Some of them came to lectures of the last half year, and have a line for it. */
async function atLectures(ctx: Ctx, communities: readonly { id: string; name: string }[], neighbours: readonly Neighbour[], today: string): Promise<void> {
	const lectures = (await timesBetween(ctx, { from: addDays(today, -180), to: addDays(today, -1), kind: 'lecture' })).filter(({ state }) => state === 'planned');
	for (const [i, { personId, since, communityId }] of neighbours.filter((_, n) => n % 5 === 1).entries()) {
		const open = lectures.filter((time) => time.onDay >= since && (time.communityId === null || time.communityId === communityId));
		const time = open[i % Math.max(1, open.length)];
		if (personId && time) await checkIn({ ...ctx, actor: { ...ctx.actor, name: `${communities.find(({ id }) => id === communityId)?.name ?? ''}居委会` }, clock: { now: () => time.endsAt } }, { occurrenceId: time.id, clientId: newId(), who: { who: 'person', personId }, source: 'walk_in', cameAt: time.startsAt.toISOString() });
	}
}

const every = (i: number, list: readonly string[], count: number): string[] => Array.from({ length: count }, (_, n) => list[(i * 5 + n * 7) % list.length]!).filter((one, n, all) => all.indexOf(one) === n);

async function registerNeighbours(ctx: Ctx, communities: readonly { id: string; name: string }[], today: string, zone: string): Promise<Neighbour[]> {
	const made: Neighbour[] = [];
	for (const [place, community] of communities.entries()) {
		const callers = (await demoCallers(ctx, community.id)).filter((_, i) => i % 3 === 0).slice(0, NEIGHBOURS);
		for (const [i, caller] of callers.entries()) {
			const { birthDate } = await registrationFacts(ctx, caller.id);
			const age = birthDate ? ageOn(birthDate, today) : 50;
			const identities: Identity[] = [...(i % 4 === 0 ? (['party'] as const) : []), ...(i % 9 === 0 ? (['cadre'] as const) : []), ...(age <= 28 && i % 4 ? (['league'] as const) : []), 'resident'];
			const since = addDays(today, -((i * 37 + place * 11) % 600) - 10);
			const skills = [...new Set([...every(i + place, SKILLS, 2), ...(i % 5 === 0 ? ['computing', 'teaching'] : []), ...(i % 6 === 1 ? ['gardening', 'mediation'] : []), ...(i % 8 === 2 ? ['referee'] : [])])] as (typeof SKILLS)[number][];
			const { id } = await registerVolunteer(at(ctx, since, '10:00', zone), { clientId: caller.id, personId: caller.id, communityId: community.id, name: caller.name, identities, skills, categories: ['elderly', 'civility'], times: every(i, TIMES, 5), livingArea: community.name });
			made.push({ id, personId: caller.id, communityId: community.id, identities, skills, since });
		}
	}
	const second = communities[1] ?? communities[0]!;
	for (const child of demoPioneers) {
		const since = addDays(today, -200);
		const { id } = await registerVolunteer(at(ctx, since, '16:00', zone), { communityId: second.id, name: child.name, birthDate: child.birthDate, identities: ['pioneer'], guardianName: child.guardian, guardianPhone: child.phone, guardianAgreed: true, times: ['6b', '7b'], way: 'paper', livingArea: second.name });
		made.push({ id, personId: null, communityId: second.id, identities: ['pioneer'], skills: [], since });
	}
	return made;
}

/** An order of the neighbours that differs from team to team. */
const rank = (team: DemoTeam, one: Neighbour): number => (Number.parseInt(one.id.slice(-6), 16) * (team.weekday + team.crew * 3)) % 9973;

/** Who joins a team: of its identities and skills first, of its community, a mixed crew. */
function crewFor(team: DemoTeam, communityId: string | null, neighbours: readonly Neighbour[]): Neighbour[] {
	const pioneers = team.forIdentities.includes('pioneer');
	const fits = (one: Neighbour): number => Number(team.forIdentities.some((each) => one.identities.includes(each))) * 2 + Number((team.skills ?? []).every((skill) => one.skills.includes(skill)));
	return neighbours
		.filter((one) => (communityId === null || one.communityId === communityId) && one.identities.includes('pioneer') === pioneers && (team.skills ?? []).every((skill) => one.skills.includes(skill)))
		// Teams of one community draw on different neighbours, so that most have served.
		.sort((a, b) => fits(b) - fits(a) || rank(team, a) - rank(team, b))
		.slice(0, team.crew * 2 + 1);
}

async function foundTeams(ctx: Ctx, communities: readonly { id: string }[], neighbours: readonly Neighbour[], today: string, zone: string): Promise<Team[]> {
	const teams: Team[] = [];
	for (const team of demoTeams) {
		const communityId = team.community === null ? null : (communities[team.community % communities.length]?.id ?? null);
		const { name, nameEn, about, aboutEn, categories, forIdentities } = team;
		// A start after a crash goes on where the one before stopped.
		const known = (await listTeams(ctx, {})).find((each) => each.name === team.name);
		const { id } = known ?? (await saveTeam(ctx, { communityId, name, nameEn, about, aboutEn, categories, forIdentities, foundedOn: addDays(today, -700) }));
		const crewIds = crewFor(team, communityId, neighbours);
		for (const [i, one] of crewIds.entries()) await addMember(at(ctx, one.since, '10:30', zone), { teamId: id, volunteerId: one.id, role: i === 0 ? 'lead' : i === 1 ? 'deputy' : 'member' });
		teams.push({ ...team, id, communityId, crewIds });
	}
	return teams;
}

/** The team's weekly days of the last year, the latest yesterday at most. */
function weeklyDays(team: DemoTeam, today: string): string[] {
	const last = Array.from({ length: 7 }, (_, i) => addDays(today, -1 - i)).find((day) => weekday(day) === team.weekday)!;
	return Array.from({ length: WEEKS }, (_, i) => addDays(last, -7 * (WEEKS - 1 - i)));
}

const seriesOf = (team: Team, today: string): DemoSeries => ({
	teamId: team.id,
	communityId: team.communityId,
	title: team.title,
	place: team.place,
	category: team.categories[0]!,
	served: team.served,
	content: team.content,
	dangerous: team.dangerous ?? false,
	role: '志愿者',
	from: team.from,
	to: team.to,
	days: weeklyDays(team, today),
	crew: team.crewIds,
	each: team.crew,
	leadId: team.crewIds[0]?.id ?? null,
	contact: team.name
});

/** Three weeks ahead: some full, some short of people. */
async function thisWeek(ctx: Ctx, teams: readonly Team[], today: string, zone: string): Promise<void> {
	for (const [t, team] of teams.entries())
		for (const week of [0, 1, 2]) {
			const on = Array.from({ length: 7 }, (_, i) => addDays(today, 1 + i + week * 7)).find((day) => weekday(day) === team.weekday)!;
			const { id } = await saveShift(ctx, {
				communityId: team.communityId, teamId: team.id, title: team.title, place: team.place, category: team.categories[0]!, served: team.served, content: team.content, on, from: team.from, to: team.to, dangerous: team.dangerous ?? false,
				leadVolunteerId: team.crewIds[0]?.id ?? null, contactName: team.name,
				roles: [{ name: '志愿者', needed: team.crew, skills: team.skills ?? [] }, ...(week === 0 && t % 3 === 0 ? [{ name: '拍照记录', needed: 1 }] : [])]
			});
			const [role] = (await getShift(ctx, { id })).roles;
			const coming = team.crewIds.slice(0, Math.max(0, team.crew - week - (t % 2)));
			for (const one of coming) await signUpFor(at(ctx, today, '08:00', zone), { shiftId: id, roleId: role!.id, volunteerId: one.id });
		}
}

/** Yesterday two people forgot to check out. */
async function forgottenCheckOuts(ctx: Ctx, teams: readonly Team[], today: string, zone: string): Promise<void> {
	const team = teams[0]!;
	const yesterday = addDays(today, -1);
	const { id } = await saveShift(ctx, { communityId: team.communityId, teamId: team.id, title: '节前走访帮手', place: '社区服务站', category: 'elderly', served: '高龄老人', content: '帮社区给老人送米油', on: yesterday, from: '14:00', to: '17:00', contactName: team.name, roles: [{ name: '志愿者', needed: 4 }] });
	await writeTx<'volunteers', void>(at(ctx, yesterday, '14:05', zone), async (tx) => {
		const shift = await shiftOf(tx, id);
		for (const one of team.crewIds.slice(3, 5)) await openSpan(tx, shift, one.id, instantAt(yesterday, '14:02', zone), 'phone', zone);
	});
}

/** The head of a community, as the one who acts. */
async function headOf(ctx: Ctx, communityId: string): Promise<{ ctx: Ctx; name: string } | null> {
	const [head] = await staffOfCommunity(ctx, { communityId, roles: ['head'] });
	if (!head) return null;
	const actor: Actor = { kind: 'user', id: head.id, name: head.name, grants: [{ role: 'head', communityId, organizationId: null }], scopes: [], phoneHash: null };
	return { ctx: { ...ctx, actor }, name: head.name };
}

/** In each community a resident's need waits for a team, and an old person is paired with a volunteer. */
async function needsAndPairs(ctx: Ctx, communities: readonly { id: string }[], teams: readonly Team[]): Promise<void> {
	for (const community of communities) {
		const head = await headOf(ctx, community.id);
		const team = teams.find((each) => each.communityId === community.id);
		if (!head || !team) continue;
		const cases = (await listCases(head.ctx, { states: ['accepted', 'dispatched'], communityId: community.id, limit: 50 })).items;
		const open = cases.find((one) => one.type === 'help' && !one.providerName && !one.confidential && !one.openSendBack && !one.openExtension);
		if (open) await offer(head.ctx, { id: open.id, serviceId: team.id, need: open.summary });
		const [looked] = (await careList(head.ctx, { limit: 1 })).items;
		const partner = team.crewIds[1] && (await getVolunteer(ctx, { id: team.crewIds[1].id })).personId;
		if (looked && partner && partner !== looked.personId) await pair(head.ctx, { personId: looked.personId, kind: 'volunteer', partnerPersonId: partner, what: '每周陪聊一次，顺路带菜', rhythmDays: 7, agreed: true });
	}
}

/** One certificate of each state: asked for, in publicity, publicity over, revoked. */
async function certificatesOf(ctx: Ctx, communities: readonly { id: string }[], today: string, zone: string): Promise<void> {
	const [community] = communities;
	const head = community && (await headOf(ctx, community.id));
	if (!head) return;
	const asHead = head.ctx;
	// Of those who have served for long enough.
	const own = (await listVolunteers(asHead, { communityId: community.id, limit: 200 })).items.filter(({ minutes }) => minutes > 1_200).reverse();
	for (const [i, state] of (['issued', 'issued', 'revoked', 'applied'] as const).entries()) {
		const one = own[i];
		if (!one) continue;
		const on = addDays(today, state === 'applied' ? -1 : [-3, -40, -90][i]!);
		const then = at(asHead, on, '10:00', zone);
		const served = await applyFor(then, { volunteerId: one.id, to: addDays(on, -1), purpose: ['升学', '积分落户', '求职', '单位评优'][i]! });
		if (state === 'applied') continue;
		await acceptCertificate(then, { id: served.id });
		await issueCertificate(then, { id: served.id, responsible: head.name });
		if (state === 'revoked') await revokeCertificate(at(asHead, addDays(on, 5), '15:00', zone), { id: served.id, reason: '公示期内有异议，核实后时长有误，已更正' });
	}
}
