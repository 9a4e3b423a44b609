/** Likely duplicates: the same thing told before, with distance, age and pictures, for a person to judge. */
import * as v from 'valibot';
import { findAddress, land, type Land } from '#modules/areas/index.ts';
import type { ReadTx } from '#platform/db/tx.ts';
import { lookupHash, unseal } from '#platform/secrets.ts';
import { mayCall } from '#platform/access.ts';
import { forModule } from '#platform/usecase.ts';
import { duplicateLikelihood, DUPLICATE_DAYS, DUPLICATE_RADIUS_METRES, LIKELY_DUPLICATE, type DuplicateFacts, type DuplicateReason } from './duplicates.ts';
import { OPEN_STATES, type State } from '../case/case.model.ts';
import { permissions } from '../requests.permissions.ts';
import { visibleTo } from '../requests.policy.ts';
import { configOf } from '../settings/config.ts';
import { id, phone, point, said } from '../case/case.schemas.ts';
import { findCase } from '../case/case.store.ts';

const { query } = forModule<'requests'>();

/** Enough for a person to look at; more is a sign that the place, not the need, is the same. */
const SHOWN = 5;
const CANDIDATES = 200;
/** A degree of latitude in metres, rounded down so that the box is never too small. */
const DEGREE_METRES = 110_000;

export interface LikelyDuplicate {
	id: string;
	/** for staff only; a stranger learns no number */
	number: string | null;
	categoryCode: string | null;
	state: State;
	place: string;
	/** for staff only */
	summary: string | null;
	photos: { id: string; thumbKey: string | null }[];
	followerCount: number;
	createdAt: Date;
	score: number;
	reasons: DuplicateReason[];
}

/** The home that an address names: building, entrance and door; null where it does not say the door. */
function dwellingOf(all: Land, address: string | null): string | null {
	const [found] = address ? findAddress(all, address, 1) : [];
	return found?.building && found.door !== null ? [found.building.id, found.unit ?? '', found.door].join(' ') : null;
}

/** The full address of a personal need, for comparing only: it goes to nobody. */
const sealedDwelling = (all: Land, sealed: string | null): string | null => (sealed ? dwellingOf(all, unseal(sealed, 'contact')) : null);

async function similarTo(tx: ReadTx<'requests'>, all: Land, draft: DuplicateFacts, without: string | null, staff: boolean): Promise<LikelyDuplicate[]> {
	const { db, ctx } = tx;
	const since = new Date(draft.at.getTime() - DUPLICATE_DAYS * 86_400_000);
	const dLat = DUPLICATE_RADIUS_METRES / DEGREE_METRES;
	const dLon = draft.point ? dLat / Math.max(0.2, Math.cos((draft.point[1] * Math.PI) / 180)) : 0;
	// Each of the three ways to be near has an index of its own, so they are asked one by one.
	const columns = ['id', 'number', 'category_code', 'terms', 'lon', 'lat', 'building_id', 'public_place', 'text', 'reporter_phone_hash', 'created_at', 'state', 'place_masked', 'place_sealed', 'summary', 'follower_count'] as const;
	const candidates = () => {
		let from = db
			.selectFrom('requests.request')
			.select(columns)
			.where('requests.request.subdistrict_id', '=', ctx.subdistrictId)
			.where('created_at', '>=', since)
			.where('state', 'in', [...OPEN_STATES])
			.orderBy('created_at', 'desc')
			.limit(CANDIDATES);
		if (without) from = from.where('id', '!=', without);
		return staff ? from.where(visibleTo(ctx.actor)) : from.where('public_place', '=', true);
	};
	const near = draft.point
		? await candidates()
				.where('public_place', '=', true)
				.where('lat', '>=', draft.point[1] - dLat)
				.where('lat', '<=', draft.point[1] + dLat)
				.where('lon', '>=', draft.point[0] - dLon)
				.where('lon', '<=', draft.point[0] + dLon)
				.execute()
		: [];
	const inBuilding = draft.buildingId ? await candidates().where('building_id', '=', draft.buildingId).execute() : [];
	const ofCaller = draft.phoneHash && staff ? await candidates().where('reporter_phone_hash', '=', draft.phoneHash).execute() : [];
	const found = new Map([...near, ...inBuilding, ...ofCaller].map((row) => [row.id, row]));
	if (!found.size) return [];
	const photos = await db
		.selectFrom('requests.attachment')
		.select(['id', 'request_id', 'thumb_key', 'photo_hash'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('request_id', 'in', [...found.keys()])
		.where('kind', '=', 'photo')
		.where('removed_at', 'is', null)
		.execute();
	return [...found.values()]
		.map((row) => {
			const mine = photos.filter((photo) => photo.request_id === row.id);
			const { score, reasons } = duplicateLikelihood(draft, {
				categoryCode: row.category_code,
				terms: row.terms,
				point: row.lon !== null && row.lat !== null ? [row.lon, row.lat] : null,
				buildingId: row.building_id,
				dwelling: draft.dwelling && sealedDwelling(all, row.place_sealed),
				publicPlace: row.public_place,
				text: row.text,
				photoHashes: mine.flatMap(({ photo_hash }) => (photo_hash ? [photo_hash] : [])),
				phoneHash: staff ? row.reporter_phone_hash : null,
				at: row.created_at
			});
			return {
				id: row.id,
				number: staff ? row.number : null,
				categoryCode: row.category_code,
				state: row.state as State,
				place: row.place_masked,
				summary: staff ? row.summary : null,
				photos: mine.map((photo) => ({ id: photo.id, thumbKey: photo.thumb_key })),
				followerCount: row.follower_count,
				createdAt: row.created_at,
				score,
				reasons
			};
		})
		.filter(({ score }) => score >= LIKELY_DUPLICATE)
		.sort((a, b) => b.score - a.score)
		.slice(0, SHOWN);
}

/**
 * What has been told already that sounds like this, before it is sent. The public sees only matters of public places, and
 * of them no words and no number; staff see what they may see anyway.
 */
export const similarCases = query({
	name: 'requests.similar',
	access: 'public',
	input: v.object({
		text: said,
		categoryCode: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(40))), null),
		point: v.optional(v.nullable(point), null),
		buildingId: v.optional(v.nullable(id), null),
		/** as written; only staff are shown what else comes from one home */
		address: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
		phone: v.optional(v.nullable(phone), null),
		photoHashes: v.optional(v.pipe(v.array(v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/))), v.maxLength(9)), [])
	}),
	prepare: (ctx) => land(ctx),
	run: async (tx, input, all) => {
		const category = input.categoryCode ? (await configOf(tx)).categories.get(input.categoryCode) : undefined;
		const staff = mayCall(tx.ctx.actor, permissions.read);
		return similarTo(
			tx,
			all,
			{
				categoryCode: input.categoryCode,
				terms: category?.terms ?? [],
				point: input.point ? [input.point.lon, input.point.lat] : null,
				buildingId: input.buildingId,
				dwelling: staff ? dwellingOf(all, input.address) : null,
				publicPlace: category?.publicPlace ?? true,
				text: input.text,
				photoHashes: input.photoHashes,
				phoneHash: input.phone ? lookupHash('phone', input.phone) : null,
				at: tx.ctx.clock.now()
			},
			null,
			staff
		);
	}
});

/** Open cases that may be the same as this one: for "merge with". */
export const similarToCase = query({
	name: 'requests.similarToCase',
	access: permissions.read,
	input: v.object({ id }),
	prepare: (ctx) => land(ctx),
	run: async (tx, input, all) => {
		const { row } = await findCase(tx, { id: input.id });
		const hashes = await tx.db
			.selectFrom('requests.attachment')
			.select('photo_hash')
			.where('subdistrict_id', '=', tx.ctx.subdistrictId)
			.where('request_id', '=', row.id)
			.where('photo_hash', 'is not', null)
			.execute();
		return similarTo(
			tx,
			all,
			{
				categoryCode: row.category_code,
				terms: row.terms,
				point: row.lon !== null && row.lat !== null ? [row.lon, row.lat] : null,
				buildingId: row.building_id,
				dwelling: sealedDwelling(all, row.place_sealed),
				publicPlace: row.public_place,
				text: row.text,
				photoHashes: hashes.map(({ photo_hash }) => photo_hash!),
				phoneHash: row.reporter_phone_hash,
				at: row.created_at
			},
			row.id,
			true
		);
	}
});

