import { measureRecords, openMeasure, yearStartOn } from '#modules/plan/index.ts';
import { dateIn, isDate } from '#platform/dates/index.ts';
import { isId } from '#platform/ids.ts';
import type { PageServerLoad } from './$types';
import { areaChoices } from '../../areas.server.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { ctx } = locals;
	const today = dateIn(ctx.clock.now(), locals.subdistrict?.timeZone ?? 'Asia/Shanghai');
	const dayOf = (name: string, otherwise: string): string => {
		const text = url.searchParams.get(name) ?? '';
		return isDate(text) ? text : otherwise;
	};
	const period = { from: dayOf('from', yearStartOn(today)), to: dayOf('to', today) };
	const asked = url.searchParams.get('area');
	const area = asked && isId(asked) ? asked : null;
	const part = /^[a-z_]{1,40}$/.test(url.searchParams.get('part') ?? '') ? url.searchParams.get('part')! : 'numerator';
	const what = { key: params.key, ...period, communityId: area };
	const [areas, open, records] = await Promise.all([areaChoices(ctx), openMeasure(ctx, what), measureRecords(ctx, { ...what, part, cursor: url.searchParams.get('cursor') })]);
	return { areas, area, period, part, open, records };
};
