import { isStaff } from '#platform/context.ts';
import type { LayoutServerLoad } from './$types';

/** What every page knows: language, mode, which subdistrict, and who is signed in (a name, no identifiers). */
export const load: LayoutServerLoad = ({ locals }) => ({
	locale: locals.ctx.locale,
	senior: locals.senior,
	subdistrict: locals.subdistrict && { name: locals.subdistrict.name, nameEn: locals.subdistrict.nameEn, timeZone: locals.subdistrict.timeZone },
	me: locals.ctx.actor.kind === 'user' ? { name: locals.ctx.actor.name, staff: isStaff(locals.ctx.actor) } : null
});
