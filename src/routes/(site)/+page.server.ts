import { listNotices } from '#modules/notices/index.ts';
import { PUBLIC_RATES, publicRates } from './rates.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const zone = locals.subdistrict?.timeZone ?? 'Asia/Shanghai';
	const [{ pinned, items }, { whole }] = await Promise.all([listNotices(locals.ctx, { limit: 6 }), publicRates(locals.ctx, zone, 90)]);
	return {
		rates: PUBLIC_RATES.map((key) => whole[key]),
		news: [...pinned, ...items].slice(0, 6).map(({ id, title, pinned, publishFrom }) => ({ id, title, pinned, publishFrom }))
	};
};
