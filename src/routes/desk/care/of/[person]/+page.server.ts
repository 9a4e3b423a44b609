import { addPlan, agreePair, careOfPerson, changePlan, endPair, endPlan, openDoor, pair, pausePlan, reopenPlan, resumePair } from '#modules/care/index.ts';
import { openPage } from '#modules/residents/index.ts';
import type { Ctx } from '#platform/context.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const care = await careOfPerson(locals.ctx, params.person);
	// Looking at somebody's care is looking at their record.
	await openPage(locals.ctx, care.person.id);
	return { care };
};

type Values = Record<string, string | undefined> & { personId: string };
const number = (text: string | undefined): number | null => (text === undefined ? null : Number(text));

/** One form of the tab: what went through leads back to it, what did not is shown here with all that was typed. */
const form = (work: (ctx: Ctx, values: Values) => Promise<unknown>) => ({ locals, request, params }: RequestEvent) =>
	formAction(request, async (values) => {
		await work(locals.ctx, { ...(values as Record<string, string>), personId: params.person });
		return `/desk/residents/${params.person}?tab=care`;
	});

export const actions: Actions = {
	add: form((ctx, { personId, why = '', visitDays }) => addPlan(ctx, { personId, why, visitDays: Number(visitDays) })),
	change: form((ctx, { id = '', version, visitDays, nextOn, goal }) => changePlan(ctx, { id, version: Number(version), visitDays: number(visitDays), nextOn: nextOn ?? null, goal: goal ?? '' })),
	pause: form((ctx, { id = '', until, reason }) => pausePlan(ctx, { id, until: until ?? null, reason: reason ?? '' })),
	end: form((ctx, { id = '', reason = '' }) => endPlan(ctx, { id, reason })),
	reopen: form((ctx, { id = '' }) => reopenPlan(ctx, { id })),
	pair: form((ctx, { personId, kind, name, phone, what = '', rhythmDays, agreed }) => pair(ctx, { personId, kind: kind as 'neighbour', name: name ?? '', phone: phone ?? '', what, rhythmDays: number(rhythmDays), agreed: agreed === 'on' })),
	agreePair: form((ctx, { id = '' }) => agreePair(ctx, { id })),
	endPair: form((ctx, { id = '', reason = '' }) => endPair(ctx, { id, reason })),
	resumePair: form((ctx, { id = '' }) => resumePair(ctx, { id })),
	door: ({ locals, request, params }) =>
		formAction(request, async ({ source, said, clientId }) => {
			const { id } = await openDoor(locals.ctx, { personId: params.person, source: source as 'visit', said: (said as string | undefined) ?? '', clientId: clientId as string });
			return `/desk/care/doors/${id}`;
		})
};
