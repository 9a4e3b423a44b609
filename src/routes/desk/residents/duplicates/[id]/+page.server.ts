import { areaNames } from '#modules/areas/index.ts';
import { plansOf } from '#modules/care/index.ts';
import { openCasesOfPhones } from '#modules/requests/index.ts';
import { decideDifferent, groupTags, householdPage, mergePair, openPage, pairView, phoneHashesOf } from '#modules/residents/index.ts';
import type { Ctx } from '#platform/context.ts';
import { notFound } from '#platform/errors.ts';
import { formAction } from '#platform/web/forms.ts';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

/* One of the two, with what hangs on it. */
async function sideOf(ctx: Ctx, id: string) {
	const person = await openPage(ctx, id);
	if ('mergedInto' in person) throw notFound('person');
	const [household, plans, hashes] = await Promise.all([person.householdId ? householdPage(ctx, { id: person.householdId }) : null, plansOf(ctx, { personId: id }), phoneHashesOf(ctx, { ids: [id] })]);
	const cases = hashes.size ? await openCasesOfPhones(ctx, { phoneHashes: [...hashes.values()] }) : [];
	return {
		person,
		household: household && { id: household.id, number: household.number, others: household.members.filter((member) => member.person.id !== id).map((member) => member.person.name) },
		plan: plans.find(({ untilOn }) => untilOn === null) ?? null,
		cases: cases.map(({ id: caseId, number, summary }) => ({ id: caseId, number, summary }))
	};
}

export const load: PageServerLoad = async ({ locals, params }) => {
	const { ctx } = locals;
	const pair = await pairView(ctx, { id: params.id });
	if (pair.state !== 'open') redirect(303, '/desk/residents/duplicates?view=decided');
	const [one, two, tags, nameOf] = await Promise.all([sideOf(ctx, pair.personIds[0]), sideOf(ctx, pair.personIds[1]), groupTags(ctx, { ids: pair.personIds }), areaNames(ctx)]);
	return { pair, sides: [one, two].map((side) => ({ ...side, community: nameOf(side.person.communityId), groups: tags.get(side.person.id)?.recorded ?? [] })) };
};

const decided = (done: string) => `/desk/residents/duplicates?done=${done}`;

export const actions: Actions = {
	merge: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			const versions = Object.fromEntries(Object.entries((values.versions ?? {}) as Record<string, string>).map(([id, version]) => [id, Number(version)]));
			await mergePair(locals.ctx, { id: params.id, keepId: String(values.keepId ?? ''), fields: (values.fields ?? {}) as Record<string, string>, homeOf: typeof values.homeOf === 'string' ? values.homeOf : undefined, versions });
			return decided('merged');
		}),
	different: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			await decideDifferent(locals.ctx, { id: params.id, note: String(values.note ?? '') });
			return decided('different');
		})
};
