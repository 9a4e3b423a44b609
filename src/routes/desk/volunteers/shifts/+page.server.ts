import { listShifts, listTeams } from '#modules/volunteers/index.ts';
import { addDays, dateIn, isDate, weekday } from '#platform/dates/index.ts';
import { communityChoices } from '../communities.server.ts';
import type { PageServerLoad } from './$types';

/** A week from Monday to Sunday; `?week=` is any day of it. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	const today = dateIn(ctx.clock.now(), locals.subdistrict!.timeZone);
	const asked = url.searchParams.get('week') ?? '';
	const day = isDate(asked) ? asked : today;
	const from = addDays(day, 1 - weekday(day));
	const to = addDays(from, 6);
	const of = (name: string) => url.searchParams.get(name) || null;
	const [{ shifts, more }, communities, teams] = await Promise.all([listShifts(ctx, { from, to, communityId: of('community'), teamId: of('team') }), communityChoices(ctx), listTeams(ctx, {})]);
	return {
		today,
		from,
		to,
		more,
		community: of('community'),
		team: of('team'),
		days: Array.from({ length: 7 }, (_, i) => addDays(from, i)).map((date) => ({ date, shifts: shifts.filter(({ onDay }) => onDay === date) })),
		communities,
		teams: teams.map(({ id, name, nameEn }) => ({ id, name: (ctx.locale === 'en' && nameEn) || name }))
	};
};
