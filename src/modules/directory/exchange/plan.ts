import type { ReadTx } from '#platform/db/tx.ts';
import { AppError, type FieldIssue } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { parse } from '#platform/usecase.ts';
import { mayKeep, keptBy } from '../directory.policy.ts';
import { OrganizationInput, ServiceInput, type OrganizationDocument, type ServiceDocument } from '../directory.schemas.ts';
import { organizationDocument, readOrganization, type Organization } from '../entries/organizations.ts';
import { readServices, serviceDocument, type Service } from '../entries/read-services.ts';
import { compareDocuments } from '../entries/revisions.ts';
import type { Entry, Names } from './columns.ts';

/** Something in a row that cannot be taken as it is. */
export interface RowProblem {
	/** field of the entry, or a column's key; empty: the whole row */
	field: string;
	code: string;
	/** what stood there, shortened */
	value?: string;
	params?: Record<string, string | number>;
}

/** One row of a file, not yet read against what is stored. */
export interface SourceRow {
	/** as the person counts: the row of the sheet, or the place in the JSON array, from 1 */
	row: number;
	/** a UUID that the entry has elsewhere: a new entry takes it for its own */
	id?: string | null;
	/** with `id` and the name, the keys by which a stored entry is found again */
	externalId: string | null;
	name: string;
	organization: { id?: string | null; externalId: string | null; name: string };
	/** the entry as this row wants it, over the stored one when there is one */
	read(stored: Service | null, names: Names): { entry: Entry; problems: RowProblem[] };
}

export interface PlannedRow {
	row: number;
	name: string;
	organizationName: string;
	action: 'create' | 'update' | 'unchanged' | 'error';
	matchedBy: 'id' | 'externalId' | 'name' | null;
	/** fields that would change */
	changed: string[];
	problems: RowProblem[];
	/** what the row leaves open: terms were read from its text, its cost stays unknown */
	assumed: ('terms' | 'cost')[];
}

/** What an import would do, and what it needs to do it. */
export interface Plan {
	rows: PlannedRow[];
	organizations: { id: string; before: Organization | null; document: OrganizationDocument }[];
	services: { id: string; before: Service | null; document: ServiceDocument; locationIds: (string | null)[] }[];
}

/** Suggests need terms for an entry that names none. */
export type Classify = (entry: { name: string; aliases: string[]; description: string; conditions: string }) => string[];

/**
 * Sets the rows against what is stored: by id and external id first, else by the name within the organisation. A new
 * entry keeps the UUID that it comes with; where it is stored under another id already, that UUID becomes its outside
 * number. Keys hold the subdistrict, so that two subdistricts may keep the same id. Nothing is written; the same function plans the preview and the import itself.
 */
export async function planImport(tx: ReadTx<'directory'>, rows: readonly SourceRow[], names: Names, classify: Classify): Promise<Plan> {
	const stored = await findStored(tx, rows);
	const organizations = new Map<string, Plan['organizations'][number]>();
	const plan: Plan = { rows: [], organizations: [], services: [] };
	const seen = new Set<string>();
	const kept = keptBy(tx.ctx.actor);
	const home = kept !== 'all' && kept.length === 1 ? kept[0]! : null;

	for (const source of rows) {
		const organization = stored.organization(source);
		const { service, matchedBy } = stored.service(source, organization?.id ?? null);
		const { entry, problems } = source.read(service, names);
		const key = service?.id ?? source.id ?? `${source.organization.name}\0${source.name}\0${source.externalId ?? ''}`;
		if (seen.has(key)) problems.push({ field: '', code: 'directory.twiceInFile' });
		seen.add(key);

		const owner = await planOrganization(source, organization, stored.organizationIds, entry.organization, home, organizations, problems);
		const id = service?.id ?? source.id ?? newId();
		const before = service ? serviceDocument(service) : null;
		const wanted = { ...(before ?? { communityId: home }), externalId: outside([source.externalId, before?.externalId, source.id], id), ...entry.service, organizationId: owner.id };
		const document = await check(ServiceInput, wanted, problems);
		const assumed: PlannedRow['assumed'] = [];
		if (document && !document.terms.length && !service) {
			document.terms = classify(document);
			if (document.terms.length) assumed.push('terms');
		}
		if (document?.costKind === 'unknown') assumed.push('cost');
		const unknown = document?.terms.filter((code) => !names.terms.some((term) => term.code === code)) ?? [];
		for (const code of unknown) problems.push({ field: 'terms', code: 'directory.noSuchTerm', value: code });
		if (document && !problems.length) for (const one of [document, ...(before ? [before] : [])]) if (!mayKeep(tx.ctx.actor, one)) problems.push({ field: 'communityId', code: 'platform.forbidden' });

		let changed: string[] = [];
		if (document && !problems.length) {
			const { id: _i, version: _v, assured: _a, ...given } = document;
			const locationIds = entry.locationIds ?? [];
			const content = samePlaces(given, before, locationIds);
			changed = Object.keys(compareDocuments(before, content));
			if (!service || changed.length) plan.services.push({ id, before: service, document: content, locationIds });
		}
		plan.rows.push({
			row: source.row,
			name: source.name,
			organizationName: source.organization.name,
			action: problems.length ? 'error' : !service ? 'create' : changed.length ? 'update' : 'unchanged',
			matchedBy,
			changed: service ? changed : [],
			problems,
			assumed
		});
	}
	plan.organizations = [...organizations.values()].filter(({ before, document }) => !before || Object.keys(compareDocuments(organizationDocument(before), document)).length > 0);
	return plan;
}

/* A row brings a place by its id or by its name and address; it is the stored one, and lies in the community that it lay in. */
function samePlaces(document: ServiceDocument, before: ServiceDocument | null, locationIds: readonly (string | null)[]): ServiceDocument {
	return {
		...document,
		places: document.places.map((place, i) => {
			const id = place.locationId ?? locationIds[i];
			const known = before?.places.find(({ locationId }) => id && locationId === id) ?? (place.locationId ? undefined : before?.places.find(({ name, address }) => name === place.name && address === place.address));
			return known ? { ...place, locationId: known.locationId, communityId: place.communityId ?? known.communityId } : place;
		})
	};
}

async function planOrganization(
	source: SourceRow,
	before: Organization | null,
	taken: ReadonlySet<string>,
	given: Entry['organization'],
	home: string | null,
	planned: Map<string, Plan['organizations'][number]>,
	problems: RowProblem[]
): Promise<{ id: string }> {
	// Said already of the row; there is nothing to look at more closely.
	if (!source.organization.name) return { id: newId() };
	const kept = source.organization.id;
	const id = before?.id ?? (kept && !taken.has(kept) ? kept : newId());
	const key = before?.id ?? (kept || source.organization.externalId || source.organization.name);
	// One name is one organisation, whatever ids a file gives it.
	const known = planned.get(key) ?? [...planned.values()].find(({ document }) => document.name === source.organization.name);
	if (known) return known;
	const document = await check(OrganizationInput, { ...(before ? organizationDocument(before) : { communityId: home }), externalId: outside([source.organization.externalId, before?.externalId, kept], id), ...given }, problems, 'organization');
	if (document) {
		const { id: _i, version: _v, ...content } = document;
		planned.set(key, { id, before, document: content });
	}
	return { id };
}

/* The first number that is one; an entry's own id, under which we export it, is no outside number. */
const outside = (numbers: (string | null | undefined)[], own: string): string | null => numbers.find((number) => number && number !== own) ?? null;

/** The parsed value, or null with the issues among the problems. */
async function check<S extends typeof ServiceInput | typeof OrganizationInput>(schema: S, value: unknown, problems: RowProblem[], under = '') {
	try {
		return await parse(schema, value as never);
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		problems.push(...error.fields.map((issue: FieldIssue): RowProblem => ({ field: under ? `${under}.${issue.path}` : issue.path, code: issue.code })));
		return null;
	}
}

/** Everything that the rows may mean, read at once. */
async function findStored(tx: ReadTx<'directory'>, rows: readonly SourceRow[]) {
	const { db, ctx } = tx;
	const names = [...new Set(rows.map((row) => row.organization.name))];
	const externals = [...new Set(rows.flatMap(({ organization }) => [organization.id ?? [], organization.externalId ?? []].flat()))];
	const found = names.length
		? await db
				.selectFrom('directory.organization')
				.select('id')
				.where('subdistrict_id', '=', ctx.subdistrictId)
				.where('status', '=', 'active')
				.where((eb) => eb.or([eb('name', 'in', names), ...(externals.length ? [eb('external_id', 'in', externals), eb(eb.cast<string>('id', 'text'), 'in', externals)] : [])]))
				.execute()
		: [];
	const organizations: Organization[] = [];
	for (const { id } of found) {
		const organization = await readOrganization(tx, id);
		if (organization) organizations.push(organization);
	}
	const byExternal = new Map(organizations.flatMap((organization) => [[organization.id, organization] as const, ...(organization.externalId ? [[organization.externalId, organization] as const] : [])]));
	const byName = new Map(organizations.map((organization) => [organization.name, organization]));

	const externalIds = [...new Set(rows.flatMap((row) => [row.id ?? [], row.externalId ?? []].flat()))];
	const serviceIds = new Set<string>();
	if (externalIds.length)
		for (const { id } of await db.selectFrom('directory.service').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where((eb) => eb.or([eb('external_id', 'in', externalIds), eb(eb.cast<string>('id', 'text'), 'in', externalIds)])).execute()) serviceIds.add(id);
	if (organizations.length)
		for (const { id } of await db
			.selectFrom('directory.service')
			.select('id')
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('organization_id', 'in', organizations.map(({ id }) => id))
			.where('status', '!=', 'retired')
			.where('name', 'in', [...new Set(rows.map(({ name }) => name))])
			.execute())
			serviceIds.add(id);
	const services = await readServices(tx, [...serviceIds]);
	const serviceByExternal = new Map(services.flatMap((service) => [[service.id, service] as const, ...(service.externalId ? [[service.externalId, service] as const] : [])]));
	const serviceByName = new Map(services.filter(({ status }) => status !== 'retired').map((service) => [`${service.organizationId}\0${service.name}`, service]));

	const wanted = [...new Set(rows.flatMap(({ organization }) => organization.id ?? []))];
	const taken = wanted.length ? await db.selectFrom('directory.organization').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('id', 'in', wanted).execute() : [];

	return {
		/** ids that stand in the table, in use or not */
		organizationIds: new Set(taken.map(({ id }) => id)),
		organization: ({ organization: { id, externalId, name } }: SourceRow): Organization | null => (id && byExternal.get(id)) || (externalId && byExternal.get(externalId)) || byName.get(name) || null,
		service: ({ id, externalId, name }: SourceRow, organizationId: string | null): { service: Service | null; matchedBy: PlannedRow['matchedBy'] } => {
			const byId = id ? serviceByExternal.get(id) : undefined;
			if (byId) return { service: byId, matchedBy: byId.id === id ? 'id' : 'externalId' };
			const byNumber = externalId ? serviceByExternal.get(externalId) : undefined;
			if (byNumber) return { service: byNumber, matchedBy: 'externalId' };
			const named = organizationId ? serviceByName.get(`${organizationId}\0${name}`) : undefined;
			return named ? { service: named, matchedBy: 'name' } : { service: null, matchedBy: null };
		}
	};
}
