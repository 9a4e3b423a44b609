import { listRules, permissions, RULE_KEYS, saveRule } from '#modules/requests/index.ts';
import { mayCall } from '#platform/access.ts';
import { dateIn } from '#platform/dates/index.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	mayEdit: mayCall(locals.ctx.actor, permissions.configure),
	today: dateIn(locals.ctx.clock.now(), locals.subdistrict?.timeZone ?? 'Asia/Shanghai'),
	keys: RULE_KEYS,
	rules: await listRules(locals.ctx, {})
});

const text = (values: Record<string, unknown>, name: string) => (typeof values[name] === 'string' ? (values[name] as string) : '');

export const actions: Actions = {
	default: ({ locals, request }) =>
		formAction(request, async (values) => {
			await saveRule(locals.ctx, { key: text(values, 'key') as 'reopen_days', value: Number(text(values, 'value') || NaN), validFrom: text(values, 'validFrom'), source: text(values, 'source') || null });
			return '/desk/requests/settings/rules?saved';
		})
};
