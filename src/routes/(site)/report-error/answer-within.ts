import { allowanceOf } from '#modules/requests/index.ts';
import { requestsMessages } from '#modules/requests/messages/index.ts';
import { sayAllowance } from '#modules/requests/settings/settings.forms.ts';
import type { Ctx } from '#platform/context.ts';

/** The built-in category of reports about the site; the desk sees them among its cases, with their clocks. */
export const SITE_ERROR = 'site_error';

/** Within what time a report is answered, in words: what its case is held to, e.g. `3 个工作日`. */
export async function answerWithin(ctx: Ctx): Promise<string> {
	const { minutes, unit } = (await allowanceOf(ctx, { categoryCode: SITE_ERROR, clock: 'resolve' }))!;
	const said = sayAllowance(minutes, unit);
	return requestsMessages[ctx.locale].allowance[said.unit](said.amount);
}
