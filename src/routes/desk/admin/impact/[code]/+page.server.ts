import { personalData } from '#app/personal-data.ts';
import { assessImpact, impactRecord, permissions } from '#modules/residents/index.ts';
import { mayCall } from '#platform/access.ts';
import { dateIn } from '#platform/dates/index.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx, subdistrict }, params, url }) => {
	const [impact] = await impactRecord(ctx, { code: params.code, others: await personalData(ctx) });
	return { impact: impact!, mayAssess: mayCall(ctx.actor, permissions.purposes), assessor: ctx.actor.name, now: ctx.clock.now(), today: dateIn(ctx.clock.now(), subdistrict?.timeZone ?? 'Asia/Shanghai'), saved: url.searchParams.has('saved'), again: url.searchParams.has('again') };
};

export const actions: Actions = {
	default: ({ locals: { ctx }, request, params }) =>
		formAction(request, async (values) => {
			const text = (name: string) => (typeof values[name] === 'string' ? values[name] : '');
			await assessImpact(ctx, {
				code: params.code,
				purposeVersion: Number(text('purposeVersion')),
				after: Number(text('after')),
				others: await personalData(ctx),
				necessity: text('necessity'),
				risk: text('risk'),
				measures: text('measures'),
				outside: text('outside'),
				conclusion: text('conclusion') as 'fits',
				assessor: text('assessor'),
				assessedOn: text('assessedOn')
			});
			return `/desk/admin/impact/${params.code}?saved`;
		})
};
