import { beforeAll, beforeEach, expect, test } from 'vitest';
import { person, testCtx, useDatabase } from '../../../../tests/support/db.ts';
import type { Ctx } from '#platform/context.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { checkInAsLead, checkOutAsLead } from '../hours/attendance.usecases.ts';
import { getVolunteer } from '../register/volunteer.queries.ts';
import { addMember, endTeam, removeMember, saveTeam } from '../teams/team.usecases.ts';
import { NOW, setClocks, world, type World } from '../volunteers.testing.ts';
import { leadList, shiftsLed } from './lead-list.queries.ts';
import { getShift } from './shift.queries.ts';
import { cancelShift } from './shift.usecases.ts';
import { signUp } from './signup.usecases.ts';

useDatabase();
let w: World;
let n = 0;
beforeAll(async () => void (w = await world()));
beforeEach(() => setClocks(NOW, w.head));

const code = (work: Promise<unknown>): Promise<string> => work.then(() => 'ok', (error: { code?: string }) => error.code ?? String(error));
const resident = () => testCtx(w.id, { ...person('resident'), id: newId(), grants: [] }, NOW);
type One = Awaited<ReturnType<World['volunteer']>>;

/** A team with a lead, a deputy and a member; a shift of it this morning that another volunteer leads, and somebody who has a place. */
async function story() {
	const [lead, deputy, member, named, comes] = await Promise.all(['队长甲', '副队长', '队员乙', '负责人', '李小红'].map((name) => w.volunteer({ name })));
	const { id: teamId } = await saveTeam(w.head, { communityId: w.communities[0], name: `巡逻队${n++}` });
	for (const [one, role] of [[lead, 'lead'], [deputy, 'deputy'], [member, 'member']] as const) await addMember(w.head, { teamId, volunteerId: one!.id, role });
	const { id: shiftId } = await w.shift({ teamId, leadVolunteerId: named!.id });
	await signUp(comes!.ctx, { shiftId });
	return { teamId, shiftId, lead: lead!, deputy: deputy!, member: member!, named: named!, comes: comes! };
}

test('whoever leads the team or the shift sees who comes, and checks them in and out; their hours count', async () => {
	const { shiftId, lead, named, comes } = await story();
	for (const { ctx } of [lead, named]) expect(await leadList(ctx, { shiftId })).toMatchObject({ checkInOpen: true, people: [{ volunteerId: comes.id, name: '李小红', roleName: '志愿者', own: false, openSpanId: null }] });
	const { id } = await checkInAsLead(lead.ctx, { shiftId, volunteerId: comes.id });
	// Two leads who tap for the same person wrote down one arrival.
	expect((await checkInAsLead(named.ctx, { shiftId, volunteerId: comes.id })).id).toBe(id);
	expect((await leadList(named.ctx, { shiftId }))?.people).toMatchObject([{ openSpanId: id, outAt: null }]);
	setClocks('2026-11-24T03:30:00Z', named.ctx);
	expect(await checkOutAsLead(named.ctx, { id })).toMatchObject({ minutes: 90 });
	expect((await getVolunteer(w.head, { id: comes.id })).totals.service).toBe(90);
	expect((await getShift(w.head, { id: shiftId })).people[0]!.spans).toMatchObject([{ inWay: 'lead', outWay: 'lead', minutes: 90 }]);
});

test('nobody else does: a deputy, a member, who leads another team, a stranger, who lets go of it or has left', async () => {
	const { teamId, shiftId, lead, deputy, member, named, comes } = await story();
	const other = await story();
	const { id } = await checkInAsLead(named.ctx, { shiftId, volunteerId: comes.id });
	const refused = async (ctx: Ctx) => [await leadList(ctx, { shiftId }), await code(checkInAsLead(ctx, { shiftId, volunteerId: comes.id })), await code(checkOutAsLead(ctx, { id }))];
	for (const { ctx } of [deputy, member, comes, other.lead, other.named, { ctx: resident() }]) expect(await refused(ctx)).toEqual([null, 'platform.forbidden', 'platform.forbidden']);
	await removeMember(w.head, { teamId, volunteerId: lead.id });
	expect(await refused(lead.ctx)).toEqual([null, 'platform.forbidden', 'platform.forbidden']);
	await ownerPool().query(`UPDATE volunteers.volunteer SET state = 'paused' WHERE id = $1`, [named.id]);
	expect(await refused(named.ctx)).toEqual([null, 'platform.forbidden', 'platform.forbidden']);
	await endTeam(w.head, { id: other.teamId, ended: true });
	expect(await leadList(other.lead.ctx, { shiftId: other.shiftId })).toBeNull();
});

test('a lead writes down neither their own hours nor somebody who has no place', async () => {
	const { shiftId, lead, member } = await story();
	await signUp(lead.ctx, { shiftId });
	expect((await leadList(lead.ctx, { shiftId }))?.people.find(({ volunteerId }) => volunteerId === lead.id)).toMatchObject({ own: true });
	expect(await code(checkInAsLead(lead.ctx, { shiftId, volunteerId: lead.id }))).toBe('platform.forbidden');
	expect(await code(checkInAsLead(lead.ctx, { shiftId, volunteerId: member.id }))).toBe('volunteers.signupGone');
});

test('whole names stand there while the shift is on; before it is the surname, hours after it nothing, and nothing of a cancelled one', async () => {
	const { shiftId, named, comes } = await story();
	const nameAt = async (at: string) => {
		setClocks(at, named.ctx);
		const list = await leadList(named.ctx, { shiftId });
		return list && [list.checkInOpen, list.people[0]!.name];
	};
	expect(await nameAt('2026-11-23T02:00:00Z')).toEqual([false, '李**']);
	expect(await code(checkInAsLead(named.ctx, { shiftId, volunteerId: comes.id }))).toBe('volunteers.tooEarly');
	expect(await nameAt('2026-11-24T01:40:00Z')).toEqual([true, '李小红']);
	expect(await nameAt('2026-11-24T05:00:00Z')).toEqual([false, '李小红']);
	expect(await nameAt('2026-11-24T07:30:00Z')).toBeNull();
	const other = await story();
	await cancelShift(w.head, { id: other.shiftId, reason: '下雨' });
	expect(await leadList(other.named.ctx, { shiftId: other.shiftId })).toBeNull();
});

test('one’s own page names the shifts that one leads, until they are over', async () => {
	const { shiftId, lead, named, member } = await story();
	const led = async ({ ctx }: One) => (await shiftsLed(ctx, {})).map(({ id }) => id);
	expect([await led(lead), await led(named), await led(member)]).toEqual([[shiftId], [shiftId], []]);
	setClocks('2026-11-24T07:30:00Z', lead.ctx);
	expect(await led(lead)).toEqual([]);
});
