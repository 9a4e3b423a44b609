import { areaNames, listCommunities } from '#modules/areas/index.ts';
import { listOrganizations } from '#modules/directory/index.ts';
import { accountsPermissions, endGrant, grantRole, linkOidc, listStaff, resetPassword, resetTotp, setClosed, unlock } from '#platform/accounts/index.ts';
import { mayCall } from '#platform/access.ts';
import type { Ctx, Role } from '#platform/context.ts';
import { formatDateTime } from '#platform/dates/index.ts';
import { AppError, notFound } from '#platform/errors.ts';
import { formAction, problemOf } from '#platform/web/forms.ts';
import { fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { ctx } = locals;
	const [account] = (await listStaff(ctx, { id: params.id })).items;
	if (!account) throw notFound('user');
	const grants = mayCall(ctx.actor, accountsPermissions.grant) && account.id !== ctx.actor.id;
	const nameOf = await areaNames(ctx);
	const organizations = grants ? await organizationNames(ctx) : [];
	return {
		account: {
			...account,
			lastSignInAt: account.lastSignInAt && formatDateTime(account.lastSignInAt, locals.subdistrict!.timeZone, ctx.locale),
			grants: account.grants.map((grant) => ({ ...grant, area: nameOf(grant.communityId) || (organizations.find((each) => each.id === grant.organizationId)?.name ?? '') }))
		},
		communities: grants ? await listCommunities(ctx, {}) : [],
		organizations,
		may: { manage: mayCall(ctx.actor, accountsPermissions.manage), grant: grants, unlock: mayCall(ctx.actor, accountsPermissions.unlock) },
		done: url.searchParams.has('done')
	};
};

const back = (id: string) => `/desk/admin/accounts/${id}?done`;

export const actions: Actions = {
	grant: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			const role = String(values.role ?? '') as Exclude<Role, 'resident'>;
			await grantRole(locals.ctx, {
				userId: params.id,
				role,
				// The form shows both lists; only the one that fits the role is meant.
				communityId: role === 'worker' || role === 'head' ? ((values.communityId as string) ?? null) : null,
				organizationId: role === 'contact' ? ((values.organizationId as string) ?? null) : null
			});
			return back(params.id);
		}),
	endGrant: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			await endGrant(locals.ctx, { id: String(values.grantId ?? '') });
			return back(params.id);
		}),
	close: ({ locals, request, params }) =>
		formAction(request, async () => {
			await setClosed(locals.ctx, { id: params.id, closed: true });
			return back(params.id);
		}),
	reopen: ({ locals, request, params }) =>
		formAction(request, async () => {
			await setClosed(locals.ctx, { id: params.id, closed: false });
			return back(params.id);
		}),
	unlock: ({ locals, request, params }) =>
		formAction(request, async () => {
			await unlock(locals.ctx, { id: params.id });
			return back(params.id);
		}),
	resetTotp: ({ locals, request, params }) =>
		formAction(request, async () => {
			await resetTotp(locals.ctx, { id: params.id });
			return back(params.id);
		}),
	link: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			await linkOidc(locals.ctx, { id: params.id, subject: (values.oidcSubject as string) ?? null });
			return back(params.id);
		}),
	// Told once, so no redirect.
	resetPassword: async ({ locals, params }) => {
		try {
			return await resetPassword(locals.ctx, { id: params.id });
		} catch (error) {
			if (error instanceof AppError) return fail(error.status, { problem: problemOf(error, {}) });
			throw error;
		}
	}
};

/** Names to choose from; beyond some hundreds a person would search the directory instead. */
async function organizationNames(ctx: Ctx): Promise<{ id: string; name: string }[]> {
	const names: { id: string; name: string }[] = [];
	let after: string | undefined;
	do {
		const { items, next } = await listOrganizations(ctx, { limit: 100, after });
		names.push(...items.map(({ id, name }) => ({ id, name })));
		after = next ?? undefined;
	} while (after && names.length < 1000);
	return names;
}
