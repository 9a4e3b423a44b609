import { categoryGroups, categorySettings, permissions, saveCategory } from '#modules/requests/index.ts';
import { MAX_QUESTIONS, readCategory, readQuestions, writeQuestion, type QuestionFields } from '#modules/requests/settings/settings.forms.ts';
import { demand, mayCall } from '#platform/access.ts';
import { notFound } from '#platform/errors.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const EMPTY: QuestionFields = { code: '', kind: 'text', zh: '', en: '', required: false, options: '', unit: '', min: '', max: '', when: '', stop: '' };

export const load: PageServerLoad = async ({ locals, params }) => {
	const { ctx } = locals;
	const fresh = params.code === 'new';
	if (fresh) demand(ctx.actor, permissions.configure);
	const [groups, categories] = await Promise.all([categoryGroups(ctx, {}), categorySettings(ctx, {})]);
	const found = categories.find((each) => each.code === params.code);
	if (!found && !fresh) throw notFound('category');
	const written = (found?.questions ?? []).map(writeQuestion);
	return {
		mayEdit: mayCall(ctx.actor, permissions.configure),
		fresh,
		groups: groups.map((group) => ({ code: group.code, name: (ctx.locale === 'en' && group.nameEn) || group.name })),
		category: found
			? { code: found.code, group: found.group, nameZh: found.name.zh, nameEn: found.name.en, type: found.type, urgency: found.urgency, confidential: found.confidential, anonymous: found.anonymous, publicPlace: found.publicPlace, active: found.active, terms: found.terms.join(' ') }
			: { code: '', group: groups[0]?.code ?? '', nameZh: '', nameEn: '', type: 'help' as const, urgency: 'normal' as const, confidential: false, anonymous: true, publicPlace: false, active: true, terms: '' },
		// Two empty ones to write in; saving brings two more.
		questions: [...written, ...Array.from({ length: Math.min(2, MAX_QUESTIONS - written.length) }, () => EMPTY)]
	};
};

export const actions: Actions = {
	default: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			const input = readCategory({ ...values, ...(params.code !== 'new' && { code: params.code }) });
			await saveCategory(locals.ctx, { ...input, questions: readQuestions(values) as never });
			return `/desk/requests/settings/categories/${input.code}?saved`;
		})
};
