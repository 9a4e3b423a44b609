import { areaNames } from '#modules/areas/index.ts';
import { openCasesOfPhones } from '#modules/requests/index.ts';
import { correctByForm, deathByForm, findMember, headByForm, householdByForm, householdPage, moveByForm, moveInByForm, phoneHashesOf, takeBackByForm, type Changed } from '#modules/residents/index.ts';
import { isDate } from '#platform/dates/index.ts';
import { newId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { ctx } = locals;
	const asked = url.searchParams.get('on');
	const household = await householdPage(ctx, { id: params.id, on: asked && isDate(asked) ? asked : null });
	const [nameOf, hashes] = await Promise.all([areaNames(ctx), phoneHashesOf(ctx, { ids: household.members.map(({ person }) => person.id) })]);
	const cases = await openCasesOfPhones(ctx, { phoneHashes: [...hashes.values()] });
	const whose = new Map([...hashes].map(([id, hash]) => [hash, household.members.find(({ person }) => person.id === id)?.person.name ?? '']));
	const [changeId, ...personIds] = (url.searchParams.get('changed') ?? '').split('.');
	return {
		household,
		community: nameOf(household.communityId),
		cases: cases.map(({ id, number, state, summary, createdAt, phoneHash }) => ({ id, number, state, summary, createdAt, who: whose.get(phoneHash) ?? '' })),
		changed: changeId ? { changeId, personIds } : null,
		back: url.searchParams.has('back'),
		ids: { person: newId() }
	};
};

/** The household's page after a change, which can be taken back from there. */
const after = (changed: Changed, householdId: string): string => `/desk/residents/household/${householdId}?changed=${[changed.changeId, ...changed.personIds].join('.')}`;

export const actions: Actions = {
	find: async ({ locals, request }) => {
		let found: Awaited<ReturnType<typeof findMember>> = [];
		let words = '';
		const result = await formAction(request, async (values) => {
			words = String(values.words ?? '');
			found = await findMember(locals.ctx, values);
		});
		return 'done' in result ? { found, words } : result;
	},
	moveIn: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			const { communityId } = await householdPage(locals.ctx, { id: params.id });
			return after(await moveInByForm(locals.ctx, values, { householdId: params.id }, communityId), params.id);
		}),
	move: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			const household = await householdPage(locals.ctx, { id: params.id });
			return after(await moveByForm(locals.ctx, values, household), params.id);
		}),
	head: ({ locals, request, params }) => formAction(request, async (values) => after(await headByForm(locals.ctx, values, params.id), params.id)),
	death: ({ locals, request, params }) => formAction(request, async (values) => after(await deathByForm(locals.ctx, values), params.id)),
	correct: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			await correctByForm(locals.ctx, values);
			return `/desk/residents/household/${params.id}?changed`;
		}),
	household: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			await householdByForm(locals.ctx, values, params.id);
			return `/desk/residents/household/${params.id}?changed`;
		}),
	takeBack: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			await takeBackByForm(locals.ctx, values);
			return `/desk/residents/household/${params.id}?back`;
		})
};
