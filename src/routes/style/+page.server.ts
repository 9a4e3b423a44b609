import { error } from '@sveltejs/kit';
import { dev } from '$app/env';
import type { PageServerLoad } from './$types';

const VIEWS = ['parts', 'front', 'answer', 'desk', 'wall'] as const;

/** The living style page: in development, and where BAIYUN_DEMO is switched on; elsewhere there is no such page. */
export const load: PageServerLoad = ({ url }) => {
	const demo = process.env.BAIYUN_DEMO;
	if (!dev && (!demo || demo === '0')) error(404);
	const view = VIEWS.find((name) => name === url.searchParams.get('view')) ?? 'parts';
	const [lon, lat] = (url.searchParams.get('at') ?? '').split(',').map(Number);
	const centre = lon && lat ? ([lon, lat] as const) : null;
	return { view, zoom: Number(url.searchParams.get('z')) || 0, centre };
};
