import { siteSettings } from '#modules/site/index.ts';
import type { LayoutServerLoad } from './$types';

/** The foot of every resident page. */
export const load: LayoutServerLoad = async ({ locals }) => ({ foot: locals.subdistrict ? await siteSettings(locals.ctx, {}) : null });
