import { dropImportFile, importFields, keepImportFile, permissions, previewImport, readHsdsRows, readImportFile, readSheetRows, runImport, type SourceRow } from '#modules/directory/index.ts';
import { demand } from '#platform/access.ts';
import type { Ctx } from '#platform/context.ts';
import { AppError } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

type Field = (typeof importFields)[number];
const SHOWN = 200;

/** The file as it is understood with the choices of the address: sheet, and which column is what. */
async function understood(ctx: Ctx, id: string, choices: URLSearchParams) {
	const file = await readImportFile(ctx, { id });
	if (/\.json$/i.test(file.name)) return { name: file.name, reading: null, rows: readHsdsRows(file.bytes.toString('utf8')) };
	const sheet = choices.get('sheet');
	const chosen = choices.getAll('column').map((pair) => pair.split(':') as [string, Field]);
	const mapping = choices.has('column') ? Object.fromEntries(chosen.filter(([, field]) => importFields.includes(field)).map(([column, field]) => [field, Number(column)])) : undefined;
	const reading = await readSheetRows(file.bytes, { ...(sheet !== null && { sheet: Number(sheet) }), ...(mapping && { mapping }) });
	return { name: file.name, reading, rows: reading.rows as SourceRow[] };
}

export const load: PageServerLoad = async ({ locals, url }) => {
	demand(locals.ctx.actor, permissions.import);
	const done = /^(\d+)-(\d+)$/.exec(url.searchParams.get('done') ?? '');
	const id = url.searchParams.get('file');
	const nothing = { fields: importFields, file: null, done: done && { create: Number(done[1]), update: Number(done[2]) }, problem: null };
	if (!isId(id)) return nothing;
	try {
		const { name, reading, rows } = await understood(locals.ctx, id, url.searchParams);
		const preview = await previewImport(locals.ctx, rows);
		// What is wrong comes first; nobody scrolls through a thousand good rows for it.
		const order = [...preview.rows].sort((a, b) => Number(b.action === 'error') - Number(a.action === 'error') || a.row - b.row);
		return {
			...nothing,
			file: {
				id,
				name,
				sheets: reading?.sheets ?? [],
				sheet: reading?.sheet ?? 0,
				heads: reading?.heads ?? [],
				mapping: (reading?.mapping ?? {}) as Partial<Record<Field, number>>,
				missing: reading?.missing ?? [],
				doubtful: reading?.doubtful ?? [],
				preview: { ...preview, rows: order.slice(0, SHOWN), more: Math.max(0, order.length - SHOWN) }
			}
		};
	} catch (error) {
		if (!(error instanceof AppError) || error.status === 403) throw error;
		return { ...nothing, problem: { code: error.code, params: error.params } };
	}
};

export const actions: Actions = {
	read: ({ request, locals }) =>
		formAction(request, async (_values, data) => {
			const file = data.get('file');
			if (!(file instanceof File) || file.size === 0) throw new AppError('directory.noFile', { status: 422 });
			const { id } = await keepImportFile(locals.ctx, { name: file.name.slice(-255), bytes: new Uint8Array(await file.arrayBuffer()) });
			return `/desk/directory/import?file=${id}`;
		}),
	/** Another understanding of the columns: the choices go into the address, so the view can be gone back from. */
	map: ({ request, url }) =>
		formAction(request, async (values) => {
			const query = new URLSearchParams({ file: url.searchParams.get('file') ?? '' });
			if (typeof values.sheet === 'string') query.set('sheet', values.sheet);
			if (typeof values.sheet !== 'string' || values.sheet === values.wasSheet)
				for (const [column, field] of Object.entries((values.columns ?? {}) as Record<string, string>)) query.append('column', `${column}:${field}`);
			return `/desk/directory/import?${query}`;
		}),
	commit: ({ request, locals, url }) =>
		formAction(request, async () => {
			const id = url.searchParams.get('file') ?? '';
			const { rows } = await understood(locals.ctx, id, url.searchParams);
			const { create, update } = await runImport(locals.ctx, rows);
			await dropImportFile(locals.ctx, { id });
			return `/desk/directory/import?done=${create}-${update}`;
		})
};
