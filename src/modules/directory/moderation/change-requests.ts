import { sql } from 'kysely';
import * as v from 'valibot';
import { decodeCursor, encodeCursor } from '#platform/cursor.ts';
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';
import { conflict, forbidden, notFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { forModule, parse } from '#platform/usecase.ts';
import { permissions } from '../directory.permissions.ts';
import { demandContact, demandKeeper, keptBy, organizationsOf } from '../directory.policy.ts';
import { id as Id, ServiceInput, text, type ServiceDocument } from '../directory.schemas.ts';
import { readServices, serviceDocument, type Service } from '../entries/read-services.ts';
import { canonical, compareDocuments } from '../entries/revisions.ts';
import { demandReferences } from '../entries/services.ts';
import { storeService } from '../entries/store-service.ts';
import { pageInput, type Page } from '../search/page.ts';

const { useCase, query } = forModule<'directory'>();

/** Fields that an organisation's contact may propose to change. The rest is the desk's: status, terms, who keeps it, when it is checked. */
export const contactFields = [
	'kind', 'name', 'nameEn', 'aliases', 'description', 'descriptionEn', 'alert', 'url', 'email', 'groups', 'minAge', 'maxAge', 'conditions', 'conditionsEn',
	'costKind', 'costNote', 'prices', 'documents', 'steps', 'languages', 'places', 'schedules', 'phones', 'capacities'
] as const satisfies readonly (keyof ServiceDocument)[];
export type ContactField = (typeof contactFields)[number];

/** One field of a proposal. */
export interface ProposedField {
	field: ContactField;
	before: unknown;
	after: unknown;
	/** what stands in the entry now, when it is no longer `before`: somebody else changed it since */
	nowDifferent?: unknown;
	verdict: 'accept' | 'refuse' | null;
}

export interface ChangeRequest {
	id: string;
	organizationId: string;
	organizationName: string;
	/** null proposes a new service */
	serviceId: string | null;
	serviceName: string;
	communityId: string | null;
	status: 'open' | 'accepted' | 'partly' | 'refused' | 'withdrawn';
	note: string;
	reason: string;
	proposedByName: string;
	proposedAt: Date;
	decidedByName: string | null;
	decidedAt: Date | null;
	fields: ProposedField[];
}

type Stored = Record<string, { before: unknown; after: unknown }>;

/**
 * Proposes an entry as an organisation's contact: a new one, or the one with `id` as it should be. Only what differs is
 * kept; while a proposal waits, the entry stays as it is.
 * @throws directory.nothingProposed (422), directory.alreadyProposed (409)
 */
export const proposeChange = useCase({
	name: 'directory.proposeChange',
	access: permissions.propose,
	input: v.object({ service: ServiceInput, note: text(500) }),
	run: async (tx, { service: { id, version: _v, assured: _a, ...document }, note }) => {
		const { db, ctx } = tx;
		demandContact(ctx.actor, document.organizationId);
		const [before] = id ? await readServices(tx, [id]) : [];
		if (id && (!before || before.status === 'retired')) throw notFound('service');
		if (before) demandContact(ctx.actor, before.organizationId);
		// Of a new entry, what is left as an empty form has it is no proposal.
		const from = before ? serviceDocument(before) : { ...(await parse(ServiceInput, { organizationId: document.organizationId, name: '-' })), name: null };
		const changed = compareDocuments(from, withKnownLocations(document, before));
		const fields: Stored = Object.fromEntries(contactFields.flatMap((field) => (changed[field] ? [[field, { before: before ? changed[field][0] : null, after: changed[field][1] }]] : [])));
		if (!Object.keys(fields).length) throw conflict('directory.nothingProposed');
		const changeId = newId();
		const inserted = await db
			.insertInto('directory.change_request')
			.values({
				subdistrict_id: ctx.subdistrictId,
				id: changeId,
				organization_id: document.organizationId,
				service_id: id ?? null,
				base_version: before?.version ?? 0,
				fields: JSON.stringify(fields),
				note,
				proposed_by: ctx.actor.id!,
				proposed_by_name: ctx.actor.name,
				proposed_at: ctx.clock.now()
			})
			.onConflict((oc) => oc.doNothing())
			.returning('id')
			.executeTakeFirst();
		if (!inserted) throw conflict('directory.alreadyProposed');
		return { id: changeId, fields: Object.keys(fields) };
	},
	subject: (_input, result) => ({ subjectType: 'changeRequest', subjectId: result.id, detail: { fields: result.fields } })
});

/** Takes an own proposal back while nobody has decided it. @throws directory.alreadyDecided (409) */
export const withdrawChange = useCase({
	name: 'directory.withdrawChange',
	access: permissions.propose,
	input: v.object({ id: Id }),
	run: async (tx, { id }) => {
		const row = await openRow(tx, id);
		demandContact(tx.ctx.actor, row.organization_id);
		await close(tx, id, 'withdrawn', {}, '');
		return { id };
	},
	subject: (input) => ({ subjectType: 'changeRequest', subjectId: input.id })
});

/**
 * Decides a proposal field by field: what is not in `accept` is refused. Accepted fields are written to the entry as it
 * is now, so nothing that others changed meanwhile is lost; a field that they changed is overwritten only when it is
 * accepted here by name.
 * @throws directory.alreadyDecided (409), directory.reasonMissing (422) when something is refused without a word
 */
export const decideChange = useCase({
	name: 'directory.decideChange',
	access: permissions.moderate,
	input: v.object({ id: Id, accept: v.optional(v.array(v.picklist(contactFields)), []), reason: text(500) }),
	run: async (tx, { id, accept, reason }) => {
		const row = await openRow(tx, id);
		const [service] = row.service_id ? await readServices(tx, [row.service_id]) : [];
		const communityId = service?.communityId ?? (await keeperOf(tx, row.organization_id));
		demandKeeper(tx.ctx.actor, { communityId });
		const fields = row.fields as unknown as Stored;
		const taken = accept.filter((field) => field in fields);
		const refused = Object.keys(fields).filter((field) => !(taken as string[]).includes(field));
		// A new entry without a name is none.
		if (!service && taken.length && !taken.includes('name')) throw conflict('directory.newWithoutName');
		if (refused.length && !reason) throw conflict('directory.reasonMissing');
		let serviceId = row.service_id;
		if (taken.length) {
			const proposed = Object.fromEntries(taken.map((field) => [field, fields[field]!.after]));
			// Places and their hours belong together; one without the other would point at the wrong place.
			const base = service ? serviceDocument(service) : { organizationId: row.organization_id, communityId };
			const { id: _i, version: _v, assured: _a, ...document } = await parse(ServiceInput, { ...base, ...proposed } as never);
			await demandReferences(tx, document);
			serviceId ??= newId();
			await storeService(tx, serviceId, service ?? null, document, { origin: 'contact', assured: false });
		}
		await close(tx, id, !taken.length ? 'refused' : refused.length ? 'partly' : 'accepted', Object.fromEntries([...taken.map((field) => [field, 'accept']), ...refused.map((field) => [field, 'refuse'])]), reason, serviceId);
		return { id, serviceId, accepted: taken as string[], refused };
	},
	subject: (input, result) => ({ subjectType: 'changeRequest', subjectId: input.id, reason: input.reason, detail: { serviceId: result.serviceId, accepted: result.accepted, refused: result.refused } })
});

/** Proposals, newest last while open (who waits longest comes first), else newest first. */
export const listChanges = query({
	name: 'directory.listChanges',
	access: permissions.moderate,
	input: v.object({ ...pageInput, open: v.optional(v.boolean(), true) }),
	run: async (tx, { open, limit, after }): Promise<Page<ChangeRequest>> => {
		const kept = keptBy(tx.ctx.actor);
		const key = after === undefined ? null : decodeCursor(after);
		const rows = await rowsOf(tx)
			.where('c.status', open ? '=' : '!=', 'open')
			.$if(kept !== 'all', (qb) => qb.where(sql<boolean>`coalesce(s.community_id, o.community_id) = ANY (${kept as string[]}::uuid[])`))
			.$if(key !== null, (qb) => qb.where(open ? sql<boolean>`(c.proposed_at, c.id) > (${key!.at}::timestamptz, ${key!.id}::uuid)` : sql<boolean>`(c.proposed_at, c.id) < (${key!.at}::timestamptz, ${key!.id}::uuid)`))
			.orderBy('c.proposed_at', open ? 'asc' : 'desc')
			.orderBy('c.id', open ? 'asc' : 'desc')
			.limit(limit + 1)
			.execute();
		const items = rows.slice(0, limit).map((row) => present(row));
		const last = items.at(-1);
		return { items, next: rows.length > limit && last ? encodeCursor({ at: last.proposedAt, id: last.id }) : null };
	}
});

/** One proposal with what stands in the entry now. @throws 403, 404 */
export const getChange = query({
	name: 'directory.getChange',
	access: permissions.moderate,
	input: v.object({ id: Id }),
	run: async (tx, { id }): Promise<ChangeRequest> => {
		const row = await rowsOf(tx).where('c.id', '=', id).executeTakeFirst();
		if (!row) throw notFound('changeRequest');
		demandKeeper(tx.ctx.actor, { communityId: row.community_id });
		const [service] = row.service_id ? await readServices(tx, [row.service_id]) : [];
		return present(row, service);
	}
});

/** What the actor's organisations proposed, newest first, at most 50. */
export const listOwnChanges = query({
	name: 'directory.listOwnChanges',
	access: permissions.propose,
	input: v.object({}),
	run: async (tx): Promise<ChangeRequest[]> => {
		const own = organizationsOf(tx.ctx.actor);
		if (!own.length) return [];
		const rows = await rowsOf(tx).where('c.organization_id', 'in', own).orderBy('c.proposed_at', 'desc').limit(50).execute();
		return rows.map((row) => present(row));
	}
});

/** The entries of the actor's own organisations, whole. */
export const listOwnServices = query({
	name: 'directory.listOwnServices',
	access: permissions.propose,
	input: v.object({}),
	run: async (tx): Promise<Service[]> => {
		const own = organizationsOf(tx.ctx.actor);
		if (!own.length) return [];
		const rows = await tx.db.selectFrom('directory.service').select('id').where('subdistrict_id', '=', tx.ctx.subdistrictId).where('organization_id', 'in', own).where('status', '!=', 'retired').orderBy('name').limit(200).execute();
		return readServices(tx, rows.map(({ id }) => id));
	}
});

const rowsOf = ({ db, ctx }: ReadTx<'directory'>) =>
	db
		.selectFrom('directory.change_request as c')
		.innerJoin('directory.organization as o', (join) => join.onRef('o.subdistrict_id', '=', 'c.subdistrict_id').onRef('o.id', '=', 'c.organization_id'))
		.leftJoin('directory.service as s', (join) => join.onRef('s.subdistrict_id', '=', 'c.subdistrict_id').onRef('s.id', '=', 'c.service_id'))
		.select((eb) => [
			'c.id', 'c.organization_id', 'c.service_id', 'c.status', 'c.note', 'c.reason', 'c.fields', 'c.verdict', 'c.proposed_by_name', 'c.proposed_at', 'c.decided_by_name', 'c.decided_at',
			'o.name as organization', 's.name as service', eb.fn.coalesce('s.community_id', 'o.community_id').as('community_id')
		])
		.where('c.subdistrict_id', '=', ctx.subdistrictId);

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number];

function present(row: Row, service?: Service): ChangeRequest {
	const now = service ? (serviceDocument(service) as Record<string, unknown>) : null;
	const verdict = row.verdict as Record<string, 'accept' | 'refuse'>;
	const fields = row.fields as unknown as Stored;
	return {
		id: row.id,
		organizationId: row.organization_id,
		organizationName: row.organization,
		serviceId: row.service_id,
		serviceName: row.service ?? String(fields.name?.after ?? ''),
		communityId: row.community_id,
		status: row.status as ChangeRequest['status'],
		note: row.note,
		reason: row.reason,
		proposedByName: row.proposed_by_name,
		proposedAt: row.proposed_at,
		decidedByName: row.decided_by_name,
		decidedAt: row.decided_at,
		fields: contactFields.flatMap((field) => {
			const proposed = fields[field];
			if (!proposed) return [];
			const stale = row.status === 'open' && now && canonical(now[field]) !== canonical(proposed.before) && canonical(now[field]) !== canonical(proposed.after);
			return [{ field, before: proposed.before, after: proposed.after, ...(stale && { nowDifferent: now[field] }), verdict: verdict[field] ?? null }];
		})
	};
}

/** The row of an open proposal, held until the end, so that two deciders cannot both decide. */
async function openRow({ db, ctx }: WriteTx<'directory'>, id: string) {
	const row = await db.selectFrom('directory.change_request').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).forUpdate().executeTakeFirst();
	if (!row) throw notFound('changeRequest');
	if (row.status !== 'open') throw conflict('directory.alreadyDecided');
	return row;
}

async function close({ db, ctx }: WriteTx<'directory'>, id: string, status: ChangeRequest['status'], verdict: Record<string, string>, reason: string, serviceId?: string | null): Promise<void> {
	await db
		.updateTable('directory.change_request')
		.set({ status, verdict: JSON.stringify(verdict), reason, decided_by_name: ctx.actor.name, decided_at: ctx.clock.now(), ...(serviceId !== undefined && { service_id: serviceId }) })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', id)
		.execute();
}

async function keeperOf({ db, ctx }: ReadTx<'directory'>, organizationId: string): Promise<string | null> {
	const row = await db.selectFrom('directory.organization').select('community_id').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', organizationId).executeTakeFirst();
	if (!row) throw forbidden(permissions.moderate.key);
	return row.community_id;
}

/* A form sends places without the ids that storing gives them; the same place at the same spot in the list is no change. */
function withKnownLocations(document: ServiceDocument, before: Service | undefined): ServiceDocument {
	return {
		...document,
		places: document.places.map((place) => ({
			...place,
			locationId: place.locationId ?? before?.places.find(({ name, address }) => name === place.name && address === place.address)?.locationId ?? null
		}))
	};
}

/** The actor's own organisations: id and name. */
export const ownOrganizationNames = query({
	name: 'directory.ownOrganizationNames',
	access: permissions.propose,
	input: v.object({}),
	run: async ({ db, ctx }) => {
		const own = organizationsOf(ctx.actor);
		return own.length ? db.selectFrom('directory.organization').select(['id', 'name']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', 'in', own).where('status', '=', 'active').execute() : [];
	}
});
