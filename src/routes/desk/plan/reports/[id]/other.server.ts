import { getReport, type Report } from '#modules/plan/index.ts';
import type { Ctx } from '#platform/context.ts';
import { isId } from '#platform/ids.ts';

/** The report that the address sets beside this one, by `with`. */
export function otherReport(ctx: Ctx, url: URL): Promise<Report | null> {
	const id = url.searchParams.get('with');
	return id && isId(id) ? getReport(ctx, { id }) : Promise.resolve(null);
}
