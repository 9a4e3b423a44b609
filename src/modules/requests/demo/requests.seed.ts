/**
 * Scale data: many thousands of cases of the usual mix, written in bulk. For measuring only: each has its row, rounds and a
 * short history, but no audit rows, and nobody is told.
 */
import { sql } from 'kysely';
import { land } from '#modules/areas/index.ts';
import { staffOfCommunity } from '#platform/accounts/index.ts';
import type { Ctx } from '#platform/context.ts';
import { readTx, writeTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { lookupHash, seal } from '#platform/secrets.ts';
import { maskName, maskPhone } from '#platform/text/index.ts';
import { CATEGORIES } from '../settings/categories.data.ts';
import { duesAtStart } from '../clocks/clocks.model.ts';
import { configOf, type RequestsConfig } from '../settings/config.ts';
import { DEMO_GIVEN, DEMO_LINES, DEMO_SURNAMES } from './needs.data.ts';
import type { State } from '../case/case.model.ts';
import { formatNumber } from '../case/number.ts';
import { chance } from '#platform/chance.ts';
import { searchVector, summaryOf } from '../case/words.ts';

const BATCH = 1000;
const DAYS = 365;
const MINUTE = 60_000;

const STATE_SHARES = [
	['solved', 780],
	['unsolved_closed', 45],
	['declined', 35],
	['withdrawn', 30],
	['merged', 20],
	['submitted', 12],
	['accepted', 8],
	['dispatched', 20],
	['in_progress', 30],
	['served', 20]
] as const satisfies readonly (readonly [State, number])[];
const CLOSED: readonly State[] = ['solved', 'unsolved_closed', 'declined', 'withdrawn', 'merged'];

/**
 * Writes `n` cases spread over the last year.
 * @param callers how many different people told them; a third of `n` unless given
 * @param onProgress is told how many are written so far
 */
export async function seedRequests(ctx: Ctx, n: number, { callers = Math.max(20, Math.round(n / 3)), onProgress = () => {} }: { callers?: number; onProgress?: (done: number) => void } = {}): Promise<void> {
	const config = await readTx<'requests', RequestsConfig>(ctx, configOf);
	const counters = new Map(
		await readTx<'requests', [string, number][]>(ctx, async ({ db }) =>
			(await db.selectFrom('requests.number_counter').select(['last']).select(sql<string>`day::text`.as('day')).where('subdistrict_id', '=', ctx.subdistrictId).execute()).map(({ day, last }) => [day, last])
		)
	);
	const all = await land(ctx);
	const communities = all.communities.map(({ id }) => id);
	const places = all.buildings.flatMap((building) => {
		const compound = all.byId.get(building.compoundId);
		return compound && 'communityId' in compound ? [{ community: compound.communityId, compound: compound.id, building: building.id, name: compound.name + building.name, lon: building.lon, lat: building.lat }] : [];
	});
	const staff = await staffOfCommunity(ctx, { communityId: null, roles: ['worker'] });
	const luck = chance(n + counters.size);
	const end = ctx.clock.now().getTime();
	const phones = Array.from({ length: callers }, (_, i) => `1200${String(1_000_000 + ((i * 7919) % 8_999_999))}`);

	const moments = Array.from({ length: n }, () => end - Math.floor(luck.next() * DAYS * 1440) * MINUTE - luck.between(5_000, 59_000)).sort((a, b) => a - b);
	let lastOpen: string | null = null;
	for (let from = 0; from < n; from += BATCH) {
		const requests: Record<string, unknown>[] = [];
		const rounds: Record<string, unknown>[] = [];
		const events: Record<string, unknown>[] = [];
		for (const moment of moments.slice(from, from + BATCH)) {
			const line = luck.pick(DEMO_LINES);
			const category = CATEGORIES.find(({ code }) => code === line.category)!;
			const place = places.length ? luck.pick(places) : null;
			const community = place?.community ?? (communities.length ? luck.pick(communities) : null);
			const name = luck.pick(DEMO_SURNAMES) + luck.pick(DEMO_GIVEN);
			const phone = luck.pick(phones);
			const named = luck.percent(93);
			const young = end - moment < 5 * 1440 * MINUTE;
			let state: State = luck.weighted(STATE_SHARES);
			// What was told long ago is over, but for a few.
			if (!young && !CLOSED.includes(state) && !luck.percent(25)) state = 'solved';
			if (state === 'merged' && !lastOpen) state = 'solved';
			const { accept, first_contact, resolve } = duesAtStart(new Date(moment), category.urgency, 1, config.policies, community ? [community] : [], config.calendar, category.code);
			const due = { accept: accept!.getTime(), first_contact: first_contact!.getTime(), resolve: resolve!.getTime() };
			const worker = staff.length ? luck.pick(staff) : null;

			const accepted = state === 'submitted' ? null : moment + luck.between(3, 200) * MINUTE;
			const contacted = accepted && state !== 'accepted' && named ? accepted + luck.between(5, 500) * MINUTE : null;
			const worked = state === 'served' || state === 'solved' || state === 'unsolved_closed';
			const served = worked ? (contacted ?? accepted!) + luck.between(60, 9_000) * MINUTE : null;
			const closed = CLOSED.includes(state) ? (served ?? accepted ?? moment) + luck.between(60, 4_000) * MINUTE : null;
			const owned = accepted !== null && state !== 'accepted' && state !== 'declined';
			const past = (t: number | null): string | null => (t === null ? null : new Date(Math.min(t, end)).toISOString());
			const changed = past(closed ?? served ?? contacted ?? accepted ?? moment)!;
			const next =
				CLOSED.includes(state) || state === 'served'
					? null
					: ([accepted === null ? (['accept', due.accept] as const) : null, contacted === null ? (['first_contact', due.first_contact] as const) : null, ['resolve', due.resolve] as const].filter((one) => one !== null).sort((a, b) => a![1] - b![1])[0] ?? null);
			const text = line.say.replaceAll('{b}', place?.name ?? '小区').replaceAll('{u}', '一单元');
			const id = newId();
			const day = config.calendar.dateOf(moment);
			const counter = (counters.get(day) ?? 0) + 1;
			counters.set(day, counter);
			const told = new Date(moment).toISOString();
			const lastEvent = newId();
			const dues = { accept_due_at: iso(due.accept), contact_due_at: iso(due.first_contact), resolve_due_at: iso(due.resolve) };
			const answered = state === 'solved';
			const rating = answered && luck.percent(80) ? luck.weighted([[5, 52], [4, 31], [3, 9], [2, 5], [1, 3]] as const) : null;

			requests.push({
				subdistrict_id: ctx.subdistrictId,
				id,
				number: formatNumber(day, counter),
				version: 1,
				type: category.type,
				category_code: category.code,
				terms: category.terms.slice(0, 1),
				urgency: category.urgency,
				channel: luck.weighted([['phone', 60], ['patrol', 20], ['web', 12], ['counter', 8]] as const),
				confidential: category.confidential,
				anonymous: !named,
				public_place: category.publicPlace,
				text,
				summary: summaryOf(text),
				answers: {},
				search: searchVector(text, place?.name ?? ''),
				photo_count: luck.percent(20) ? 1 : 0,
				community_id: community,
				compound_id: place?.compound ?? null,
				building_id: place?.building ?? null,
				place_masked: place?.name ?? '',
				lon: place?.lon ?? null,
				lat: place?.lat ?? null,
				reporter_phone_hash: named ? lookupHash('phone', phone) : null,
				reporter_phone_sealed: named ? seal(phone, 'contact') : null,
				reporter_phone_masked: named ? maskPhone(phone) : '',
				reporter_name_sealed: named ? seal(name, 'contact') : null,
				reporter_name_masked: named ? maskName(name) : '',
				told_by: 'staff',
				registered_by_name: worker?.name ?? '',
				locale: 'zh',
				state,
				prior_state: state === 'merged' ? 'accepted' : null,
				merged_into: state === 'merged' ? lastOpen : null,
				round: 1,
				owner_id: owned ? (worker?.id ?? null) : null,
				owner_name: owned ? (worker?.name ?? '') : '',
				first_owner_id: owned ? (worker?.id ?? null) : null,
				first_owner_name: owned ? (worker?.name ?? '') : '',
				provider_name: '',
				open_pauses: 0,
				open_send_back: false,
				open_extension: false,
				open_parties: 0,
				chase_count: 0,
				follower_count: 0,
				unread_by_staff: 0,
				round_started_at: told,
				...dues,
				accepted_at: past(accepted),
				contacted_at: past(contacted),
				served_at: past(served),
				served_by: served ? (worker?.id ?? null) : null,
				callback_due_at: null,
				next_clock: next?.[0] ?? null,
				next_due_at: next ? new Date(next[1]).toISOString() : null,
				overdue_told_at: next && next[1] < end ? new Date(next[1]).toISOString() : null,
				answer: answered ? 'solved' : null,
				answer_way: answered ? luck.weighted([['callback', 60], ['tap', 35], ['paper', 5]] as const) : null,
				answered_at: answered ? past(closed) : null,
				last_callback: state === 'unsolved_closed' && luck.percent(70) ? 'not_reached' : null,
				rating,
				closed_at: past(closed),
				close_reason: state === 'unsolved_closed' ? 'not_reached' : state === 'declined' ? 'outside_remit' : null,
				created_at: told,
				changed_at: changed,
				last_event_id: lastEvent
			});
			rounds.push({
				subdistrict_id: ctx.subdistrictId,
				request_id: id,
				round: 1,
				urgency: category.urgency,
				started_at: told,
				...dues,
				accepted_at: past(accepted),
				contacted_at: past(contacted),
				served_at: past(served),
				served_by: served ? (worker?.id ?? null) : null,
				served_by_name: served ? (worker?.name ?? '') : '',
				served_note: served ? line.done : '',
				ended_at: past(closed),
				end_state: closed ? state : null,
				answer: answered ? 'solved' : null,
				answer_way: null,
				rating
			});
			const event = (eventId: string, t: string, action: string, from: string | null, to: string) => ({ subdistrict_id: ctx.subdistrictId, id: eventId, request_id: id, round: 1, at: t, action, actor_kind: 'staff', actor_id: worker?.id ?? null, actor_name: worker?.name ?? '', from_state: from, to_state: to, public: true, note: '', detail: {} });
			events.push(event(newId(), told, 'submit', null, 'submitted'));
			if (accepted) events.push(event(newId(), past(accepted)!, 'accept', 'submitted', 'accepted'));
			events.push(event(lastEvent, changed, LAST_ACTION[state], 'accepted', state));
			if (state === 'dispatched' || state === 'in_progress') lastOpen = id;
		}
		await writeTx<'requests', void>(ctx, async ({ db }) => {
			for (const [table, rows] of [['request', requests], ['round', rounds], ['event', events]] as const) {
				const columns = sql.join(Object.keys(rows[0]!).map((name) => sql.ref(name)));
				const target = sql.table(`requests.${table}`);
				await sql`INSERT INTO ${target} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${target}, ${JSON.stringify(rows)}::json)`.execute(db);
			}
		});
		onProgress(Math.min(n, from + BATCH));
	}
	const days = [...counters];
	await writeTx<'requests', void>(ctx, async ({ db }) => {
		await sql`INSERT INTO requests.number_counter (subdistrict_id, day, last) SELECT ${ctx.subdistrictId}::uuid, * FROM unnest(${days.map(([day]) => day)}::date[], ${days.map(([, last]) => last)}::int[])
			ON CONFLICT (subdistrict_id, day) DO UPDATE SET last = greatest(number_counter.last, excluded.last)`.execute(db);
	});
}

const iso = (t: number): string => new Date(t).toISOString();

const LAST_ACTION: Record<State, string> = {
	submitted: 'note',
	accepted: 'accept',
	dispatched: 'assign',
	in_progress: 'record_contact',
	served: 'serve',
	solved: 'confirm',
	unsolved_closed: 'close_unsolved',
	declined: 'decline',
	withdrawn: 'withdraw',
	merged: 'merge'
};
