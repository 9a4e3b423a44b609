import { listCommunities } from '#modules/areas/index.ts';
import { PERIODS, publicRates, type Period } from '../rates.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const days = PERIODS.find((each): each is Period => String(each) === url.searchParams.get('days')) ?? 90;
	const zone = locals.subdistrict?.timeZone ?? 'Asia/Shanghai';
	const [figures, communities] = await Promise.all([publicRates(locals.ctx, zone, days), listCommunities(locals.ctx, {})]);
	return { days, ...figures, names: Object.fromEntries(communities.map(({ id, name, nameEn }) => [id, (locals.ctx.locale === 'en' && nameEn) || name])) };
};
