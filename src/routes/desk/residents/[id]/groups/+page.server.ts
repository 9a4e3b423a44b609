import { addGroupFact, addTie, correctGroupFact, endGroupFact, endTie, groupsOfPerson, groupTypes, openPage, reopenGroupFact, reviewGroupFact } from '#modules/residents/index.ts';
import { dateIn } from '#platform/dates/index.ts';
import { formAction } from '#platform/web/forms.ts';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { ctx, subdistrict } = locals;
	const person = await openPage(ctx, params.id);
	if ('mergedInto' in person) redirect(303, `/desk/residents/${person.mergedInto}/groups`);
	const [groups, types] = await Promise.all([groupsOfPerson(ctx, { personId: params.id }), groupTypes(ctx, {})]);
	return {
		id: params.id,
		name: person.fields.name.value ?? '',
		groups,
		// What may not be recorded now is not offered; the page says why.
		types: types.filter(({ active, sensitivity }) => active && !Object.hasOwn(person.withheld, `group:${sensitivity}`)),
		withheld: person.withheld,
		minor: (person.age ?? 0) < 18,
		ties: person.ties,
		revealable: person.revealable,
		today: dateIn(ctx.clock.now(), subdistrict?.timeZone ?? 'Asia/Shanghai'),
		done: url.searchParams.has('done')
	};
};

type Values = Record<string, string | undefined>;
const back = (id: string) => `/desk/residents/${id}/groups?done`;
/** What was left empty is not sent, and so stays. */
const given = (values: Values, ...names: string[]) => Object.fromEntries(names.flatMap((name) => (values[name] ? [[name, values[name]]] : [])));

export const actions: Actions = {
	add: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			// A field called `code` would be taken for a secret and not come back.
			const { group, from, ...rest } = values as Values;
			await addGroupFact(locals.ctx, { ...given(rest, 'kind', 'grade', 'diagnosis', 'certificate', 'expiresOn', 'note'), personId: params.id, code: String(group ?? ''), fromOn: String(from ?? '') });
			return back(params.id);
		}),
	correct: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			await correctGroupFact(locals.ctx, { id: String(values.id ?? ''), ...given(values as Values, 'kind', 'grade', 'diagnosis', 'certificate', 'fromOn', 'expiresOn', 'note') });
			return back(params.id);
		}),
	end: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			await endGroupFact(locals.ctx, { id: String(values.id ?? ''), on: String(values.on ?? ''), reason: values.reason as 'ended' });
			return back(params.id);
		}),
	reopen: ({ locals, request, params }) => formAction(request, async (values) => (await reopenGroupFact(locals.ctx, { id: String(values.id ?? '') }), back(params.id))),
	review: ({ locals, request, params }) => formAction(request, async (values) => (await reviewGroupFact(locals.ctx, { id: String(values.id ?? '') }), back(params.id))),
	addTie: ({ locals, request, params }) => formAction(request, async (values) => (await addTie(locals.ctx, { ...values, personId: params.id } as never), back(params.id))),
	endTie: ({ locals, request, params }) => formAction(request, async (values) => (await endTie(locals.ctx, { id: String(values.id ?? '') }), back(params.id)))
};
