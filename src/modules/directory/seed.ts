import { listCommunities } from '#modules/areas/index.ts';
import type { Ctx } from '#platform/context.ts';
import { addDays, dateIn } from '#platform/dates/index.ts';
import { readTx, writeTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { demoServices } from './demo/services.ts';
import { touch } from './offers/state.ts';
import { searchTextOf } from './search/search-text.ts';
import { builtInTerms } from './terms/index.ts';

const CHUNK = 500;
const PROVIDERS = ['便民服务社', '社会工作站', '物业服务中心', '志愿服务队', '健康小屋', '家政服务部', '文化活动室', '法律服务点', '助老服务中心', '儿童之家'];
const PLACES = ['东里', '西里', '南苑', '北苑', '花园', '新村', '家园', '公寓', '大院', '小区'];
const WHEN = ['上门', '预约', '周末', '夜间', '流动', '线上', '定点', '应急', '公益', '联合'];

/** Repeats itself for the same seed, so that two runs measure the same data. */
function random(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

/**
 * Scale data: `n` services of some n/6 organisations, all different, with places, hours, phones and tokens, written in
 * bulk. For measuring only; histories and audit rows of single entries are not made.
 */
export async function seedServices(ctx: Ctx, n: number, onProgress?: (done: number) => void): Promise<void> {
	const communities = await listCommunities(ctx, {});
	// A second call adds to the first: other names, not the same again.
	const { already } = await readTx<'directory', { already: number }>(ctx, ({ db }) =>
		db.selectFrom('directory.service').select((eb) => eb.fn.countAll<number>().as('already')).where('subdistrict_id', '=', ctx.subdistrictId).executeTakeFirstOrThrow()
	);
	const next = random(20261124 + already);
	const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
	const subdistrict_id = ctx.subdistrictId;
	const today = dateIn(ctx.clock.now(), 'Asia/Shanghai');
	const now = ctx.clock.now();
	const termNames = new Map(builtInTerms.map(({ code, zh, en }) => [code, `${zh} ${en}`]));

	const organizations = Array.from({ length: Math.max(1, Math.ceil(n / 6)) }, (_, i) => {
		const community = communities.length ? pick(communities) : null;
		return { subdistrict_id, id: newId(), kind: pick(['public', 'social', 'company', 'team']), name: `${pick(PLACES)}${pick(PROVIDERS)}${already + i + 1}号`, description: '', community_id: community?.id ?? null, lon: community?.lon ?? null, lat: community?.lat ?? null };
	});
	await writeTx<'directory', void>(ctx, async ({ db }) => {
		for (let i = 0; i < organizations.length; i += CHUNK) {
			await db.insertInto('directory.organization').values(organizations.slice(i, i + CHUNK).map(({ lon: _lon, lat: _lat, ...row }) => row)).execute();
		}
	});

	for (let from = 0; from < n; from += CHUNK) {
		const batch = Array.from({ length: Math.min(CHUNK, n - from) }, (_, i) => {
			const model = demoServices[(from + i) % demoServices.length]!;
			const organization = organizations[(from + i) % organizations.length]!;
			const name = `${pick(WHEN)}${model.name}（${pick(PLACES)}${already + from + i + 1}）`;
			const checked = addDays(today, -Math.floor(next() * 400));
			return {
				organization,
				model,
				row: {
					subdistrict_id,
					id: newId(),
					organization_id: organization.id,
					kind: model.kind,
					name,
					aliases: model.aliases,
					description: model.description,
					terms: model.terms,
					groups: model.eligibility.groups,
					min_age: model.eligibility.minAge ?? null,
					max_age: model.eligibility.maxAge ?? null,
					conditions: model.eligibility.text ?? '',
					cost_kind: model.cost.kind,
					cost_note: model.cost.text ?? '',
					community_id: organization.community_id,
					assured_on: checked,
					check_due: addDays(checked, 180),
					search: searchTextOf({ name, nameEn: '', aliases: model.aliases, description: model.description, descriptionEn: '', conditions: '' }, organization.name, model.terms.map((code) => termNames.get(code) ?? '').join(' ')),
					created_at: now,
					updated_at: now
				}
			};
		});
		await writeTx<'directory', void>(ctx, async (tx) => {
			const { db } = tx;
			await db.insertInto('directory.service').values(batch.map(({ row }) => row)).execute();
			const places = batch.map(({ row, organization }) => ({
				locationId: newId(),
				placeId: newId(),
				row,
				organization,
				lon: organization.lon === null ? null : organization.lon + (next() - 0.5) * 0.02,
				lat: organization.lat === null ? null : organization.lat + (next() - 0.5) * 0.02
			}));
			await db.insertInto('directory.location').values(places.map(({ locationId, organization, lon, lat }) => ({ subdistrict_id, id: locationId, organization_id: organization.id, name: organization.name, address: `${pick(PLACES)} ${1 + Math.floor(next() * 200)} 号`, lon, lat, community_id: organization.community_id }))).execute();
			await db.insertInto('directory.service_at_location').values(places.map(({ placeId, locationId, row }) => ({ subdistrict_id, id: placeId, service_id: row.id, location_id: locationId }))).execute();
			const schedules = places.map(({ row, placeId }) => ({ subdistrict_id, id: newId(), service_id: row.id, service_at_location_id: placeId, calendar: pick(['civil', 'weekly']) }));
			await db.insertInto('directory.schedule').values(schedules).execute();
			await db.insertInto('directory.opening').values(schedules.flatMap(({ id }) => Array.from({ length: 5 + Math.floor(next() * 3) }, (_, day) => ({ subdistrict_id, schedule_id: id, weekday: day + 1, opens: 480 + 30 * Math.floor(next() * 4), closes: 1020 + 30 * Math.floor(next() * 6) })))).execute();
			await db.insertInto('directory.phone').values(batch.map(({ row }, i) => ({ subdistrict_id, id: newId(), service_id: row.id, number: `120${String(from + i).padStart(8, '0')}` }))).execute();
			await touch(tx, 'services');
		});
		onProgress?.(Math.min(n, from + CHUNK));
	}
}
