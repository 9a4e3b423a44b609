import * as v from 'valibot';
import { definePermissions } from '../access.ts';
import type { Grant } from '../context.ts';
import { mobilePhone, phoneColumns } from '../phone.ts';
import { forModule } from '../usecase.ts';

const { query } = forModule<'accounts'>();

/** Held by no role: only the product itself asks, on behalf of a module that has authorised its own caller. */
const permissions = definePermissions('people', { lookUp: { roles: [] } });

const input = v.object({ id: v.pipe(v.string(), v.uuid()) });

/** A member of staff who still works here, with the roles that say where; null: unknown, closed, or a resident. */
export const staffMember = query({
	name: 'accounts.staffMember',
	access: permissions.lookUp,
	input,
	run: async ({ db, ctx }, { id }): Promise<{ id: string; name: string; grants: Grant[] } | null> => {
		const user = await db
			.selectFrom('accounts.user')
			.select(['id', 'name'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', '=', id)
			.where('kind', '=', 'staff')
			.where('closed_at', 'is', null)
			.executeTakeFirst();
		if (!user) return null;
		const grants = await db
			.selectFrom('accounts.grant')
			.select(['role', 'community_id as communityId', 'organization_id as organizationId'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('user_id', '=', id)
			.where('ended_at', 'is', null)
			.orderBy('id')
			.execute();
		return { ...user, grants: grants as Grant[] };
	}
});

/** How a person with an account can be reached: the number sealed for the purpose `contact`, and masked; null: unknown or closed. */
export const reachOf = query({
	name: 'accounts.reachOf',
	access: permissions.lookUp,
	input,
	run: async ({ db, ctx }, { id }): Promise<{ name: string; phoneSealed: string | null; phoneMasked: string } | null> => {
		const user = await db
			.selectFrom('accounts.user')
			.select(['name', 'phone_sealed as phoneSealed', 'phone_masked as phoneMasked'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', '=', id)
			.where('closed_at', 'is', null)
			.executeTakeFirst();
		return user ? { ...user, phoneMasked: user.phoneMasked ?? '' } : null;
	}
});

/** The resident's account that signs in with a telephone; null: nobody has, or it is closed. */
export const residentByPhone = query({
	name: 'accounts.residentByPhone',
	access: permissions.lookUp,
	input: v.object({ phone: mobilePhone }),
	run: async ({ db, ctx }, { phone }): Promise<{ id: string } | null> => {
		const user = await db
			.selectFrom('accounts.user')
			.select('id')
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('kind', '=', 'resident')
			.where('phone_hash', '=', phoneColumns(phone).phone_hash)
			.where('closed_at', 'is', null)
			.executeTakeFirst();
		return user ?? null;
	}
});
