/** Who came in the demonstration's year: people of its register sign up, wait, come, say how it was; a course is passed, a science school teaches. */
import { sql } from 'kysely';
import { listCommunities } from '#modules/areas/index.ts';
import { factsOfPeople, myLinks, searchPeople, type PersonFacts } from '#modules/residents/index.ts';
import { addDemoResident } from '#platform/accounts/demo.ts';
import { chance, type Chance } from '#platform/chance.ts';
import { fixedClock } from '#platform/clock.ts';
import type { Actor, Ctx } from '#platform/context.ts';
import { addDays, ageOn, dateIn, weekday } from '#platform/dates/index.ts';
import { readTx, writeTx, type WriteTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { zoneOf } from '#platform/tenant.ts';
import { nameColumns } from '../who.ts';
import { publishActivity, saveActivity } from '../offering/activity.usecases.ts';
import { addProgramme, setSession } from '../programmes/programme.usecases.ts';
import { followLearners } from '../programmes/learner.store.ts';
import { issueCertificate } from '../programmes/certificate.usecases.ts';
import { cancelSignup } from '../signup/places.usecases.ts';
import { signUp } from '../signup/signup.usecases.ts';
import { SAID } from './coming.data.ts';

const SEED = 20261125;
type Tx = WriteTx<'activities'>;

/** Somebody of the register, as sign-ups need them. */
type Neighbour = PersonFacts & { age: number };

interface Time {
	id: string;
	activityId: string;
	title: string;
	kind: string;
	signup: string;
	communityId: string | null;
	named: string[];
	minAge: number | null;
	maxAge: number | null;
	capacity: number | null;
	startsAt: Date;
	endsAt: Date;
	onDay: string;
}

/** How many usually come, by kind, where the room does not say it. */
const USUAL: Record<string, [number, number]> = { market: [40, 80], festival: [40, 90], performance: [60, 120], volunteering: [25, 50], meeting: [12, 30], sports: [10, 24], course: [10, 20], lecture: [18, 40], training: [12, 22], outreach: [20, 40], reading: [8, 16] };

export async function demoComing(ctx: Ctx): Promise<void> {
	const zone = await zoneOf(ctx);
	const today = dateIn(ctx.clock.now(), zone);
	const luck = chance(SEED);
	const people = await neighbours(ctx, today);
	if (!people.size) return;
	const suggested = await suggestedResident(ctx, today);
	const school = await scienceSchool(ctx, today);
	const times = await readTx<'activities', Time[]>(ctx, allTimes);
	for (const time of times) {
		const pool = poolOf(time, people);
		if (time.endsAt < ctx.clock.now()) await writeTx<'activities', void>(ctx, (tx) => heldTime(tx, time, pool, luck, suggested));
		else if (time.signup !== 'none') await writeTx<'activities', void>(ctx, (tx) => comingTime(tx, time, pool, luck));
	}
	await course(ctx, times);
	if (school) await chain(ctx, school, people, suggested);
	await lines(ctx, times, people, suggested);
}

/** Up to 300 people of each community who live there, by community. */
async function neighbours(ctx: Ctx, today: string): Promise<Map<string, Neighbour[]>> {
	const found = new Map<string, Neighbour[]>();
	for (const { id } of await listCommunities(ctx, {})) {
		const ids: string[] = [];
		for (let after: string | null = null, i = 0; i < 4; i++) {
			const page: { items: { id: string }[]; next: string | null } = await searchPeople(ctx, { communityId: id, limit: 100, after });
			ids.push(...page.items.map((each) => each.id));
			if (!(after = page.next)) break;
		}
		const facts = await factsOfPeople(ctx, { ids, day: today });
		const here = ids.flatMap((each): Neighbour[] => {
			const fact = facts.get(each);
			return fact?.birthDate && !fact.gone ? [{ ...fact, age: ageOn(fact.birthDate, today) }] : [];
		});
		if (here.length) found.set(id, here);
	}
	return found;
}

/** The person behind the account that the start page suggests, and those they act for. */
async function suggestedResident(ctx: Ctx, today: string): Promise<{ actor: Actor; own: Neighbour; family: Neighbour[] } | null> {
	const id = await addDemoResident(ctx, SAID.phone);
	const actor: Actor = { kind: 'user', id, name: '', grants: [], scopes: [], phoneHash: null };
	const links = await myLinks({ ...ctx, actor }, {});
	const facts = await factsOfPeople(ctx, { ids: links.map(({ personId }) => personId), day: today });
	const all = links.flatMap(({ personId, actsAs }) => {
		const fact = facts.get(personId);
		return fact?.birthDate ? [{ actsAs, person: { ...fact, age: ageOn(fact.birthDate, today) } }] : [];
	});
	const own = all.find(({ actsAs }) => actsAs === 'self')?.person;
	return own ? { actor, own, family: all.filter(({ person }) => person !== own).map(({ person }) => person) } : null;
}

const allTimes = async ({ db, ctx }: Pick<Tx, 'db' | 'ctx'>): Promise<Time[]> =>
	(
		await sql<Time>`SELECT o.id, a.id AS "activityId", a.title, a.kind, a.signup, a.community_id AS "communityId", ARRAY(SELECT n.community_id FROM activities.named_community n WHERE n.subdistrict_id = a.subdistrict_id AND n.activity_id = a.id) AS named,
			a.min_age AS "minAge", a.max_age AS "maxAge", o.capacity, o.starts_at AS "startsAt", o.ends_at AS "endsAt", o.on_day AS "onDay"
		FROM activities.activity a JOIN activities.occurrence o ON o.subdistrict_id = a.subdistrict_id AND o.activity_id = a.id
		WHERE a.subdistrict_id = ${ctx.subdistrictId} AND a.state = 'published' AND o.state = 'planned' ORDER BY o.starts_at, o.id`.execute(db)
	).rows;

/** Who lives where it is held and is of the right age; of a series the same faces come again. */
function poolOf(time: Time, people: Map<string, Neighbour[]>): Neighbour[] {
	const homes = time.communityId ? [time.communityId, ...time.named] : [...people.keys()];
	const all = homes.flatMap((home) => people.get(home) ?? []).filter(({ age }) => age >= (time.minAge ?? (time.kind === 'festival' || time.kind === 'reading' ? 5 : 16)) && age <= (time.maxAge ?? 200));
	const regulars = chance(Array.from(time.activityId.slice(-6), (letter) => letter.charCodeAt(0)).reduce((sum, code) => sum * 31 + code, 7));
	return all.map((one) => ({ one, at: regulars.next() })).sort((a, b) => a.at - b.at).map(({ one }) => one);
}

const signupRow = (ctx: Ctx, time: Time, person: Neighbour, lineNo: number, at: Date, source: string) => ({
	subdistrict_id: ctx.subdistrictId,
	id: newId(),
	occurrence_id: time.id,
	party_id: newId(),
	who_key: `p:${person.id}`,
	person_id: person.id,
	...nameColumns(person.name),
	phone_hash: person.phoneHash,
	phone_sealed: person.phoneSealed,
	phone_masked: person.phoneMasked,
	state: 'taken',
	line_no: lineNo,
	source,
	signed_up_at: at,
	changed_at: at
});

const before = (time: Time, luck: Chance, now: Date): Date => new Date(Math.min(now.getTime() - luck.between(1, 40) * 3_600_000, time.startsAt.getTime() - luck.between(20, 260) * 3_600_000));

async function insertAll(tx: Tx, table: 'activities.signup' | 'activities.attendance' | 'activities.feedback', rows: readonly object[]): Promise<void> {
	for (let i = 0; i < rows.length; i += 200) await tx.db.insertInto(table).values(rows.slice(i, i + 200) as never).execute();
}

/** A time that is over: who had a place, who came, who just walked in, what they said. */
async function heldTime(tx: Tx, time: Time, pool: readonly Neighbour[], luck: Chance, suggested: { own: Neighbour } | null): Promise<void> {
	const { ctx } = tx;
	const [low, high] = USUAL[time.kind] ?? [10, 25];
	const wanted = Math.min(pool.length, time.capacity ?? high, luck.between(low, high));
	const chosen = pool.slice(0, Math.ceil(wanted * 1.3)).filter(() => luck.percent(77)).slice(0, wanted);
	// The suggested resident goes to a third of what is near, and to the science school.
	if (suggested && time.signup !== 'none' && !chosen.some(({ id }) => id === suggested.own.id) && (time.title.includes('小讲师培训') || (pool.some(({ id }) => id === suggested.own.id) && luck.percent(33)))) chosen[0] = suggested.own;
	const signups = time.signup === 'none' ? [] : chosen.map((person, i) => signupRow(ctx, time, person, i + 1, before(time, luck, time.startsAt), luck.weighted([['site', 55], ['desk', 25], ['phone', 15], ['paper', 5]] as const)));
	await insertAll(tx, 'activities.signup', signups);
	if (signups.length) await sql`UPDATE activities.occurrence SET taken = ${signups.length}, line_last = ${signups.length} WHERE subdistrict_id = ${ctx.subdistrictId} AND id = ${time.id}`.execute(tx.db);
	const came = chosen.filter(() => luck.percent(time.signup === 'none' ? 100 : 86));
	const walkedIn = time.signup === 'none' ? [] : pool.slice(-4).filter((person) => luck.percent(30) && !chosen.includes(person));
	const attendance = [...came, ...walkedIn].map((person) => {
		const signup = signups.find(({ person_id }) => person_id === person.id);
		const at = new Date(time.startsAt.getTime() + luck.between(-25, 12) * 60_000);
		return { subdistrict_id: ctx.subdistrictId, id: newId(), occurrence_id: time.id, signup_id: signup?.id ?? null, who_key: `p:${person.id}`, person_id: person.id, ...nameColumns(person.name), phone_hash: person.phoneHash, source: signup ? luck.weighted([['qr', 45], ['list', 50], ['paper', 5]] as const) : 'walk_in', came_at: at, on_day: time.onDay, client_id: newId(), recorded_at: at, feedback_asked_at: time.endsAt };
	});
	await insertAll(tx, 'activities.attendance', attendance);
	const said = attendance.filter(() => luck.percent(22)).map(({ who_key }) => {
		const useful = luck.weighted([[5, 52], [4, 33], [3, 10], [2, 4], [1, 1]] as const);
		return { subdistrict_id: ctx.subdistrictId, id: newId(), occurrence_id: time.id, who_key, useful, again: useful > 2 && luck.percent(93), words: luck.percent(35) ? luck.pick(useful >= 4 ? SAID.pleased : SAID.better) : '', source: luck.weighted([['site', 70], ['paper', 30]] as const), given_at: new Date(time.endsAt.getTime() + luck.between(1, 40) * 3_600_000), on_day: time.onDay };
	});
	await insertAll(tx, 'activities.feedback', said);
}

/** A time to come: some have signed up already, fewer the further away it is. */
async function comingTime(tx: Tx, time: Time, pool: readonly Neighbour[], luck: Chance): Promise<void> {
	const { ctx } = tx;
	const now = ctx.clock.now();
	const days = (time.startsAt.getTime() - now.getTime()) / 86_400_000;
	const [, high] = USUAL[time.kind] ?? [10, 25];
	const wanted = Math.floor(Math.min(pool.length, time.capacity ?? high) * Math.max(0, 0.8 - days / 45));
	const rows = pool.slice(0, wanted).map((person, i) => signupRow(ctx, time, person, i + 1, new Date(now.getTime() - luck.between(2, 150) * 3_600_000), luck.weighted([['site', 60], ['desk', 25], ['phone', 15]] as const)));
	await insertAll(tx, 'activities.signup', rows);
	if (rows.length) await sql`UPDATE activities.occurrence SET taken = ${rows.length}, line_last = ${rows.length} WHERE subdistrict_id = ${ctx.subdistrictId} AND id = ${time.id}`.execute(tx.db);
}

/** The training for housekeepers is a course: who came five times has passed. */
async function course(ctx: Ctx, times: readonly Time[]): Promise<void> {
	const session = times.find(({ title }) => title.includes('育婴'));
	if (!session?.communityId) return;
	const by = { ...ctx, clock: fixedClock(new Date(session.startsAt.getTime() - 20 * 86_400_000)) };
	const { id } = await addProgramme(by, { title: '家政与育婴技能班', body: '八次课上满四次，考核合格，发结业证书，优先推荐上岗。', communityId: session.communityId, passSessions: 4 });
	await setSession(ctx, { id, activityId: session.activityId, role: 'session' });
	await someCertificates(ctx, id);
}

async function someCertificates(ctx: Ctx, programmeId: string): Promise<void> {
	const passed = await readTx<'activities', { who_key: string }[]>(ctx, ({ db }) => db.selectFrom('activities.learner').select('who_key').where('subdistrict_id', '=', ctx.subdistrictId).where('programme_id', '=', programmeId).where('passed_on', 'is not', null).orderBy('who_key').limit(5).execute());
	// As the system: the certificate is asked for by staff in real life, and the snapshot is the same.
	for (const { who_key } of passed) await issueCertificate(ctx, { kind: 'passed', subjectId: programmeId, whoKey: who_key });
}

interface School {
	programmeId: string;
	sessionActivity: string;
	outreachActivity: string;
	communityId: string;
}

/** The science school: four sessions in summer, afterwards its learners go out to teach. */
async function scienceSchool(ctx: Ctx, today: string): Promise<School | null> {
	const [outreach] = await readTx<'activities', { id: string; community_id: string | null }[]>(ctx, ({ db }) => db.selectFrom('activities.activity').select(['id', 'community_id']).where('subdistrict_id', '=', ctx.subdistrictId).where('kind', '=', 'outreach').where('state', '=', 'published').limit(1).execute());
	if (!outreach?.community_id) return null;
	const communityId = outreach.community_id;
	const offer = async (title: string, body: string, kind: string, on: string, time: string, more: { rule?: string; place: string }): Promise<string> => {
		const id = newId();
		const by = { ...ctx, clock: fixedClock(new Date(Math.min(ctx.clock.now().getTime(), Date.parse(`${addDays(on, -21)}T02:00:00Z`)))) };
		await saveActivity(by, { id, kind, communityId, title, body, firstOn: on, startsAt: time, minutes: 90, capacity: 16, signup: 'open', ...more });
		await publishActivity(by, { id });
		return id;
	};
	const saturday = (day: string) => addDays(day, 6 - weekday(day));
	const sessionActivity = await offer('科普小讲师培训班', '四次课：选题、做实验、讲清楚、带问答。上满三次结业，秋天到学校和楼院去讲。', 'course', saturday(addDays(today, -140)), '09:00', { rule: 'FREQ=WEEKLY;BYDAY=SA;COUNT=4', place: '棋盘社区居民议事厅' });
	const outreachActivity = await offer('科普小讲师进楼院', '结业的学员到楼院里讲三个厨房里的小实验，带凳子来听。', 'outreach', saturday(addDays(today, -50)), '15:00', { rule: 'FREQ=WEEKLY;INTERVAL=3;BYDAY=SA;COUNT=4', place: '棋盘里中心花园' });
	const by = { ...ctx, clock: fixedClock(new Date(Date.parse(`${addDays(today, -160)}T02:00:00Z`))) };
	const { id: programmeId } = await addProgramme(by, { title: '科普学校', body: '学会了，再去教别人：四次课上满三次结业，出去讲满两次算完成。', communityId, passSessions: 3, chain: 'outreach', passOutreach: 2 });
	for (const [activityId, role] of [[sessionActivity, 'session'], [outreachActivity, 'outreach'], [outreach.id, 'outreach']] as const) await setSession(ctx, { id: programmeId, activityId, role });
	return { programmeId, sessionActivity, outreachActivity, communityId };
}

/** Learners who passed stand among those who came to the outreach: they taught. */
async function chain(ctx: Ctx, school: School, people: Map<string, Neighbour[]>, suggested: { own: Neighbour } | null): Promise<void> {
	await writeTx<'activities', void>(ctx, async (tx) => {
		await followLearners(tx, school.programmeId, null);
		const { rows: passed } = await sql<{ person_id: string; passed_on: string }>`SELECT person_id, passed_on::text FROM activities.learner WHERE subdistrict_id = ${ctx.subdistrictId} AND programme_id = ${school.programmeId} AND passed_on IS NOT NULL AND person_id IS NOT NULL ORDER BY who_key`.execute(tx.db);
		const { rows: taught } = await sql<{ id: string; onDay: string; startsAt: Date }>`SELECT o.id, o.on_day::text AS "onDay", o.starts_at AS "startsAt" FROM activities.activity a JOIN activities.occurrence o ON o.subdistrict_id = a.subdistrict_id AND o.activity_id = a.id AND o.state = 'planned'
			WHERE a.subdistrict_id = ${ctx.subdistrictId} AND a.programme_id = ${school.programmeId} AND a.programme_role = 'outreach' AND o.ends_at < ${ctx.clock.now()} ORDER BY o.starts_at`.execute(tx.db);
		const known = new Map([...people.values()].flat().concat(suggested ? [suggested.own] : []).map((person) => [person.id, person]));
		const rows = taught.flatMap((time, t) =>
			passed.filter((learner, n) => learner.passed_on <= time.onDay && (n + t) % 2 === 0 && n % 4 !== 3 && known.has(learner.person_id)).map((learner) => {
				const person = known.get(learner.person_id)!;
				return { subdistrict_id: ctx.subdistrictId, id: newId(), occurrence_id: time.id, signup_id: null, who_key: `p:${person.id}`, person_id: person.id, ...nameColumns(person.name), phone_hash: person.phoneHash, source: 'list', came_at: time.startsAt, on_day: time.onDay, client_id: newId(), recorded_at: time.startsAt };
			})
		);
		if (rows.length) await tx.db.insertInto('activities.attendance').values(rows).onConflict((oc) => oc.doNothing()).execute();
		await followLearners(tx, school.programmeId, null);
	});
	await someCertificates(ctx, school.programmeId);
}

/** Two lectures to come are full: families wait, one is offered a place that somebody gave back, the suggested resident too. */
async function lines(ctx: Ctx, times: readonly Time[], people: Map<string, Neighbour[]>, suggested: { actor: Actor; own: Neighbour; family: Neighbour[] } | null): Promise<void> {
	const now = ctx.clock.now();
	const full = times.filter((time) => time.startsAt > now && time.kind === 'lecture' && time.capacity !== null).slice(0, 2);
	for (const [i, time] of full.entries()) {
		await writeTx<'activities', void>(ctx, async (tx) => {
			const { rows } = await sql<{ who_key: string }>`SELECT who_key FROM activities.signup WHERE subdistrict_id = ${ctx.subdistrictId} AND occurrence_id = ${time.id}`.execute(tx.db);
			const known = new Set(rows.map(({ who_key }) => who_key));
			const more = [...people.values()].flat().filter(({ id, age }) => !known.has(`p:${id}`) && age >= (time.minAge ?? 16) && id !== suggested?.own.id).slice(-(time.capacity! - rows.length));
			await insertAll(tx, 'activities.signup', more.map((person, n) => signupRow(ctx, time, person, rows.length + n + 1, new Date(now.getTime() - (more.length - n) * 1_800_000), 'site')));
			await sql`UPDATE activities.occurrence SET taken = ${rows.length + more.length}, line_last = ${rows.length + more.length} WHERE subdistrict_id = ${ctx.subdistrictId} AND id = ${time.id}`.execute(tx.db);
		});
		const waiting = poolOf(time, people).slice(-7);
		// The suggested resident waits at the first place, and is offered the one that is given back.
		if (i === 0 && suggested && suggested.own.age >= (time.minAge ?? 0)) await signUp({ ...ctx, actor: suggested.actor }, { occurrenceId: time.id, members: [{ who: 'me' }], phone: SAID.phone }).catch(() => null);
		for (const [n, person] of waiting.entries()) await signUp(ctx, { occurrenceId: time.id, source: n % 2 ? 'phone' : 'desk', members: n === 2 ? [{ who: 'person', personId: person.id }, { who: 'named', name: '老伴', birthYear: 1954 }] : [{ who: 'person', personId: person.id }] }).catch(() => null);
		const [gives] = await readTx<'activities', { party_id: string }[]>(ctx, ({ db }) => db.selectFrom('activities.signup').select('party_id').where('subdistrict_id', '=', ctx.subdistrictId).where('occurrence_id', '=', time.id).where('state', '=', 'taken').orderBy('line_no', 'desc').limit(1).execute());
		if (gives) await cancelSignup(ctx, { partyId: gives.party_id, ids: 'all' });
	}
	// Next to what they wait for, the suggested resident has places to look forward to.
	if (suggested) for (const time of times.filter((each) => each.startsAt > now && each.signup === 'open' && !full.includes(each) && each.minAge === null && each.maxAge === null).slice(0, 3)) await signUp({ ...ctx, actor: suggested.actor }, { occurrenceId: time.id, members: [{ who: 'me' }], phone: SAID.phone }).catch(() => null);
}
