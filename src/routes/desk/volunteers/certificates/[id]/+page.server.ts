import { acceptCertificate, getCertificate, issueCertificate, refuseCertificate, revokeCertificate } from '#modules/volunteers/index.ts';
import { text } from '#modules/volunteers/volunteers.forms.ts';
import type { Ctx } from '#platform/context.ts';
import { dateIn } from '#platform/dates/index.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({ certificate: await getCertificate(locals.ctx, { id: params.id }), issuer: locals.ctx.actor.name, today: dateIn(locals.ctx.clock.now(), locals.subdistrict!.timeZone) });

const act = (work: (ctx: Ctx, values: Record<string, unknown>, id: string) => Promise<unknown>) => ({ locals, request, params }: RequestEvent) =>
	formAction(request, async (values) => {
		await work(locals.ctx, values, params.id);
		return `/desk/volunteers/certificates/${params.id}`;
	});

export const actions: Actions = {
	accept: act((ctx, _values, id) => acceptCertificate(ctx, { id })),
	issue: act((ctx, values, id) => issueCertificate(ctx, { id, responsible: text(values.responsible), note: text(values.note) })),
	refuse: act((ctx, values, id) => refuseCertificate(ctx, { id, reason: text(values.reason) })),
	revoke: act((ctx, values, id) => revokeCertificate(ctx, { id, reason: text(values.reason) }))
};
