import * as v from 'valibot';
import { roles, type Role } from '../context.ts';
import type { WriteTx } from '../db/tx.ts';
import { AppError, conflict, notFound } from '../errors.ts';
import { newId } from '../ids.ts';
import { forModule } from '../usecase.ts';
import { administrators, permissions } from './permissions.ts';
import { announce } from './sessions.ts';
import { userId } from './users.ts';

const { useCase } = forModule<'accounts' | 'platform'>();

const grantable = roles.filter((role): role is Exclude<Role, 'resident'> => role !== 'resident');

export const GrantInput = v.pipe(
	v.object({
		userId,
		role: v.picklist(grantable),
		communityId: v.optional(v.nullable(v.pipe(v.string(), v.uuid())), null),
		organizationId: v.optional(v.nullable(v.pipe(v.string(), v.uuid())), null)
	}),
	v.forward(
		v.check(({ role, communityId }) => (role === 'worker' || role === 'head') === (communityId !== null), 'accounts.grantNeedsCommunity'),
		['communityId']
	),
	v.forward(
		v.check(({ role, organizationId }) => (role === 'contact') === (organizationId !== null), 'accounts.grantNeedsOrganization'),
		['organizationId']
	)
);

/** Writes a role; in the caller's transaction. The database holds the same rules as constraints. */
export async function addGrant(tx: WriteTx<'accounts' | 'platform'>, input: v.InferOutput<typeof GrantInput>): Promise<string> {
	const { db, ctx } = tx;
	const grantedBy = ctx.actor.kind === 'user' ? ctx.actor.id : null;
	if (grantedBy === input.userId) throw new AppError('accounts.notToYourself', { status: 403 });
	// The row is locked, so that two administrators granting at once see each other.
	const user = await db
		.selectFrom('accounts.user')
		.select('kind')
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', input.userId)
		.where('closed_at', 'is', null)
		.forUpdate()
		.executeTakeFirst();
	if (user?.kind !== 'staff') throw notFound('user');
	const held = await db
		.selectFrom('accounts.grant')
		.select(['role', 'community_id', 'organization_id'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('user_id', '=', input.userId)
		.where('ended_at', 'is', null)
		.execute();
	if (administrators.includes(input.role) && held.some((grant) => administrators.includes(grant.role as Role))) throw conflict('accounts.oneAdministrator');
	if (held.some((grant) => grant.role === input.role && grant.community_id === input.communityId && grant.organization_id === input.organizationId)) throw conflict('accounts.grantHeld');
	const id = newId();
	await db
		.insertInto('accounts.grant')
		.values({
			subdistrict_id: ctx.subdistrictId,
			id,
			user_id: input.userId,
			role: input.role,
			community_id: input.communityId,
			organization_id: input.organizationId,
			granted_at: ctx.clock.now(),
			granted_by: grantedBy
		})
		.execute();
	await announce(tx, `u:${input.userId}`);
	return id;
}

/**
 * Gives a role with its area. The security administrator's alone, never to oneself; nobody holds two of the three
 * administrators' roles.
 * @throws AppError accounts.notToYourself (403), accounts.oneAdministrator, accounts.grantHeld (409)
 */
export const grantRole = useCase({
	name: 'accounts.grantRole',
	access: permissions.grant,
	input: GrantInput,
	run: async (tx, input) => ({ id: await addGrant(tx, input) }),
	subject: (input) => ({
		subjectType: 'user',
		subjectId: input.userId,
		communityId: input.communityId,
		detail: { role: input.role, communityId: input.communityId, organizationId: input.organizationId }
	})
});

/** Takes a role away. The last security administrator stays, or nobody could give a role again. */
export const endGrant = useCase({
	name: 'accounts.endGrant',
	access: permissions.grant,
	input: v.object({ id: v.pipe(v.string(), v.uuid()) }),
	run: async (tx, { id }) => {
		const { db, ctx } = tx;
		const live = await db
			.selectFrom('accounts.grant')
			.select(['id', 'user_id', 'role', 'community_id'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('ended_at', 'is', null)
			.where(({ or, eb }) => or([eb('id', '=', id), eb('role', '=', 'security_admin')]))
			.orderBy('id')
			.forUpdate()
			.execute();
		const mine = live.find((grant) => grant.id === id);
		if (!mine) throw notFound('grant');
		if (mine.role === 'security_admin' && live.filter((grant) => grant.role === 'security_admin').length === 1) throw conflict('accounts.lastSecurityAdmin');
		await db
			.updateTable('accounts.grant')
			.set({ ended_at: ctx.clock.now(), ended_by: ctx.actor.kind === 'user' ? ctx.actor.id : null })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', '=', id)
			.execute();
		await announce(tx, `u:${mine.user_id}`);
		return { userId: mine.user_id, role: mine.role, communityId: mine.community_id };
	},
	subject: (_input, result) => ({ subjectType: 'user', subjectId: result.userId, communityId: result.communityId, detail: { role: result.role } })
});
