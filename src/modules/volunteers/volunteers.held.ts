/** What this module holds about somebody, for themselves: the registration, teams, hours, certificates. */
import { demandOwnData } from '#modules/residents/index.ts';
import type { Ctx } from '#platform/context.ts';
import { formatDate, formatDay } from '#platform/dates/index.ts';
import type { HeldItem } from '#platform/manifest.ts';
import { unseal } from '#platform/secrets.ts';
import { forModule } from '#platform/usecase.ts';
import * as v from 'valibot';
import { detailOf } from './register/volunteer.queries.ts';
import { volunteersMessages } from './messages/index.ts';

const { query } = forModule<'volunteers'>();

/** @throws platform.notFound (404) for others */
const heldByVolunteers = query({
	name: 'volunteers.held',
	access: 'signed-in',
	input: v.object({ personId: v.pipe(v.string(), v.uuid()) }),
	prepare: (ctx, input) => demandOwnData(ctx, input),
	run: async (tx, { personId }): Promise<HeldItem[]> => {
		const { db, ctx } = tx;
		const row = await db.selectFrom('volunteers.volunteer').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', personId).where('state', 'not in', ['merged', 'erased']).executeTakeFirst();
		if (!row) return [];
		const m = volunteersMessages[ctx.locale];
		const day = (date: string) => formatDate(date, ctx.locale);
		const [one, entries, certificates] = await Promise.all([
			detailOf(tx, row),
			db.selectFrom('volunteers.entry').select(['kind', 'minutes', 'on_day', 'title', 'reason', 'corrects']).where('subdistrict_id', '=', ctx.subdistrictId).where('volunteer_id', '=', row.id).orderBy('on_day', 'desc').orderBy('id', 'desc').limit(500).execute(),
			db.selectFrom('volunteers.certificate').select(['number', 'state', 'applied_at', 'issued_on']).where('subdistrict_id', '=', ctx.subdistrictId).where('volunteer_id', '=', row.id).orderBy('applied_at', 'desc').execute()
		]);
		const guardian = row.guardian_name_sealed ? [unseal(row.guardian_name_sealed, 'contact'), row.guardian_phone_sealed ? unseal(row.guardian_phone_sealed, 'contact') : ''].join(' ') : '';
		return [
			{
				title: m.held.registration(row.number),
				when: day(row.registered_on),
				lines: [
					row.name,
					row.birth_date ? formatDay(row.birth_date, ctx.locale) : '',
					row.phone_sealed ? unseal(row.phone_sealed, 'contact') : '',
					row.id_sealed ? unseal(row.id_sealed, 'identity') : '',
					row.identities.map((each) => m.identity[each as keyof typeof m.identity]).join(' · '),
					row.skills.map((each) => m.skill[each as keyof typeof m.skill]).join(' · '),
					guardian ? m.held.guardian(guardian) : '',
					one.teams.map(({ name }) => name).join(' · ')
				].filter(Boolean)
			},
			...certificates.map((each): HeldItem => ({ title: `${m.certificate.title} ${each.number ?? ''}`.trim(), when: each.issued_on ? day(each.issued_on) : '', lines: [m.certificate.states[each.state as keyof typeof m.certificate.states]] })),
			...entries.map((each): HeldItem => ({ title: each.title, when: day(each.on_day), lines: [m.hours.kinds[each.kind as keyof typeof m.hours.kinds], each.minutes ? m.hours.time(each.minutes) : '', each.corrects ? m.hours.correction(each.reason) : ''].filter(Boolean) }))
		];
	}
});

export const volunteersHeld = (ctx: Ctx, personId: string): Promise<HeldItem[]> => heldByVolunteers(ctx, { personId });
