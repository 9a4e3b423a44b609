/** Teams as everybody may read them, and with their members for staff. */
import { sql } from 'kysely';
import { forModule } from '#platform/usecase.ts';
import * as v from 'valibot';
import { shownName } from '../register/volunteer.queries.ts';
import { id } from '../register/volunteer.schemas.ts';
import { noSuchTeam } from '../volunteers.errors.ts';
import { permissions } from '../volunteers.permissions.ts';
import { mayWithin } from '../volunteers.policy.ts';
import type { MemberRole } from './membership.store.ts';

const { query } = forModule<'volunteers'>();

export interface TeamLine {
	id: string;
	communityId: string | null;
	name: string;
	nameEn: string;
	about: string;
	aboutEn: string;
	categories: string[];
	forIdentities: string[];
	foundedOn: string;
	members: number;
	ended: boolean;
}

/** Every team with how many belong to it; a team names nobody. */
export const listTeams = query({
	name: 'volunteers.listTeams',
	access: 'public',
	input: v.object({ ended: v.optional(v.boolean(), false) }),
	run: async ({ db, ctx }, { ended }): Promise<TeamLine[]> => {
		const rows = await db
			.selectFrom('volunteers.team as t')
			.select([
				't.id', 't.community_id as communityId', 't.name', 't.name_en as nameEn', 't.about', 't.about_en as aboutEn', 't.categories', 't.for_identities as forIdentities', 't.founded_on as foundedOn', 't.ended_on as endedOn',
				sql<number>`(SELECT count(*)::int FROM volunteers.membership m WHERE m.subdistrict_id = t.subdistrict_id AND m.team_id = t.id AND m.until_on IS NULL)`.as('members')
			])
			.where('t.subdistrict_id', '=', ctx.subdistrictId)
			.where('t.ended_on', ended ? 'is not' : 'is', null)
			.orderBy('t.community_id', (order) => order.asc().nullsFirst())
			.orderBy('t.name')
			.execute();
		return rows.map(({ endedOn, ...row }) => ({ ...row, ended: endedOn !== null }));
	}
});

export interface TeamMember {
	volunteerId: string;
	number: string;
	name: string;
	phone: string;
	identities: string[];
	role: MemberRole;
	fromOn: string;
}

/** One team with its members: leads first. @throws platform.notFound (404) */
export const getTeam = query({
	name: 'volunteers.getTeam',
	access: permissions.read,
	input: v.object({ id }),
	run: async ({ db, ctx }, input): Promise<TeamLine & { version: number; memberLines: TeamMember[]; mayChange: boolean }> => {
		const team = await db.selectFrom('volunteers.team').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', input.id).executeTakeFirst();
		if (!team) throw noSuchTeam();
		const rows = await db
			.selectFrom('volunteers.membership as m')
			.innerJoin('volunteers.volunteer as w', (join) => join.onRef('w.subdistrict_id', '=', 'm.subdistrict_id').onRef('w.id', '=', 'm.volunteer_id'))
			.select(['w.id as volunteerId', 'w.number', 'w.name', 'w.name_masked', 'w.community_id', 'w.phone_masked', 'w.identities', 'm.role', 'm.from_on as fromOn'])
			.where('m.subdistrict_id', '=', ctx.subdistrictId)
			.where('m.team_id', '=', input.id)
			.where('m.until_on', 'is', null)
			.orderBy(sql`array_position(ARRAY['lead', 'deputy', 'member'], m.role)`)
			.orderBy('w.name')
			.limit(500)
			.execute();
		return {
			id: team.id,
			communityId: team.community_id,
			name: team.name,
			nameEn: team.name_en,
			about: team.about,
			aboutEn: team.about_en,
			categories: team.categories,
			forIdentities: team.for_identities,
			foundedOn: team.founded_on,
			members: rows.length,
			ended: team.ended_on !== null,
			version: team.version,
			memberLines: rows.map((row) => ({ volunteerId: row.volunteerId, number: row.number, name: shownName(ctx.actor, row), phone: row.phone_masked ?? '', identities: row.identities, role: row.role as MemberRole, fromOn: row.fromOn })),
			mayChange: mayWithin(ctx.actor, permissions.keep, team.community_id)
		};
	}
});
