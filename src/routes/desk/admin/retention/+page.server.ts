import { listPurposes, permissions, retentionForecast, retentionRuns, setWithdrawalGrace, withdrawalGrace } from '#modules/residents/index.ts';
import { mayCall } from '#platform/access.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, url }) => {
	const everyNight = url.searchParams.has('all');
	const [grace, forecast, log, purposes] = await Promise.all([
		withdrawalGrace(ctx, {}),
		retentionForecast(ctx, {}),
		retentionRuns(ctx, { something: !everyNight, cursor: url.searchParams.get('cursor'), limit: 30 }),
		listPurposes(ctx, {})
	]);
	const named = purposes.map(({ code, name, nameEn }) => ({ code, name: (ctx.locale === 'en' && nameEn) || name }));
	return { grace, forecast, log, purposes: named, everyNight, mayEdit: mayCall(ctx.actor, permissions.purposes), saved: url.searchParams.has('saved') };
};

export const actions: Actions = {
	grace: ({ locals, request }) =>
		formAction(request, async ({ days }) => {
			await setWithdrawalGrace(locals.ctx, { days: String(days ?? '') });
			return '/desk/admin/retention?saved=1';
		})
};
