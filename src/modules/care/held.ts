/** What care holds about somebody, for themselves: visits with all that was noted, plans, pairs, doors, assessments with their level. */
import { demandOwnData } from '#modules/residents/index.ts';
import type { Ctx } from '#platform/context.ts';
import { formatDate, formatDateTime } from '#platform/dates/index.ts';
import type { HeldItem } from '#platform/manifest.ts';
import { unseal } from '#platform/secrets.ts';
import { zoneOf } from '#platform/tenant.ts';
import { forModule } from '#platform/usecase.ts';
import * as v from 'valibot';
import { assessmentsOf } from './assessment/assessment.store.ts';
import { levelOf } from './assessment/form.model.ts';
import { formVersion } from './assessment/forms.ts';
import { NOTE_PURPOSE } from './care.seal.ts';
import { careMessages } from './messages/index.ts';
import { visitMessages } from './messages/visits.ts';
import { fieldsOf, photosOf } from './visits/visit.store.ts';

const { query } = forModule<'care'>();

/** Asked for one person by themselves, or for the copy that they asked for; the newest first. @throws platform.notFound (404) for others */
export const heldByCare = query({
	name: 'care.held',
	access: 'signed-in',
	input: v.object({ personId: v.pipe(v.string(), v.uuid()) }),
	prepare: async (ctx, input) => {
		await demandOwnData(ctx, input);
		return zoneOf(ctx);
	},
	run: async (tx, { personId }, zone): Promise<HeldItem[]> => {
		const { db, ctx } = tx;
		const [m, w] = [careMessages[ctx.locale], visitMessages[ctx.locale]];
		const day = (date: string) => formatDate(date, ctx.locale);
		const [visits, plans, pairs, doors, assessments, rules] = await Promise.all([
			db.selectFrom('care.visit').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', personId).where('withdrawn_at', 'is', null).orderBy('visited_at', 'desc').limit(500).execute(),
			db.selectFrom('care.plan').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', personId).orderBy('from_on', 'desc').execute(),
			db.selectFrom('care.pairing').select(['partner_kind', 'partner_name_masked', 'what', 'from_on', 'until_on']).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', personId).orderBy('from_on', 'desc').execute(),
			db.selectFrom('care.door').select(['opened_at', 'opened_by_name', 'finding', 'closing_note_sealed']).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', personId).orderBy('opened_at', 'desc').execute(),
			assessmentsOf(tx, personId),
			db.selectFrom('care.rule').select(['code', 'name', 'name_en']).where('subdistrict_id', '=', ctx.subdistrictId).execute()
		]);
		const ruleName = (code: string) => {
			const rule = rules.find((each) => each.code === code);
			return rule ? (ctx.locale === 'en' && rule.name_en) || rule.name : code;
		};
		return [
			...plans.map((plan): HeldItem => ({
				title: m.plan.title,
				when: plan.until_on ? m.plan.span(day(plan.from_on), day(plan.until_on)) : m.pair.since(day(plan.from_on)),
				lines: [[...plan.reasons.map(ruleName), ...(plan.by_hand ? [m.plan.byHand(plan.by_hand)] : [])].join(' · '), m.care.every(plan.visit_days), plan.worker_name, plan.goal_sealed ? unseal(plan.goal_sealed, NOTE_PURPOSE) : '']
			})),
			...visits.map((row): HeldItem => {
				const fields = fieldsOf(row);
				return {
					title: `${w.ways[fields.way]} · ${w.outcomes[fields.outcome]}`,
					when: formatDateTime(row.visited_at, zone, ctx.locale),
					lines: [w.by(row.by_name), fields.mood === null ? '' : (w.moods[fields.mood] ?? ''), fields.needs.map((need) => w.needs[need]).join(' · '), fields.needWords, fields.health, fields.note],
					pictures: photosOf(row).map(({ id, width, height }, i) => ({ href: `/my/record/${personId}/visits/${row.id}/${id}`, alt: w.photoOf(i + 1), width, height }))
				};
			}),
			...pairs.map((pair): HeldItem => ({ title: `${m.pair.title} · ${m.pair.kind[pair.partner_kind as keyof typeof m.pair.kind]}`, when: pair.until_on ? m.plan.span(day(pair.from_on), day(pair.until_on)) : m.pair.since(day(pair.from_on)), lines: [pair.partner_name_masked, pair.what] })),
			...doors.map((door): HeldItem => ({ title: m.door.title, when: formatDateTime(door.opened_at, zone, ctx.locale), lines: [door.opened_by_name, door.finding ? m.door.finding[door.finding as keyof typeof m.door.finding] : '', door.closing_note_sealed ? unseal(door.closing_note_sealed, NOTE_PURPOSE) : ''] })),
			...assessments
				.filter(({ state }) => state !== 'draft')
				.map((each): HeldItem => {
					const form = formVersion(each.formKey, each.formVersion);
					const { result } = each.open();
					return { title: form.name[ctx.locale], when: day(each.assessedOn), lines: [result?.level == null ? '' : levelOf(form, result.level).name[ctx.locale], each.assessors.join(' · ') || each.byName] };
				})
		].map((item) => ({ ...item, lines: item.lines.filter(Boolean) }));
	}
});

export const careHeld = (ctx: Ctx, personId: string): Promise<HeldItem[]> => heldByCare(ctx, { personId });
