import { redirect } from '@sveltejs/kit';
import { SESSION_COOKIE, signOut } from '#platform/accounts/index.ts';
import { dropSession } from '#platform/web/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({ signedIn: locals.ctx.actor.kind === 'user' });

export const actions: Actions = {
	default: async ({ locals, cookies }) => {
		await signOut(locals.ctx, cookies.get(SESSION_COOKIE));
		dropSession(cookies);
		redirect(303, '/sign-out');
	}
};
