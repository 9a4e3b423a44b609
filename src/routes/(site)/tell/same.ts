import { land } from '#modules/areas/index.ts';
import { similarCases, type Category } from '#modules/requests/index.ts';
import type { Ctx } from '#platform/context.ts';
import { seal } from '#platform/secrets.ts';
import { placeIn } from './details/need.ts';
import type { NeedDraft } from '#modules/site/index.ts';

const MOST = 3;
export const PHOTO_TICKET = 'photo-ticket';

/** What others have told of the same public thing, near the place that the words name: no words of theirs, no number. */
export async function sameBefore(ctx: Ctx, draft: NeedDraft, category: Category | null) {
	if (category && !category.publicPlace) return [];
	const areas = await land(ctx);
	const place = placeIn(areas, String(draft.fields.address ?? '') || draft.text);
	const building = place?.buildingId ? areas.byId.get(place.buildingId) : undefined;
	const point = building && 'lon' in building && building.lon !== null && building.lat !== null ? { lon: building.lon, lat: building.lat } : null;
	// Without a place everything of the kind would look alike.
	if (!place) return [];
	const found = await similarCases(ctx, { text: draft.text, categoryCode: category?.code ?? null, buildingId: place.buildingId, point, photoHashes: draft.photos.map(({ phash }) => phash) });
	return found.slice(0, MOST).map(({ id, place, photos, followerCount, createdAt, state, reasons }) => ({
		id,
		place,
		followerCount,
		createdAt,
		state,
		metres: reasons.flatMap((reason) => (reason.code === 'near' ? [reason.metres] : []))[0] ?? null,
		sameBuilding: reasons.some(({ code }) => code === 'same_building'),
		// The picture of a lamp or a manhole helps to tell whether it is the same one; its address is good for nothing else.
		photos: photos.flatMap(({ thumbKey }) => (thumbKey ? [`/tell/photo/${seal(thumbKey, PHOTO_TICKET)}`] : [])).slice(0, 3)
	}));
}
