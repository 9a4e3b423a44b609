import type { ReadTx } from '#platform/db/tx.ts';
import { distance } from '#platform/geo/index.ts';
import { excerpt } from '#platform/text/index.ts';
import type { CostKind, GroupCode, Place, Price, ServiceKind, ServiceStatus } from '../directory.model.ts';
import { readPlaces, readSchedules } from '../entries/read-services.ts';
import { isOpen, nextOpening, openUntil, type LocalTime } from '../hours/hours.ts';
import { localNow } from '../hours/local-now.ts';
import { namedDaysAround } from '../hours/named-days.ts';

/** One entry as lists show it. */
export interface ServiceLine {
	id: string;
	kind: ServiceKind;
	status: ServiceStatus;
	name: string;
	nameEn: string;
	organizationId: string;
	organizationName: string;
	organizationNameEn: string;
	/** the beginning of the description */
	summary: string;
	summaryEn: string;
	alert: string;
	terms: string[];
	groups: GroupCode[];
	minAge: number | null;
	maxAge: number | null;
	costKind: CostKind;
	prices: Price[];
	assuredOn: string | null;
	/** the nearest place, or the first one when no position was given */
	place: Pick<Place, 'name' | 'address' | 'lon' | 'lat'> | null;
	/** metres from the position asked for */
	distance: number | null;
	/** null when no hours are known */
	openNow: boolean | null;
	/** while open: until when, in minutes after today's midnight */
	openUntil: number | null;
	/** while closed: when it opens next */
	opensNext: LocalTime | null;
	nextSlot: { id: string; startsAt: Date; free: number } | null;
}

/** The lines of `ids`, in their order. `from` is the position that distances are counted from. */
export async function readLines(tx: ReadTx<'directory'>, ids: readonly string[], from: { lon: number; lat: number } | null = null): Promise<ServiceLine[]> {
	if (!ids.length) return [];
	const { db, ctx } = tx;
	const rows = await db
		.selectFrom('directory.service as s')
		.innerJoin('directory.organization as o', (join) => join.onRef('o.subdistrict_id', '=', 's.subdistrict_id').onRef('o.id', '=', 's.organization_id'))
		.select(['s.id', 's.kind', 's.status', 's.name', 's.name_en', 's.organization_id', 'o.name as organization', 'o.name_en as organization_en', 's.description', 's.description_en', 's.alert', 's.terms', 's.groups', 's.min_age', 's.max_age', 's.cost_kind', 's.prices', 's.assured_on'])
		.where('s.subdistrict_id', '=', ctx.subdistrictId)
		.where('s.id', 'in', [...ids])
		.execute();
	const places = await readPlaces(tx, [...ids]);
	const schedules = await readSchedules(tx, [...ids]);
	const slots = await nextSlots(tx, [...ids]);
	const now = await localNow(tx);
	const named = await namedDaysAround(tx, now.date);
	const lines = new Map(
		rows.map((row): [string, ServiceLine] => {
			const hours = schedules.get(row.id) ?? [];
			const near = nearest(places.get(row.id) ?? [], from);
			const open = hours.length ? isOpen(hours, now, named) : null;
			return [
				row.id,
				{
					id: row.id,
					kind: row.kind as ServiceKind,
					status: row.status as ServiceStatus,
					name: row.name,
					nameEn: row.name_en,
					organizationId: row.organization_id,
					organizationName: row.organization,
					organizationNameEn: row.organization_en,
					summary: excerpt(row.description, 80),
					summaryEn: excerpt(row.description_en, 160),
					alert: row.alert,
					terms: row.terms,
					groups: row.groups as GroupCode[],
					minAge: row.min_age,
					maxAge: row.max_age,
					costKind: row.cost_kind as CostKind,
					prices: row.prices as unknown as Price[],
					assuredOn: row.assured_on as string | null,
					place: near.place,
					distance: near.metres,
					openNow: open,
					openUntil: open ? openUntil(hours, now, named) : null,
					opensNext: open === false ? nextOpening(hours, now, named) : null,
					nextSlot: slots.get(row.id) ?? null
				}
			];
		})
	);
	return ids.flatMap((id) => lines.get(id) ?? []);
}

function nearest(places: Place[], from: { lon: number; lat: number } | null): { place: ServiceLine['place']; metres: number | null } {
	let best: Place | undefined;
	let metres: number | null = null;
	if (from)
		for (const place of places) {
			if (place.lon === null || place.lat === null) continue;
			const away = distance([from.lon, from.lat], [place.lon, place.lat]);
			if (metres === null || away < metres) [best, metres] = [place, away];
		}
	const shown = best ?? places[0];
	return { place: shown ? { name: shown.name, address: shown.address, lon: shown.lon, lat: shown.lat } : null, metres };
}

/** The first bookable time from now of each service that has one. */
export async function nextSlots({ db, ctx }: ReadTx<'directory'>, serviceIds: string[]): Promise<Map<string, { id: string; startsAt: Date; free: number }>> {
	if (!serviceIds.length) return new Map();
	const rows = await db
		.selectFrom('directory.slot')
		.distinctOn('service_id')
		.select((eb) => ['service_id', 'id', 'starts_at', eb('places', '-', eb.ref('taken')).as('free')])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('service_id', 'in', serviceIds)
		.where('starts_at', '>', ctx.clock.now())
		.where('cancelled_at', 'is', null)
		.whereRef('taken', '<', 'places')
		.orderBy('service_id')
		.orderBy('starts_at')
		.execute();
	return new Map(rows.map((row) => [row.service_id, { id: row.id, startsAt: row.starts_at, free: Number(row.free) }]));
}
