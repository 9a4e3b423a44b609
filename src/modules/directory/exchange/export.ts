import type { Writable } from 'node:stream';
import * as v from 'valibot';
import { listCommunities } from '#modules/areas/index.ts';
import type { Ctx } from '#platform/context.ts';
import { writeWorkbook, type Cell } from '#platform/sheets/index.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../directory.permissions.ts';
import { readServices, type Service } from '../entries/read-services.ts';
import { decodeKey, page, type Page } from '../search/page.ts';
import { listTerms } from '../vocabulary/terms.ts';
import { columns, type Column } from './columns.ts';
import { zh } from '../messages/zh.ts';

const { query } = forModule<'directory'>();
const AT_ONCE = 300;

/** A page of whole entries in use or paused, by id, so that an export never holds all of them. */
const exportPage = query({
	name: 'directory.exportPage',
	access: permissions.read,
	input: v.object({ after: v.optional(v.string()) }),
	run: async (tx, { after }): Promise<Page<Service>> => {
		const rows = await tx.db
			.selectFrom('directory.service')
			.select('id')
			.where('subdistrict_id', '=', tx.ctx.subdistrictId)
			.where('status', '!=', 'retired')
			.$if(after !== undefined, (qb) => qb.where('id', '>', decodeKey(after!, 'number')[1]))
			.orderBy('id')
			.limit(AT_ONCE + 1)
			.execute();
		const cut = page.cut(rows, AT_ONCE, ({ id }) => [0, id]);
		return { items: await readServices(tx, cut.items.map(({ id }) => id)), next: cut.next };
	}
});

/** Every entry in use or paused, whole, one after the other. Each batch is one snapshot. */
export async function* exportedServices(ctx: Ctx): AsyncGenerator<Service> {
	let after: string | undefined;
	do {
		const batch: Page<Service> = await exportPage(ctx, { after });
		yield* batch.items;
		after = batch.next ?? undefined;
	} while (after);
}

/** Writes the directory as an Excel table that an import takes back. @returns how many entries */
export async function exportWorkbook(ctx: Ctx, target: Writable): Promise<number> {
	const names = { communities: await listCommunities(ctx, {}), terms: await listTerms(ctx, { retired: true }) };
	const table: Column[] = Object.values(columns);
	let count = 0;
	async function* rows(): AsyncGenerator<Cell[]> {
		for await (const service of exportedServices(ctx)) {
			count++;
			const { organization, ...rest } = service;
			// Entries that never had an outside number go out under their own id, so that they are found again.
			const shown = { organization: { ...organization, externalId: null, communityId: null, phones: [] }, service: { ...rest, externalId: service.externalId ?? service.id } };
			yield table.map((column) => column.show(shown, names));
		}
	}
	await writeWorkbook(target, {
		now: ctx.clock.now(),
		sheets: [{ name: zh.search.title, columns: table.map(({ names: [header], width }) => ({ header: header!, width })), rows: rows() }]
	});
	return count;
}
