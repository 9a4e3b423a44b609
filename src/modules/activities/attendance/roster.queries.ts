/** The list at the door: who has a place, who waits, who came, also those who had not signed up. For staff who keep the activity. */
import { sql } from 'kysely';
import * as v from 'valibot';
import { unseal } from '#platform/secrets.ts';
import { forModule } from '#platform/usecase.ts';
import { noSuchTime } from '../activities.errors.ts';
import { permissions } from '../activities.permissions.ts';
import { mayKeep } from '../activities.policy.ts';
import { timeOf } from '../signup/rules.store.ts';
import type { SignupState } from '../signup/signup.model.ts';
import { headOf, type TimeHead } from './times.queries.ts';

const { query } = forModule<'activities'>();

export interface RosterLine {
	/** of the sign-up; null: walked in */
	signupId: string | null;
	partyId: string | null;
	/** how many of the party are on the list */
	partySize: number;
	name: string;
	phoneMasked: string;
	personId: string | null;
	state: SignupState | 'walked_in';
	lineNo: number;
	source: string;
	/** what stands in the audience rule and was taken on their word */
	onWord: string[];
	exception: string;
	guardian: string;
	offeredUntil: Date | null;
	attendance: { id: string; cameAt: Date; source: string } | null;
}

export interface Roster extends TimeHead {
	counts: { taken: number; waiting: number; offered: number; came: number; walkedIn: number };
	lines: RosterLine[];
	/** taken back, with the reason: they stay on the record */
	takenBack: { id: string; name: string; at: Date; why: string }[];
}

/** A hall of thousands is counted at the door, not ticked off a list; what is beyond stands in the sheet. */
const MOST = 2000;

const ORDER: Record<RosterLine['state'], number> = { taken: 0, walked_in: 1, offered: 2, waiting: 3, cancelled: 4, declined: 5, lapsed: 6 };

/** @throws platform.notFound (404) for an activity that is not the caller's to keep */
export const rosterOf = query({
	name: 'activities.roster',
	access: permissions.serve,
	input: v.object({ occurrenceId: v.pipe(v.string(), v.uuid()), ended: v.optional(v.boolean(), false) }),
	run: async (tx, { occurrenceId, ended }): Promise<Roster> => {
		const { db, ctx } = tx;
		const time = await timeOf(tx, occurrenceId);
		if (!mayKeep(ctx.actor, time)) throw noSuchTime();
		const { rows } = await sql<{ signup_id: string | null; party_id: string | null; party_size: number; name_sealed: string | null; phone_masked: string; person_id: string | null; state: RosterLine['state']; line_no: string; position: number; source: string; on_word: string[]; exception: string; guardian_sealed: string | null; offered_until: Date | null; attendance_id: string | null; came_at: Date | null; came_by: string | null }>`
			SELECT s.id AS signup_id, s.party_id, count(*) OVER (PARTITION BY s.party_id)::int AS party_size, s.name_sealed, s.phone_masked, s.person_id, s.state, s.line_no, s.position, s.source, s.on_word, s.exception, s.guardian_sealed, s.offered_until, t.id AS attendance_id, t.came_at, t.source AS came_by
			FROM activities.signup s LEFT JOIN activities.attendance t ON t.subdistrict_id = s.subdistrict_id AND t.occurrence_id = s.occurrence_id AND t.who_key = s.who_key AND t.taken_back_at IS NULL
			WHERE s.subdistrict_id = ${ctx.subdistrictId} AND s.occurrence_id = ${occurrenceId} AND (s.state IN ('taken', 'waiting', 'offered') OR ${ended} OR t.signup_id = s.id)
			UNION ALL
			SELECT NULL, NULL, 1, t.name_sealed, '', t.person_id, 'walked_in', 0, 0, t.source, '{}', '', NULL, NULL, t.id, t.came_at, t.source
			FROM activities.attendance t WHERE t.subdistrict_id = ${ctx.subdistrictId} AND t.occurrence_id = ${occurrenceId} AND t.taken_back_at IS NULL
				AND NOT EXISTS (SELECT 1 FROM activities.signup s WHERE s.subdistrict_id = t.subdistrict_id AND s.occurrence_id = t.occurrence_id AND s.who_key = t.who_key AND (s.state IN ('taken', 'waiting', 'offered') OR ${ended} OR s.id = t.signup_id))
			LIMIT ${MOST}`.execute(db);
		const back = await db.selectFrom('activities.attendance').select(['id', 'name_sealed', 'taken_back_at', 'taken_back_why']).where('subdistrict_id', '=', ctx.subdistrictId).where('occurrence_id', '=', occurrenceId).where('taken_back_at', 'is not', null).orderBy('taken_back_at', 'desc').limit(50).execute();
		const name = (sealed: string | null) => (sealed ? unseal(sealed, 'contact') : '');
		const lines = rows.map(
			(row): RosterLine => ({
				signupId: row.signup_id,
				partyId: row.party_id,
				partySize: row.party_size,
				name: name(row.name_sealed),
				phoneMasked: row.phone_masked,
				personId: row.person_id,
				state: row.state,
				lineNo: Number(row.line_no) * 100 + row.position,
				source: row.source,
				onWord: row.on_word,
				exception: row.exception,
				guardian: name(row.guardian_sealed),
				offeredUntil: row.offered_until,
				attendance: row.attendance_id && row.came_at ? { id: row.attendance_id, cameAt: row.came_at, source: row.came_by ?? '' } : null
			})
		);
		lines.sort((a, b) => ORDER[a.state] - ORDER[b.state] || a.lineNo - b.lineNo || a.name.localeCompare(b.name, 'zh-Hans'));
		const count = (state: RosterLine['state']) => lines.filter((line) => line.state === state).length;
		return {
			...headOf(time, ctx.clock.now()),
			counts: { taken: count('taken'), waiting: count('waiting'), offered: count('offered'), came: lines.filter(({ attendance }) => attendance).length, walkedIn: count('walked_in') },
			lines,
			takenBack: back.map((row) => ({ id: row.id, name: name(row.name_sealed), at: row.taken_back_at!, why: row.taken_back_why ?? '' }))
		};
	}
});
