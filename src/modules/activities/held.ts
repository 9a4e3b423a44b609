/** What activities hold about somebody, for themselves: what they signed up for and came to, what they learned, their certificates. */
import * as v from 'valibot';
import { demandOwnData } from '#modules/residents/index.ts';
import type { Ctx } from '#platform/context.ts';
import { dateIn, formatDate, formatDateTime } from '#platform/dates/index.ts';
import type { HeldItem } from '#platform/manifest.ts';
import { zoneOf } from '#platform/tenant.ts';
import { forModule } from '#platform/usecase.ts';
import { rosterMessages } from './messages/roster.ts';
import { attendedBy, coursesOf, placesOf } from './signup/mine.queries.ts';
import { comeMessages } from './messages/come.ts';

const { query } = forModule<'activities'>();

/** Asked for one person by themselves, or for the copy that they asked for. @throws platform.notFound (404) for others */
export const heldByActivities = query({
	name: 'activities.held',
	access: 'signed-in',
	input: v.object({ personId: v.pipe(v.string(), v.uuid()) }),
	prepare: async (ctx, input) => {
		await demandOwnData(ctx, input);
		return zoneOf(ctx);
	},
	run: async (tx, { personId }, zone): Promise<HeldItem[]> => {
		const { db, ctx } = tx;
		const keys = [`p:${personId}`];
		const m = rosterMessages[ctx.locale].person;
		const come = comeMessages[ctx.locale].mine;
		const [places, attended, courses, certificates] = await Promise.all([
			placesOf(tx, keys, null),
			attendedBy(tx, keys, 500),
			coursesOf(tx, keys),
			db.selectFrom('activities.certificate').select(['number', 'kind', 'issued_at']).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', personId).orderBy('issued_at', 'desc').execute()
		]);
		const at = (instant: Date) => formatDateTime(instant, zone, ctx.locale);
		return [
			...places.map((one): HeldItem => ({ title: m.heldPlace, when: at(one.startsAt), lines: [one.title, come.state[one.state] ?? ''] })),
			...courses.map((one): HeldItem => ({ title: m.heldCourse, when: one.passedOn ? formatDate(one.passedOn, ctx.locale) : '', lines: [one.title, come.progress(one.sessions, one.needed)] })),
			...certificates.map((one): HeldItem => ({ title: m.heldCertificate, when: formatDate(dateIn(one.issued_at, zone), ctx.locale), lines: [m.number(one.number)] })),
			...attended.map((one): HeldItem => ({ title: m.heldCame, when: at(one.startsAt), lines: [one.title] }))
		];
	}
});

export const activitiesHeld = (ctx: Ctx, personId: string): Promise<HeldItem[]> => heldByActivities(ctx, { personId });
