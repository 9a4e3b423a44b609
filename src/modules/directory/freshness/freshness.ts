import { sql } from 'kysely';
import * as v from 'valibot';
import { addDays, dateIn, isDate } from '#platform/dates/index.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { invalid, notFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../directory.permissions.ts';
import { demandKeeper, keptBy } from '../directory.policy.ts';
import { date, id as Id, text } from '../directory.schemas.ts';
import { readServices, serviceDocument } from '../entries/read-services.ts';
import { storeService } from '../entries/store-service.ts';
import { zoneOf } from '../hours/zone.ts';
import { badKey, decodeKey, page, pageInput, type Page } from '../search/page.ts';

const { useCase, query } = forModule<'directory'>();

/** What came of a call: all right as it stands, changed, nobody answered, put off, no longer offered. */
export const outcomes = ['right', 'changed', 'no_answer', 'postponed', 'gone'] as const;
export type Outcome = (typeof outcomes)[number];

/** An entry to be checked, as a call to make. */
export interface DueCheck {
	id: string;
	name: string;
	organizationName: string;
	communityId: string | null;
	assuredOn: string | null;
	checkDue: string;
	/** the service's first number, else the organisation's */
	phone: { number: string; label: string } | null;
	last: { at: Date; byName: string; outcome: Outcome; note: string } | null;
}

/** After nobody answered, the next try. */
const TRY_AGAIN_DAYS = 3;

/** Entries in use whose check is due, longest overdue first; only those that the actor keeps. */
export const listDueChecks = query({
	name: 'directory.listDueChecks',
	access: permissions.read,
	input: v.object({ ...pageInput, community: v.optional(Id) }),
	run: async (tx, { limit, after, community }): Promise<Page<DueCheck>> => {
		const { db, ctx } = tx;
		const kept = keptBy(ctx.actor);
		const today = dateIn(ctx.clock.now(), await zoneOf(tx));
		const key = after === undefined ? null : decodeKey(after, 'string');
		if (key && !isDate(key[0])) throw badKey();
		const rows = await db
			.selectFrom('directory.service as s')
			.innerJoin('directory.organization as o', (join) => join.onRef('o.subdistrict_id', '=', 's.subdistrict_id').onRef('o.id', '=', 's.organization_id'))
			.leftJoinLateral(
				(eb) =>
					eb
						.selectFrom('directory.phone as p')
						.select(['p.number', 'p.label'])
						.where('p.subdistrict_id', '=', ctx.subdistrictId)
						.where((w) => w.or([w('p.service_id', '=', w.ref('s.id')), w('p.organization_id', '=', w.ref('s.organization_id'))]))
						.orderBy(sql`p.service_id IS NULL`)
						.orderBy('p.position')
						.limit(1)
						.as('phone'),
				(join) => join.onTrue()
			)
			.leftJoinLateral(
				(eb) =>
					eb
						.selectFrom('directory.assurance as a')
						.select(['a.at', 'a.by_name', 'a.outcome', 'a.note'])
						.where('a.subdistrict_id', '=', ctx.subdistrictId)
						.whereRef('a.service_id', '=', 's.id')
						.orderBy('a.at', 'desc')
						.limit(1)
						.as('last'),
				(join) => join.onTrue()
			)
			.select(['s.id', 's.name', 'o.name as organization', 's.community_id', 's.assured_on', 's.check_due', 'phone.number', 'phone.label', 'last.at', 'last.by_name', 'last.outcome', 'last.note'])
			.where('s.subdistrict_id', '=', ctx.subdistrictId)
			.where('s.status', '=', 'active')
			.where(sql<boolean>`s.check_due <= ${today}::date`)
			.$if(kept !== 'all', (qb) => qb.where(sql<boolean>`s.community_id = ANY (${kept as string[]}::uuid[])`))
			.$if(community !== undefined, (qb) => qb.where('s.community_id', '=', community!))
			.$if(key !== null, (qb) => qb.where(sql<boolean>`(s.check_due, s.id) > (${key![0]}::date, ${key![1]}::uuid)`))
			.orderBy('s.check_due')
			.orderBy('s.id')
			.limit(limit + 1)
			.execute();
		return page.cut(
			rows.map(
				(row): DueCheck => ({
					id: row.id,
					name: row.name,
					organizationName: row.organization,
					communityId: row.community_id,
					assuredOn: row.assured_on as string | null,
					checkDue: row.check_due as unknown as string,
					phone: row.number ? { number: row.number, label: row.label ?? '' } : null,
					last: row.at ? { at: row.at, byName: row.by_name ?? '', outcome: row.outcome as Outcome, note: row.note ?? '' } : null
				})
			),
			limit,
			(row) => [row.checkDue, row.id]
		);
	}
});

/**
 * Notes what came of checking entries, all or none: `right` and `changed` set the date of assurance, `no_answer` comes
 * back in three days, `postponed` on `until`, `gone` retires the entry.
 * @throws directory.untilMissing (422) when it is put off without a later date
 */
export const recordChecks = useCase({
	name: 'directory.recordChecks',
	access: permissions.edit,
	input: v.object({ ids: v.pipe(v.array(Id), v.minLength(1), v.maxLength(200)), outcome: v.picklist(outcomes), until: v.optional(date), note: text(300) }),
	run: async (tx, { ids, outcome, until, note }) => {
		const today = dateIn(tx.ctx.clock.now(), await zoneOf(tx));
		if (outcome === 'postponed' && (!until || until <= today)) throw invalid([{ path: 'until', code: 'directory.untilMissing' }]);
		const services = await readServices(tx, [...new Set(ids)]);
		if (services.length !== new Set(ids).size) throw notFound('service');
		for (const service of services) {
			demandKeeper(tx.ctx.actor, service);
			const due = outcome === 'postponed' ? until! : outcome === 'no_answer' ? addDays(today, TRY_AGAIN_DAYS) : addDays(today, service.checkEveryDays);
			if (outcome === 'right' || outcome === 'changed') await storeService(tx, service.id, service, serviceDocument(service), { origin: 'desk', assured: true });
			else if (outcome === 'gone') await storeService(tx, service.id, service, { ...serviceDocument(service), status: 'retired' }, { origin: 'desk', assured: false });
			else await putOff(tx, service.id, due);
			await tx.db
				.insertInto('directory.assurance')
				.values({ subdistrict_id: tx.ctx.subdistrictId, id: newId(), service_id: service.id, at: tx.ctx.clock.now(), by_name: tx.ctx.actor.name, outcome, note, next_check: outcome === 'gone' ? null : due })
				.execute();
		}
		return { checked: services.length };
	},
	subject: (input) => ({ subjectType: 'service', subjectId: input.ids[0], detail: { outcome: input.outcome, ids: input.ids } })
});

const putOff = ({ db, ctx }: WriteTx<'directory'>, id: string, due: string) =>
	db.updateTable('directory.service').set({ check_due: due }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).execute();

/** What came of earlier checks of an entry, newest first, at most 50. */
export const listChecks = query({
	name: 'directory.listChecks',
	access: permissions.read,
	input: v.object({ id: Id }),
	run: ({ db, ctx }, { id }) =>
		db
			.selectFrom('directory.assurance')
			.select(['at', 'by_name as byName', 'outcome', 'note', 'next_check as nextCheck'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('service_id', '=', id)
			.orderBy('at', 'desc')
			.limit(50)
			.execute()
});
