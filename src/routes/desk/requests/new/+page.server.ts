import { fail } from '@sveltejs/kit';
import { forgetRailCounts } from '#app/queue-counts.ts';
import { land } from '#modules/areas/index.ts';
import { getCase, keepPhotos, listCategories, overhear, permissions, registerNeed, sayAboutCase } from '#modules/requests/index.ts';
import { demand } from '#platform/access.ts';
import { AppError } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { formAction, formValues, problemOf, readForm } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const zoneOf = (locals: App.Locals) => locals.subdistrict?.timeZone ?? 'Asia/Shanghai';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	demand(ctx.actor, permissions.register);
	const done = url.searchParams.get('done');
	if (done && isId(done)) {
		const { id, number, ownerName, rounds } = await getCase(ctx, { id: done });
		const due = (kind: string) => rounds.at(-1)?.clocks.find((clock) => clock.kind === kind)?.due ?? null;
		return { done: { id, number, ownerName, contactBy: due('first_contact'), resolveBy: due('resolve'), repeated: url.searchParams.has('repeated') } };
	}
	const [all, groups] = await Promise.all([land(ctx), listCategories(ctx, {})]);
	const nameOf = (area: { name: string; nameEn: string }) => (ctx.locale === 'en' && area.nameEn) || area.name;
	return {
		done: null,
		clientId: newId(),
		said: url.searchParams.get('said'),
		now: ctx.clock.now().getTime(),
		groups: groups.map((group) => ({
			name: group.name[ctx.locale],
			categories: group.categories.map(({ code, name, type, urgency, questions }) => ({ code, name: name[ctx.locale] || name.zh, type, urgency, questions: [...questions] }))
		})),
		communities: all.communities.map((each) => ({ id: each.id, name: nameOf(each) })),
		compounds: all.compounds.map((each) => ({ id: each.id, communityId: each.communityId, name: nameOf(each) })),
		buildings: all.buildings.map(({ id, compoundId, name }) => ({ id, compoundId, name }))
	};
};

export const actions: Actions = {
	register: ({ locals, request }) =>
		formAction(request, async (values) => {
			const receipt = await registerNeed(locals.ctx, values);
			forgetRailCounts(locals.ctx);
			return `/desk/requests/new?done=${receipt.id}${receipt.repeated ? '&repeated' : ''}`;
		}),

	/* Without script: the same look at caller and resources, by a button. */
	look: async ({ locals, request }) => {
		const { photos, ...values } = formValues(await readForm(request));
		try {
			demand(locals.ctx.actor, permissions.register);
			values.kept = (await keepPhotos(locals.ctx, photos, values.kept)).tickets;
			return { values, heard: await overhear(locals.ctx, values, zoneOf(locals)) };
		} catch (error) {
			if (!(error instanceof AppError)) throw error;
			return fail(error.status, { problem: problemOf(error, values) });
		}
	},

	/* "It is this one": the case says what was said, and no second one is made. */
	same: ({ locals, request }) =>
		formAction(request, async (values) => {
			await sayAboutCase(locals.ctx, values);
			forgetRailCounts(locals.ctx);
			return `/desk/requests/new?said=${values.joinId ? 'join' : String(values.same)}`;
		})
};
