import { addAlias, decideAliases, listAliases, listTerms, permissions, retireTerm, saveTerm } from '#modules/directory/index.ts';
import { mayCall } from '#platform/access.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const code = url.searchParams.get('code');
	const [terms, proposed] = await Promise.all([listTerms(locals.ctx, { retired: true }), listAliases(locals.ctx, { status: 'proposed' })]);
	const term = terms.find((one) => one.code === code) ?? null;
	return {
		terms,
		proposed,
		term,
		aliases: term ? await listAliases(locals.ctx, { term: term.code, limit: 200 }) : [],
		adding: url.searchParams.has('new'),
		mayEdit: mayCall(locals.ctx.actor, permissions.terms),
		done: url.searchParams.has('done')
	};
};

const pieces = (value: unknown): string[] => String(value ?? '').split(/[、,，;；\n]+/).map((piece) => piece.trim()).filter(Boolean);
const back = (code: unknown) => `/desk/directory/terms?${new URLSearchParams({ ...(code ? { code: String(code) } : {}), done: '1' })}`;

export const actions: Actions = {
	save: ({ request, locals }) =>
		formAction(request, async (values) => {
			const { serviceWords, category, other, related, ...rest } = values;
			const mappings = [
				...(category ? [{ scheme: 'complaint', code: String(category) }] : []),
				...pieces(serviceWords).map((code) => ({ scheme: 'service', code })),
				...String(other ?? '').split('\n').flatMap((line) => {
					const found = /^(.+)\s+(\S+)$/.exec(line.trim());
					return found ? [{ scheme: found[1]!.trim(), code: found[2]! }] : [];
				})
			];
			const { code } = await saveTerm(locals.ctx, { ...rest, related: pieces(related), mappings } as never);
			return back(code);
		}),
	retire: ({ request, locals }) =>
		formAction(request, async (values) => {
			await retireTerm(locals.ctx, { code: String(values.code), retired: values.retired === '1' });
			return back(values.code);
		}),
	decide: ({ request, locals }) =>
		formAction(request, async (values) => {
			const ids = Array.isArray(values.ids) ? (values.ids as string[]) : values.id ? [String(values.id)] : [];
			await decideAliases(locals.ctx, { ids, status: values.status === 'refused' ? 'refused' : 'confirmed' });
			return back(values.term);
		}),
	alias: ({ request, locals }) =>
		formAction(request, async (values) => {
			await addAlias(locals.ctx, { term: String(values.term), phrase: String(values.phrase ?? '') });
			return back(values.term);
		})
};
