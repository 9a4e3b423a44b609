import { listCommunities } from '#modules/areas/index.ts';
import { fail, type ActionFailure } from '@sveltejs/kit';
import { keptBy, listTerms, organizationNames, retypedForm, type EntryForm } from '#modules/directory/index.ts';
import type { Ctx } from '#platform/context.ts';
import { formAction, type FormProblem } from '#platform/web/forms.ts';

/** What the form of an entry chooses from: organisations, terms, and the communities that the caller may keep for. */
export async function choicesFor(ctx: Ctx) {
	const kept = keptBy(ctx.actor);
	const [organizations, communities, terms] = await Promise.all([organizationNames(ctx, {}), listCommunities(ctx, {}), listTerms(ctx, {})]);
	const en = ctx.locale === 'en';
	return {
		organizations,
		communities: communities.map(({ id, name, nameEn }) => ({ id, name: (en && nameEn) || name })),
		keepers: communities.filter(({ id }) => kept === 'all' || kept.includes(id)).map(({ id }) => id),
		whole: kept === 'all',
		terms: terms.map(({ code, parentCode, zh, en: english }) => ({ code, parentCode, name: (en && english) || zh }))
	};
}

type Refused = ActionFailure<{ problem: FormProblem; typed: EntryForm; typedVersion: number | null }>;

/** A form action of an entry's form: what was typed comes back as the form itself when it did not go through. */
export async function entryAction(request: Request, work: (values: Record<string, unknown>) => Promise<string>): Promise<Refused | { done: true }> {
	let typed: Record<string, unknown> = {};
	const result = await formAction(request, (values) => {
		typed = values;
		return work(values);
	});
	if ('done' in result) return result;
	return fail(result.status, { problem: result.data.problem, typed: retypedForm(typed), typedVersion: Number(typed.version) || null });
}
