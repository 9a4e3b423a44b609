/** Teams and who belongs to them. */
import { conflict } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { todayOf } from '#platform/today.ts';
import { forModule } from '#platform/usecase.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import * as v from 'valibot';
import { CATEGORIES, IDENTITIES } from '../register/volunteer.model.ts';
import { day, id, words } from '../register/volunteer.schemas.ts';
import { holdOwn, holdVolunteer } from '../register/volunteer.store.ts';
import { inWords, moved, noSuchTeam } from '../volunteers.errors.ts';
import { permissions } from '../volunteers.permissions.ts';
import { demandWithin } from '../volunteers.policy.ts';
import { joinTeam, ROLES } from './membership.store.ts';

const { useCase } = forModule<'volunteers'>();

const TeamInput = v.object({
	id: v.optional(id),
	version: v.optional(v.pipe(v.number(), v.integer())),
	communityId: v.optional(v.nullable(id), null),
	name: v.pipe(words(40), v.minLength(2, 'volunteers.teamNameMissing')),
	nameEn: v.optional(words(80), ''),
	about: v.optional(words(400), ''),
	aboutEn: v.optional(words(600), ''),
	categories: v.optional(v.array(v.picklist(CATEGORIES)), []),
	forIdentities: v.optional(v.array(v.picklist(IDENTITIES)), []),
	foundedOn: v.optional(day)
});

/** Held for a change. @throws platform.notFound (404) */
async function holdTeam({ db, ctx }: WriteTx<'volunteers'>, teamId: string) {
	const row = await db.selectFrom('volunteers.team').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', teamId).forUpdate().executeTakeFirst();
	if (!row) throw noSuchTeam();
	return row;
}

const subjectOf = (_input: unknown, { id: teamId, communityId }: { id: string; communityId: string | null }) => ({ subjectType: 'team', subjectId: teamId, communityId });

/** Founds a team, or changes the one with `id`. @throws volunteers.teamNameTaken, volunteers.moved (409) */
export const saveTeam = useCase({
	name: 'volunteers.saveTeam',
	access: permissions.keep,
	input: TeamInput,
	run: async (tx, input) => {
		const { db, ctx } = tx;
		demandWithin(ctx.actor, permissions.keep, input.communityId);
		const stored = input.id ? await holdTeam(tx, input.id) : null;
		if (stored) demandWithin(ctx.actor, permissions.keep, stored.community_id);
		if (stored && input.version !== undefined && stored.version !== input.version) throw moved();
		const teamId = stored?.id ?? newId();
		const row = {
			community_id: input.communityId,
			name: input.name,
			name_en: input.nameEn,
			about: input.about,
			about_en: input.aboutEn,
			categories: [...new Set(input.categories)],
			for_identities: [...new Set(input.forIdentities)],
			founded_on: input.foundedOn ?? stored?.founded_on ?? (await todayOf(tx))
		};
		await inWords(
			stored
				? db.updateTable('volunteers.team').set({ ...row, version: stored.version + 1 }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', teamId).execute()
				: db.insertInto('volunteers.team').values({ subdistrict_id: ctx.subdistrictId, id: teamId, ...row }).execute(),
			{ team_subdistrict_id_community_id_name_key: () => conflict('volunteers.teamNameTaken') }
		);
		return { id: teamId, communityId: input.communityId };
	},
	subject: subjectOf
});

/** A team that is no more; its past stays. */
export const endTeam = useCase({
	name: 'volunteers.endTeam',
	access: permissions.keep,
	input: v.object({ id, ended: v.boolean() }),
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const team = await holdTeam(tx, input.id);
		demandWithin(ctx.actor, permissions.keep, team.community_id);
		const today = await todayOf(tx);
		const endedOn = input.ended ? (today < team.founded_on ? team.founded_on : today) : null;
		await db.updateTable('volunteers.team').set({ ended_on: endedOn, version: team.version + 1 }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', team.id).execute();
		return { id: team.id, communityId: team.community_id };
	},
	subject: subjectOf
});

/** Puts a volunteer into a team, or gives them another role in it. A team of one community takes volunteers of others too. */
export const addMember = useCase({
	name: 'volunteers.addMember',
	access: permissions.keep,
	input: v.object({ teamId: id, volunteerId: id, role: v.optional(v.picklist(ROLES), 'member') }),
	run: async (tx, input) => {
		const team = await holdTeam(tx, input.teamId);
		demandWithin(tx.ctx.actor, permissions.keep, team.community_id);
		await holdVolunteer(tx, input.volunteerId);
		await joinTeam(tx, input);
		return { id: team.id, communityId: team.community_id };
	},
	subject: ({ volunteerId, role }, { id: teamId, communityId }) => ({ subjectType: 'team', subjectId: teamId, communityId, detail: { volunteerId, role } })
});

async function leave(tx: WriteTx<'volunteers'>, teamId: string, volunteerId: string): Promise<void> {
	const { db, ctx } = tx;
	const today = await todayOf(tx);
	await db
		.updateTable('volunteers.membership')
		.set((eb) => ({ until_on: eb.fn<string>('greatest', ['from_on', eb.val(today)]) }))
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('team_id', '=', teamId)
		.where('volunteer_id', '=', volunteerId)
		.where('until_on', 'is', null)
		.execute();
}

export const removeMember = useCase({
	name: 'volunteers.removeMember',
	access: permissions.keep,
	input: v.object({ teamId: id, volunteerId: id }),
	run: async (tx, input) => {
		const team = await holdTeam(tx, input.teamId);
		demandWithin(tx.ctx.actor, permissions.keep, team.community_id);
		await leave(tx, input.teamId, input.volunteerId);
		return { id: team.id, communityId: team.community_id };
	},
	subject: ({ volunteerId }, { id: teamId, communityId }) => ({ subjectType: 'team', subjectId: teamId, communityId, detail: { volunteerId } })
});

/** One's own: in or out of a team, at any time. */
export const chooseTeam = useCase({
	name: 'volunteers.chooseTeam',
	access: 'signed-in',
	input: v.object({ teamId: id, join: v.boolean() }),
	run: async (tx, input) => {
		const own = await holdOwn(tx);
		const team = await holdTeam(tx, input.teamId);
		if (input.join) await joinTeam(tx, { teamId: team.id, volunteerId: own.id, role: 'member' });
		else await leave(tx, team.id, own.id);
		return { id: team.id, communityId: team.community_id };
	},
	subject: ({ join }, { id: teamId, communityId }) => ({ subjectType: 'team', subjectId: teamId, communityId, detail: { join } })
});
