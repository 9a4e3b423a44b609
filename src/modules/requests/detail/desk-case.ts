/** One case, whole, for the desk: with its clocks, all that hangs on it, and what may be done next. */
import * as v from 'valibot';
import type { ReadTx } from '#platform/db/tx.ts';
import { forModule } from '#platform/usecase.ts';
import { readRound, type ClockResult } from '../clocks/clocks.model.ts';
import { configOf, type RequestsConfig } from '../settings/config.ts';
import { caseKey } from '../case/key.ts';
import { stepOf, type State } from '../case/case.model.ts';
import { partsOf } from './parts.ts';
import { permissions } from '../requests.permissions.ts';
import type { CaseRow } from '../requests.policy.ts';
import { id } from '../case/case.schemas.ts';
import { findCase, roundFacts, sideRows } from '../case/case.store.ts';
import { verdictsOf } from './verdicts.ts';

const { query } = forModule<'requests'>();

/** Every round's clocks, read now, with their arithmetic. */
async function clocksOf(tx: ReadTx<'requests'>, row: CaseRow, config: RequestsConfig): Promise<{ round: number; clocks: ClockResult[] }[]> {
	const { db, ctx } = tx;
	const rounds = await db.selectFrom('requests.round').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('request_id', '=', row.id).orderBy('round').execute();
	const found: { round: number; clocks: ClockResult[] }[] = [];
	for (const round of rounds) {
		const { pauses, extensions } = await sideRows(tx, row.id, round.round);
		const facts =
			round.round === row.round
				? roundFacts(row, pauses, extensions)
				: {
						round: round.round,
						startedAt: round.started_at,
						urgency: round.urgency as never,
						categoryCode: row.category_code,
						acceptedAt: round.accepted_at,
						contactedAt: round.contacted_at,
						servedAt: round.served_at,
						endedAt: round.ended_at,
						pauses,
						extensions
					};
		found.push({ round: round.round, clocks: readRound(facts, config.policies, row.community_id ? [row.community_id] : [], config.calendar, ctx.clock.now()) });
	}
	return found;
}

/** The desk's view of a case. Telephone and full address are masked; `requests.reveal` opens them with a reason. */
export const getCase = query({
	name: 'requests.get',
	access: permissions.read,
	input: v.object({ id }),
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const { row, ties } = await findCase(tx, { id: input.id });
		const config = await configOf(tx);
		const parts = partsOf(tx, row.id);
		const mergedInto = row.merged_into
			? await db.selectFrom('requests.request').select(['id', 'number', 'summary']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', row.merged_into).executeTakeFirst()
			: undefined;
		return {
			id: row.id,
			number: row.number,
			version: row.version,
			/** opens the case for the person who told it: for the slip's code */
			key: caseKey(row.id),
			state: row.state as State,
			step: stepOf(row.state as State),
			round: row.round,
			type: row.type,
			categoryCode: row.category_code,
			category: row.category_code ? (config.categories.get(row.category_code) ?? null) : null,
			terms: row.terms,
			urgency: row.urgency,
			channel: row.channel,
			confidential: row.confidential,
			anonymous: row.anonymous,
			publicPlace: row.public_place,
			text: row.text,
			answers: row.answers as Record<string, string | number | boolean>,
			place: { communityId: row.community_id, compoundId: row.compound_id, buildingId: row.building_id, text: row.place_masked, hidden: row.place_sealed !== null, lon: row.lon, lat: row.lat },
			reporter: {
				name: row.reporter_name_masked,
				phone: row.reporter_phone_masked,
				known: row.reporter_phone_sealed !== null || row.reporter_user_id !== null,
				toldBy: row.told_by,
				registeredBy: row.registered_by_name
			},
			ownerId: row.owner_id,
			ownerName: row.owner_name,
			firstOwnerName: row.first_owner_name,
			providerName: row.provider_name,
			chaseCount: row.chase_count,
			followerCount: row.follower_count,
			unread: row.unread_by_staff,
			supervisedAt: row.supervised_at,
			callbackDueAt: row.callback_due_at,
			nextClock: row.next_clock,
			nextDueAt: row.next_due_at,
			answer: row.answer,
			answerWay: row.answer_way,
			rating: row.rating,
			closeReason: row.close_reason,
			closedAt: row.closed_at,
			createdAt: row.created_at,
			changedAt: row.changed_at,
			rounds: await clocksOf(tx, row, config),
			history: await parts.history(),
			messages: await parts.messages(),
			attachments: await parts.attachments(),
			offers: await parts.offers(),
			parties: await parts.parties(),
			pauses: await parts.pauses(),
			extensions: await parts.extensions(),
			sendBacks: await parts.sendBacks(),
			followers: await parts.followers(),
			callbacks: await parts.callbacks(),
			mergedFrom: await parts.mergedFrom(),
			mergedInto: mergedInto ?? null,
			actions: await verdictsOf(tx, row, ties, config)
		};
	}
});
export type DeskCase = Awaited<ReturnType<typeof getCase>>;
