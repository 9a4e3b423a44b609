/** What is done to a visit after it was recorded: written again field by field, taken back, two people's words settled. */
import { personCard, revealedGroups } from '#modules/residents/index.ts';
import { hasRole } from '#platform/context.ts';
import { dateIn } from '#platform/dates/index.ts';
import { conflict, forbidden } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { zoneOf } from '#platform/tenant.ts';
import { forModule } from '#platform/usecase.ts';
import { noSuchVisit } from '../care.errors.ts';
import { permissions } from '../care.permissions.ts';
import { demandLookAfter, maySee } from '../care.policy.ts';
import { weeksChanged } from '../weekly/weekly.facts.ts';
import { joined, JOINABLE, settle, type VisitField, type VisitFields } from './visit.model.ts';
import { movePlanBack } from './visit.plan.ts';
import { AmendVisitInput, ResolveInput, VisitId } from './visit.schemas.ts';
import { fieldsOf, fieldVersions, holdVisit, idFrom, openValue, sealValue, writeFields } from './visit.store.ts';

const { useCase } = forModule<'care'>();
const subjectOf = (_input: unknown, { id, communityId, detail }: { id: string; communityId: string; detail?: Record<string, unknown> }) => ({ subjectType: 'visit', subjectId: id, communityId, detail });

/**
 * Writes fields of a visit again, as they were read at `version`. Fields that nobody else wrote since take the new value;
 * where somebody did, theirs stands and both are kept side by side until somebody chooses.
 * @returns the fields that now wait in a conflict
 * @throws care.visitWithdrawn (409)
 */
export const amendVisit = useCase({
	name: 'care.amendVisit',
	access: permissions.look_after,
	input: AmendVisitInput,
	run: async (tx, { id, clientId, version, fields }) => {
		const { db, ctx } = tx;
		const row = await holdVisit(tx, id);
		demandLookAfter(ctx.actor, row.community_id);
		if (!isId(ctx.actor.id)) throw forbidden(permissions.look_after.key);
		if (row.withdrawn_at) throw conflict('care.visitWithdrawn');
		const by = { id: ctx.actor.id, name: ctx.actor.name };
		const answer = { id, communityId: row.community_id };
		const before = await db.selectFrom('care.visit_change').select('field').where('subdistrict_id', '=', ctx.subdistrictId).where('visit_id', '=', id).where('client_id', '=', clientId).execute();
		const done = new Set(before.map(({ field }) => field));
		const current = fieldsOf(row);
		const changes = Object.fromEntries(Object.entries(fields).filter(([field, value]) => value !== undefined && !done.has(field))) as Partial<VisitFields>;
		const { write, clash } = settle(current, fieldVersions(row), version, changes);
		const written = await writeFields(tx, row, clientId, Object.fromEntries(write.map((field) => [field, changes[field]])) as Partial<VisitFields>, by);
		for (const field of clash) {
			// What both started from: the value before the first change that the caller had not read.
			const first = await db
				.selectFrom('care.visit_change')
				.select('was_sealed')
				.where('subdistrict_id', '=', ctx.subdistrictId)
				.where('visit_id', '=', id)
				.where('field', '=', field)
				.where('version', '>', version)
				.orderBy('version')
				.limit(1)
				.executeTakeFirst();
			await db
				.insertInto('care.conflict')
				.values({
					subdistrict_id: ctx.subdistrictId,
					id: idFrom(clientId, field),
					subject_type: 'visit',
					subject_id: id,
					person_id: row.person_id,
					community_id: row.community_id,
					field,
					base_sealed: first?.was_sealed ?? null,
					theirs_sealed: sealValue(field, current[field]),
					mine_sealed: sealValue(field, changes[field]),
					mine_by: by.id,
					mine_by_name: by.name,
					written_at: ctx.clock.now(),
					found_at: ctx.clock.now()
				})
				.onConflict((oc) => oc.doNothing())
				.execute();
		}
		return { ...answer, version: written, conflicts: clash, detail: { written: write, conflicts: clash } };
	},
	subject: subjectOf
});

/** Takes a visit back: it was the wrong person, or never happened. The plan stands again as before, unless it has moved on. */
export const withdrawVisit = useCase({
	name: 'care.withdrawVisit',
	access: permissions.look_after,
	input: VisitId,
	prepare: (ctx) => zoneOf(ctx),
	run: async (tx, { id }, zone) => {
		const { db, ctx } = tx;
		const row = await holdVisit(tx, id);
		demandLookAfter(ctx.actor, row.community_id);
		if (row.by_id !== ctx.actor.id && !hasRole(ctx.actor, 'head')) throw forbidden(permissions.look_after.key);
		if (!row.withdrawn_at) {
			await db.updateTable('care.visit').set({ withdrawn_at: ctx.clock.now() }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).execute();
			weeksChanged(tx, [dateIn(row.visited_at, zone)]);
			await movePlanBack(tx, { planId: row.plan_id, on: dateIn(row.visited_at, zone), lastWas: row.plan_last_was, nextWas: row.plan_next_was });
		}
		return { id, communityId: row.community_id, personId: row.person_id };
	},
	subject: subjectOf
});

/**
 * Chooses between two values of a field, or keeps both where they are words or needs.
 * @throws care.visitMoved (409) when the visit was written since it was read; care.chooseOne (422); platform.forbidden for
 * health words that the caller has not open
 */
export const resolveConflict = useCase({
	name: 'care.resolveConflict',
	access: permissions.look_after,
	input: ResolveInput,
	prepare: async (ctx, { id }) => {
		const row = await conflictRow(ctx, { id });
		const person = await personCard(ctx, { id: row.person_id });
		return { healthOpen: person !== null && (await revealedGroups(ctx, { id: row.person_id })).includes('health') };
	},
	run: async (tx, { id, chosen, version }, { healthOpen }) => {
		const { db, ctx } = tx;
		const row = await db.selectFrom('care.conflict').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).forUpdate().executeTakeFirst();
		if (!row || !maySee(ctx.actor, row.community_id)) throw noSuchVisit();
		demandLookAfter(ctx.actor, row.community_id);
		if (!isId(ctx.actor.id)) throw forbidden(permissions.look_after.key);
		if (row.resolved_at) throw conflict('care.conflictSettled');
		const field = row.field as VisitField;
		if (field === 'health' && !healthOpen) throw forbidden('residents.reveal');
		const visit = await holdVisit(tx, row.subject_id);
		if (visit.version !== version) throw conflict('care.visitMoved');
		if (chosen === 'both' && !JOINABLE.includes(field)) throw conflict('care.chooseOne');
		const mine = openValue(field, row.mine_sealed) as never;
		const theirs = fieldsOf(visit)[field] as never;
		if (chosen !== 'theirs') await writeFields(tx, visit, row.id, { [field]: chosen === 'mine' ? mine : joined(field, theirs, mine) } as Partial<VisitFields>, { id: ctx.actor.id, name: ctx.actor.name });
		await db.updateTable('care.conflict').set({ chosen, resolved_at: ctx.clock.now(), resolved_by: ctx.actor.id }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).execute();
		return { id: visit.id, communityId: row.community_id, personId: row.person_id, detail: { field, chosen } };
	},
	subject: subjectOf
});

const { query } = forModule<'care'>();
const conflictRow = query({
	name: 'care.conflict',
	access: permissions.look_after,
	input: VisitId,
	run: async ({ db, ctx }, { id }) => {
		const row = await db.selectFrom('care.conflict').select(['person_id', 'community_id']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).executeTakeFirst();
		if (!row || !maySee(ctx.actor, row.community_id)) throw noSuchVisit();
		return row;
	}
});
