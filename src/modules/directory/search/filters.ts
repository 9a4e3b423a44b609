import { sql, type Expression, type SqlBool } from 'kysely';
import type { LocalTime, NamedDays } from '../hours/hours.ts';
import { civilWeekday } from '../hours/hours.ts';
import { addDays, weekday } from '#platform/dates/index.ts';

/** Mean radius of the Earth in metres, as in #platform/geo, so that a page and a query tell the same distance. */
const EARTH = 6_371_008.8;

/**
 * "Open now" as SQL over `s` (directory.service): the same rule as `isOpen`, which a property test compares it with.
 * Hours that began yesterday and run past midnight count; an exception outranks the week, a holiday and a make-up day.
 */
export function openAt(at: LocalTime, named: NamedDays): Expression<SqlBool> {
	const yesterday = addDays(at.date, -1);
	const covers = (date: string, minute: number) => sql<boolean>`(
		(h.valid_from IS NULL OR h.valid_from <= ${date}::date) AND (h.valid_to IS NULL OR h.valid_to >= ${date}::date)
		AND CASE WHEN EXISTS (SELECT FROM directory.hours_exception e WHERE e.subdistrict_id = h.subdistrict_id AND e.schedule_id = h.id AND ${date}::date BETWEEN e.from_date AND e.to_date)
			THEN EXISTS (SELECT FROM directory.hours_exception e WHERE e.subdistrict_id = h.subdistrict_id AND e.schedule_id = h.id AND ${date}::date BETWEEN e.from_date AND e.to_date
				AND e.opens <= ${minute} AND ${minute} < e.closes)
			ELSE EXISTS (SELECT FROM directory.opening o WHERE o.subdistrict_id = h.subdistrict_id AND o.schedule_id = h.id
				AND o.weekday = CASE h.calendar WHEN 'civil' THEN ${civilWeekday(date, named)}::int ELSE ${weekday(date)}::int END
				AND o.opens <= ${minute} AND ${minute} < o.closes)
			END)`;
	return sql<boolean>`EXISTS (SELECT FROM directory.schedule h WHERE h.subdistrict_id = s.subdistrict_id AND h.service_id = s.id
		AND (${covers(at.date, at.minute)} OR ${covers(yesterday, at.minute + 1440)}))`;
}

/**
 * Services within `metres` of a position with the distance of their nearest place, as a sub-select `(service_id, distance)`.
 * A box of degrees first, which the index answers, then the haversine distance.
 */
export function nearTo(subdistrictId: string, lon: number, lat: number, metres: number) {
	const dLat = (metres / EARTH) * (180 / Math.PI);
	const dLon = Math.min(180, dLat / Math.max(0.01, Math.cos((lat * Math.PI) / 180)));
	return sql<{ service_id: string; distance: number }>`(
		SELECT a.service_id, min(d.metres) AS distance
		FROM directory.location l
		JOIN directory.service_at_location a ON a.subdistrict_id = l.subdistrict_id AND a.location_id = l.id
		CROSS JOIN LATERAL (SELECT 2 * ${EARTH}::float8 * asin(least(1, sqrt(power(sin(radians(l.lat - ${lat}::float8) / 2), 2)
			+ cos(radians(${lat}::float8)) * cos(radians(l.lat)) * power(sin(radians(l.lon - ${lon}::float8) / 2), 2)))) AS metres) d
		WHERE l.subdistrict_id = ${subdistrictId}::uuid AND l.lat BETWEEN ${lat - dLat}::float8 AND ${lat + dLat}::float8 AND l.lon BETWEEN ${lon - dLon}::float8 AND ${lon + dLon}::float8
			AND d.metres <= ${metres}::float8
		GROUP BY a.service_id)`;
}
