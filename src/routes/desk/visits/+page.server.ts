import { careRules, heldVisits, listConflicts, permissions, todaysVisits, visitOf, withdrawVisit } from '#modules/care/index.ts';
import { mayCall } from '#platform/access.ts';
import { formAction } from '#platform/web/forms.ts';
import { AppError } from '#platform/errors.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	const done = url.searchParams.get('done');
	const [stops, rules, conflicts, held, recorded] = await Promise.all([todaysVisits(ctx), careRules(ctx, {}), listConflicts(ctx), mayCall(ctx.actor, permissions.confirm_visits) ? heldVisits(ctx) : [], done ? visitOf(ctx, done).catch(goneOnly) : null]);
	return {
		stops,
		rules: Object.fromEntries(rules.map(({ code, name, nameEn }) => [code, (ctx.locale === 'en' && nameEn) || name])),
		conflicts: conflicts.length,
		held: held.length,
		recorded: recorded && { id: recorded.visit.id, name: recorded.person.name, withdrawn: recorded.visit.withdrawn, door: url.searchParams.get('door'), requests: url.searchParams.get('requests'), pending: url.searchParams.has('pending'), photoFailed: url.searchParams.get('photos') === 'failed' }
	};
};

/** A link to a visit that is not there, or not theirs, shows the list without it. */
function goneOnly(error: unknown): null {
	if (error instanceof AppError && error.status === 404) return null;
	throw error;
}

export const actions: Actions = {
	withdraw: ({ locals, request }) =>
		formAction(request, async ({ id }) => {
			await withdrawVisit(locals.ctx, { id: String(id) });
			return `/desk/visits?done=${String(id)}`;
		})
};
