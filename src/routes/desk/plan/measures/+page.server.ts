import { listMeasures, yearStartOn } from '#modules/plan/index.ts';
import { dateIn } from '#platform/dates/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const today = dateIn(locals.ctx.clock.now(), locals.subdistrict?.timeZone ?? 'Asia/Shanghai');
	return { measures: await listMeasures(locals.ctx, {}), period: { from: yearStartOn(today), to: today } };
};
