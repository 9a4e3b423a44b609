/** Becoming a volunteer, at the desk or by oneself, and changing what is known of one. */
import { listCommunities } from '#modules/areas/index.ts';
import { registrationFacts } from '#modules/residents/index.ts';
import { reachOf } from '#platform/accounts/index.ts';
import { systemActor, type Ctx } from '#platform/context.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { conflict, notFound } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { unseal } from '#platform/secrets.ts';
import { todayOf } from '#platform/today.ts';
import { forModule } from '#platform/usecase.ts';
import { fieldWrong, inWords, moved } from '../volunteers.errors.ts';
import { volunteersChanged } from '../volunteers.facts.ts';
import { sentBefore } from '../volunteers.sent.ts';
import { takeVolunteerNumber } from '../volunteers.numbers.ts';
import { permissions } from '../volunteers.permissions.ts';
import { demandWithin } from '../volunteers.policy.ts';
import { joinTeam } from '../teams/membership.store.ts';
import { demandGround, ownGround } from './ground.ts';
import { ChangeInput, JoinInput, RegisterInput } from './volunteer.schemas.ts';
import { columnsOf, holdVolunteer, ownVolunteer, whoKey, type Said } from './volunteer.store.ts';

const { useCase } = forModule<'volunteers'>();
type Tx = WriteTx<'volunteers'>;

const subjectOf = (_input: unknown, { id, communityId }: { id: string; communityId: string }) => ({ subjectType: 'volunteer', subjectId: id, communityId });

async function demandCommunity(ctx: Ctx, communityId: string): Promise<void> {
	if (!(await listCommunities(ctx, {})).some(({ id }) => id === communityId)) throw notFound('community');
}

interface Made {
	communityId: string;
	personId: string | null;
	userId: string | null;
	way: 'self' | 'desk' | 'paper';
	clientId: string | undefined;
}

/** Writes a new volunteer down. What the phone or the desk sent twice is one. @throws AppError volunteers.registeredAlready (409) */
async function insertVolunteer(tx: Tx, said: Said, made: Made): Promise<{ id: string; number: string; again: boolean }> {
	const { db, ctx } = tx;
	const before = await sentBefore(tx, 'volunteer', made.clientId);
	if (before) return { ...(await db.selectFrom('volunteers.volunteer').select(['id', 'number']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', before.id).executeTakeFirstOrThrow()), again: true };
	const id = newId();
	const columns = await columnsOf(tx, said, made.way === 'self' ? null : made.way === 'paper' ? 'paper' : 'counter', null);
	const number = await takeVolunteerNumber(tx);
	const today = await todayOf(tx);
	const taken = () => conflict('volunteers.registeredAlready');
	await inWords(
		db
			.insertInto('volunteers.volunteer')
			.values({
				subdistrict_id: ctx.subdistrictId,
				id,
				number,
				who_key: whoKey({ id, personId: made.personId, userId: made.userId, phoneHash: columns.phone_hash }),
				person_id: made.personId,
				user_id: made.userId,
				community_id: made.communityId,
				...columns,
				registered_at: ctx.clock.now(),
				registered_on: today,
				registered_way: made.way,
				registered_by: isId(ctx.actor.id) ? ctx.actor.id : null,
				client_id: made.clientId ?? null
			})
			.execute(),
		{ volunteer_one_person: taken, volunteer_one_account: taken, volunteer_one_id: taken }
	);
	volunteersChanged(tx, [today]);
	return { id, number, again: false };
}

/** What the register of residents says goes before what was left empty. */
async function fromResidents(ctx: Ctx, personId: string, communityId: string): Promise<Partial<Said>> {
	const facts = await registrationFacts(ctx, personId);
	if (facts.died) throw fieldWrong('personId', 'volunteers.personGone');
	if (facts.communityId !== communityId) throw fieldWrong('communityId', 'volunteers.personElsewhere');
	return { name: facts.name, sex: facts.sex, birthDate: facts.birthDate, phone: facts.phone ?? '', idNumber: facts.idNumber ?? '' };
}

/** Staff register somebody: before the counter, by telephone, from a paper. @throws volunteers.registeredAlready, volunteers.noPurpose, volunteers.consentMissing (409) */
export const registerVolunteer = useCase({
	name: 'volunteers.register',
	access: permissions.keep,
	input: RegisterInput,
	prepare: async (ctx, input) => {
		await demandCommunity(ctx, input.communityId);
		const known = input.personId ? await fromResidents(ctx, input.personId, input.communityId) : {};
		await demandGround(ctx, input.personId);
		return known;
	},
	run: async (tx, input, known) => {
		demandWithin(tx.ctx.actor, permissions.keep, input.communityId);
		const said: Said = { ...input, ...Object.fromEntries(Object.entries(known).filter(([name]) => !input[name as keyof typeof input] || input[name as keyof typeof input] === '0')) };
		const made = await insertVolunteer(tx, said, { communityId: input.communityId, personId: input.personId, userId: null, way: input.way, clientId: input.clientId });
		return { ...made, communityId: input.communityId };
	},
	subject: subjectOf
});

/** Becoming a volunteer by oneself, signed in. The telephone is the one that the account has proved. @throws volunteers.registeredAlready, volunteers.guardianAtCounter, volunteers.noPurpose, volunteers.consentFirst (409) */
export const joinVolunteers = useCase({
	name: 'volunteers.join',
	access: 'signed-in',
	input: JoinInput,
	prepare: async (ctx, input) => {
		await demandCommunity(ctx, input.communityId);
		if (!isId(ctx.actor.id)) throw notFound('user');
		const [reach, { personId, missing }] = await Promise.all([reachOf({ ...ctx, actor: systemActor('volunteers:join') }, { id: ctx.actor.id }), ownGround(ctx)]);
		if (missing) throw conflict(missing);
		return { phone: reach?.phoneSealed ? unseal(reach.phoneSealed, 'contact') : '', personId, userId: ctx.actor.id };
	},
	run: async (tx, input, { phone, personId, userId }) => {
		const known = await ownVolunteer(tx);
		if (known && known.client_id !== (input.clientId ?? null)) throw conflict('volunteers.registeredAlready');
		const made = await insertVolunteer(tx, { ...input, phone: input.phone || phone }, { communityId: input.communityId, personId, userId, way: 'self', clientId: input.clientId });
		if (input.teamId && !made.again) await joinTeam(tx, { teamId: input.teamId, volunteerId: made.id, role: 'member' });
		return { ...made, communityId: input.communityId };
	},
	subject: subjectOf
});

/** Changes what is known of somebody. A name, or a field of contact or document, left empty stays as it is. @throws volunteers.moved (409) */
export const changeVolunteer = useCase({
	name: 'volunteers.change',
	access: permissions.keep,
	input: ChangeInput,
	prepare: (ctx, input) => demandCommunity(ctx, input.communityId),
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const row = await holdVolunteer(tx, input.id);
		demandWithin(ctx.actor, permissions.keep, row.community_id);
		demandWithin(ctx.actor, permissions.keep, input.communityId);
		if (row.version !== input.version) throw moved();
		const columns = await columnsOf(tx, input, 'counter', row);
		await inWords(
			db
				.updateTable('volunteers.volunteer')
				.set({
					...columns,
					community_id: input.communityId,
					state: input.state,
					left_on: input.state === 'left' ? (row.left_on ?? (await todayOf(tx))) : null,
					who_key: whoKey({ id: row.id, personId: row.person_id, userId: row.user_id, phoneHash: columns.phone_hash }),
					version: row.version + 1
				})
				.where('subdistrict_id', '=', ctx.subdistrictId)
				.where('id', '=', row.id)
				.execute(),
			{ volunteer_one_id: () => conflict('volunteers.registeredAlready') }
		);
		volunteersChanged(tx, [row.registered_on]);
		return { id: row.id, communityId: input.communityId };
	},
	subject: subjectOf
});
