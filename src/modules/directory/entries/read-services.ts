import { sql } from 'kysely';
import type { ReadTx } from '#platform/db/tx.ts';
import type { AccessibilityCode, CostKind, GroupCode, LanguageCode, OrganizationKind, Phone, Place, Price, RequiredDocument, ServiceKind, ServiceStatus, Step } from '../directory.model.ts';
import type { ServiceDocument } from '../directory.schemas.ts';

/** Who offers, as an entry shows it. */
export interface Provider {
	id: string;
	kind: OrganizationKind;
	name: string;
	nameEn: string;
	alternateName: string;
	description: string;
	descriptionEn: string;
	website: string | null;
	email: string | null;
	phones: (Phone & { id: string })[];
}

/** Ids of the parts of an entry, in the order of the parts, for those who must name them (HSDS). */
export interface PartIds {
	places: { id: string; locationId: string; externalId: string | null }[];
	schedules: string[];
	phones: string[];
	capacities: { id: string; updatedAt: Date }[];
}

/** An entry of the directory, whole. */
export interface Service extends ServiceDocument {
	id: string;
	version: number;
	createdAt: Date;
	updatedAt: Date;
	/** when somebody last made sure, `YYYY-MM-DD` */
	assuredOn: string | null;
	checkDue: string;
	organization: Provider;
	parts: PartIds;
}

/**
 * Entries whole, in the order of `ids`; unknown ids are left out. Seven queries, however many entries: they are read
 * one after another, since a transaction has one connection.
 */
export async function readServices(tx: ReadTx<'directory'>, ids: readonly string[]): Promise<Service[]> {
	if (!ids.length) return [];
	const { db, ctx } = tx;
	const rows = await db.selectFrom('directory.service').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', 'in', [...ids]).execute();
	const found = rows.map(({ id }) => id);
	if (!found.length) return [];
	const organizations = await readProviders(tx, [...new Set(rows.map(({ organization_id }) => organization_id))]);
	const places = await readPlaces(tx, found);
	const schedules = await readSchedules(tx, found);
	const phones = byService(
		await db.selectFrom('directory.phone').select(['id', 'service_id', 'number', 'extension', 'label']).where('subdistrict_id', '=', ctx.subdistrictId).where('service_id', 'in', found).orderBy('position').execute()
	);
	const capacities = byService(await db.selectFrom('directory.capacity').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('service_id', 'in', found).orderBy('id').execute());

	const entries = new Map(
		rows.map((row): [string, Service] => {
			const mine = places.get(row.id) ?? [];
			const hours = schedules.get(row.id) ?? [];
			const numbers = phones.get(row.id) ?? [];
			const free = capacities.get(row.id) ?? [];
			return [
				row.id,
				{
					id: row.id,
					version: row.version,
					createdAt: row.created_at,
					updatedAt: row.updated_at,
					assuredOn: row.assured_on as string | null,
					checkDue: row.check_due as unknown as string,
					organization: organizations.get(row.organization_id)!,
					externalId: row.external_id,
					organizationId: row.organization_id,
					kind: row.kind as ServiceKind,
					status: row.status as ServiceStatus,
					name: row.name,
					nameEn: row.name_en,
					aliases: row.aliases,
					description: row.description,
					descriptionEn: row.description_en,
					alert: row.alert,
					url: row.url,
					email: row.email,
					terms: row.terms,
					groups: row.groups as GroupCode[],
					minAge: row.min_age,
					maxAge: row.max_age,
					communities: row.communities,
					conditions: row.conditions,
					conditionsEn: row.conditions_en,
					costKind: row.cost_kind as CostKind,
					costNote: row.cost_note,
					prices: row.prices as unknown as Price[],
					documents: row.documents as unknown as RequiredDocument[],
					steps: row.steps as unknown as Step[],
					promisedDays: row.promised_days,
					statutoryDays: row.statutory_days,
					legalBasis: row.legal_basis,
					languages: row.languages as LanguageCode[],
					communityId: row.community_id,
					checkEveryDays: row.check_every_days,
					places: mine.map(({ id: _id, externalId: _e, ...place }) => place),
					schedules: hours.map(({ id: _id, placeId, ...schedule }) => ({ place: placeId === null ? null : mine.findIndex(({ id }) => id === placeId), ...schedule })),
					phones: numbers.map(({ number, extension, label }) => ({ number, extension, label })),
					capacities: free.map(({ unit, available, maximum, note }) => ({ unit, available, maximum, note })),
					parts: {
						places: mine.map(({ id, locationId, externalId }) => ({ id, locationId, externalId })),
						schedules: hours.map(({ id }) => id),
						phones: numbers.map(({ id }) => id),
						capacities: free.map(({ id, updated_at }) => ({ id, updatedAt: updated_at }))
					}
				}
			];
		})
	);
	return ids.flatMap((id) => entries.get(id) ?? []);
}

/** An entry without what is not its content: what histories, proposals and imports compare. */
export function serviceDocument(service: Service): ServiceDocument {
	const { id: _i, version: _v, createdAt: _c, updatedAt: _u, assuredOn: _a, checkDue: _d, organization: _o, parts: _p, ...document } = service;
	return document;
}

async function readProviders({ db, ctx }: ReadTx<'directory'>, ids: string[]): Promise<Map<string, Provider>> {
	const rows = await db
		.selectFrom('directory.organization')
		.select(['id', 'kind', 'name', 'name_en as nameEn', 'alternate_name as alternateName', 'description', 'description_en as descriptionEn', 'website', 'email'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', 'in', ids)
		.execute();
	const phones = await db
		.selectFrom('directory.phone')
		.select(['id', 'organization_id', 'number', 'extension', 'label'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('organization_id', 'in', ids)
		.orderBy('position')
		.execute();
	return new Map(
		rows.map((row) => [
			row.id,
			{ ...row, kind: row.kind as OrganizationKind, phones: phones.filter(({ organization_id }) => organization_id === row.id).map(({ id, number, extension, label }) => ({ id, number, extension, label })) }
		])
	);
}

type ReadPlace = Place & { externalId: string | null };

/** Places of services, by service. */
export async function readPlaces({ db, ctx }: ReadTx<'directory'>, serviceIds: string[]): Promise<Map<string, ReadPlace[]>> {
	const rows = await db
		.selectFrom('directory.service_at_location as s')
		.innerJoin('directory.location as l', (join) => join.onRef('l.subdistrict_id', '=', 's.subdistrict_id').onRef('l.id', '=', 's.location_id'))
		.select(['s.service_id', 's.id', 's.note', 'l.id as locationId', 'l.external_id as externalId', 'l.kind', 'l.name', 'l.address', 'l.address_en as addressEn', 'l.transportation', 'l.lon', 'l.lat', 'l.community_id as communityId', 'l.accessibility'])
		.where('s.subdistrict_id', '=', ctx.subdistrictId)
		.where('s.service_id', 'in', serviceIds)
		.orderBy('s.position')
		.execute();
	return grouped(rows.map(({ service_id, ...place }) => [service_id, { ...place, kind: place.kind as Place['kind'], accessibility: place.accessibility as AccessibilityCode[] }]));
}

export type ReadSchedule = Omit<ServiceDocument['schedules'][number], 'place'> & { id: string; placeId: string | null };

/** Hours of services with their weeks and exceptions, by service. */
export async function readSchedules({ db, ctx }: ReadTx<'directory'>, serviceIds: string[]): Promise<Map<string, ReadSchedule[]>> {
	const rows = await db
		.selectFrom('directory.schedule as s')
		.select(['s.service_id', 's.id', 's.service_at_location_id as placeId', 's.calendar', 's.valid_from as validFrom', 's.valid_to as validTo', 's.note'])
		.select(
			sql<{ weekday: number; opens: number; closes: number }[]>`coalesce((SELECT jsonb_agg(jsonb_build_object('weekday', o.weekday, 'opens', o.opens, 'closes', o.closes) ORDER BY o.weekday, o.opens)
				FROM directory.opening o WHERE o.subdistrict_id = s.subdistrict_id AND o.schedule_id = s.id), '[]')`.as('openings')
		)
		.select(
			sql<{ from: string; to: string; opens: number | null; closes: number | null; reason: string }[]>`coalesce((SELECT jsonb_agg(jsonb_build_object('from', e.from_date, 'to', e.to_date, 'opens', e.opens, 'closes', e.closes, 'reason', e.reason) ORDER BY e.from_date, e.opens, e.id)
				FROM directory.hours_exception e WHERE e.subdistrict_id = s.subdistrict_id AND e.schedule_id = s.id), '[]')`.as('exceptions')
		)
		.where('s.subdistrict_id', '=', ctx.subdistrictId)
		.where('s.service_id', 'in', serviceIds)
		.orderBy('s.position')
		.execute();
	return grouped(
		rows.map(({ service_id, ...row }) => [
			service_id,
			{ ...row, calendar: row.calendar as 'civil' | 'weekly', validFrom: row.validFrom as unknown as string | null, validTo: row.validTo as unknown as string | null }
		])
	);
}

const byService = <T extends { service_id: string | null }>(rows: T[]): Map<string, T[]> => grouped(rows.map((row) => [row.service_id!, row]));

function grouped<T>(pairs: [string, T][]): Map<string, T[]> {
	const out = new Map<string, T[]>();
	for (const [key, value] of pairs) {
		const list = out.get(key);
		if (list) list.push(value);
		else out.set(key, [value]);
	}
	return out;
}
