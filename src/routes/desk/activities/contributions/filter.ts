import type { Ctx } from '#platform/context.ts';
import { dateIn, isDate } from '#platform/dates/index.ts';
import { isId } from '#platform/ids.ts';

/** The period (this year unless the address says otherwise), organisation and community that the address asks for. */
export function readContributionFilter(url: URL, ctx: Ctx, zone: string) {
	const asked = url.searchParams;
	const year = dateIn(ctx.clock.now(), zone).slice(0, 4);
	const day = (name: string, otherwise: string) => (isDate(asked.get(name) ?? '') ? asked.get(name)! : otherwise);
	return {
		from: day('from', `${year}-01-01`),
		to: day('to', `${year}-12-31`),
		organizationId: isId(asked.get('organization')) ? asked.get('organization') : null,
		communityId: isId(asked.get('community')) ? asked.get('community') : null
	};
}
