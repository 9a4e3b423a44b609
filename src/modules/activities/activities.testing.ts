/** An activity with its times for tests of sign-up and attendance, written as rows. */
import { anonymous, type Actor, type Role } from '#platform/context.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { lookupHash } from '#platform/secrets.ts';
import { phoneColumns } from '#platform/phone.ts';
import { testCtx, testSubdistrict } from '../../../tests/support/db.ts';

export const MONDAY = '2026-11-30T06:00:00Z';

export const someone = (role: Role, communityId: string | null = null, phone?: string): Actor => ({ ...anonymous, kind: 'user', id: newId(), name: `测试${role}`, grants: role === 'resident' ? [] : [{ role, communityId, organizationId: null }], phoneHash: phone ? lookupHash('phone', phone) : null });

export interface ActivityWanted {
	communityId?: string | null;
	named?: string[];
	capacity?: number | null;
	startsAt?: string;
	minutes?: number;
	signup?: 'none' | 'open' | 'staff';
	minAge?: number;
	maxAge?: number;
	groups?: string[];
	ownOnly?: boolean;
	guardianUnder?: number;
	closesMinutes?: number;
	cutoffMinutes?: number;
	offerMinutes?: number;
	programmeId?: string;
	programmeRole?: 'session' | 'outreach';
	title?: string;
	kind?: string;
}

export async function world() {
	const { id, communities } = await testSubdistrict();
	await ownerPool().query("INSERT INTO activities.kind (subdistrict_id, code, name_zh, name_en) VALUES ($1, 'test_kind', '讲座', 'Lecture') ON CONFLICT DO NOTHING", [id]);
	const as = (actor: Actor = anonymous, at = '2026-11-24T02:00:00Z') => testCtx(id, actor, at);
	const worker = someone('worker', communities[0]);
	const stranger = as();

	/** One activity with one time. */
	async function activity(wanted: ActivityWanted = {}): Promise<{ activityId: string; occurrenceId: string }> {
		const [activityId, occurrenceId] = [newId(), newId()];
		const startsAt = new Date(wanted.startsAt ?? MONDAY);
		await ownerPool().query(
			`INSERT INTO activities.activity (subdistrict_id, id, kind, programme_id, programme_role, community_id, title, first_on, starts_at, minutes, place, capacity, min_age, max_age, audience_groups, own_community_only, guardian_under, signup, signup_closes_minutes, cancel_cutoff_minutes, offer_minutes, state, created_at, changed_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, '2026-11-30', '14:00', $8, '文化活动室', $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 'published', now(), now())`,
			[id, activityId, wanted.kind ?? 'test_kind', wanted.programmeId ?? null, wanted.programmeRole ?? null, wanted.communityId === undefined ? communities[0] : wanted.communityId, wanted.title ?? '高血压日常管理', wanted.minutes ?? 90, wanted.capacity ?? null, wanted.minAge ?? null, wanted.maxAge ?? null, wanted.groups ?? [], wanted.ownOnly ?? false, wanted.guardianUnder ?? null, wanted.signup ?? 'open', wanted.closesMinutes ?? 0, wanted.cutoffMinutes ?? 180, wanted.offerMinutes ?? 720]
		);
		for (const community of wanted.named ?? []) await ownerPool().query('INSERT INTO activities.named_community (subdistrict_id, activity_id, community_id) VALUES ($1, $2, $3)', [id, activityId, community]);
		await time(activityId, startsAt, wanted, occurrenceId);
		return { activityId, occurrenceId };
	}

	/** One more time of an activity. */
	async function time(activityId: string, startsAt: Date, wanted: Pick<ActivityWanted, 'capacity' | 'minutes'> = {}, occurrenceId = newId()): Promise<string> {
		const local = new Date(startsAt.getTime() + 8 * 3_600_000).toISOString();
		await ownerPool().query(
			`INSERT INTO activities.occurrence (subdistrict_id, id, activity_id, planned_for, starts_at, ends_at, on_day, capacity, uid, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now())`,
			[id, occurrenceId, activityId, local.slice(0, 16), startsAt, new Date(startsAt.getTime() + (wanted.minutes ?? 90) * 60_000), local.slice(0, 10), wanted.capacity ?? null, `${occurrenceId}@test`]
		);
		return occurrenceId;
	}

	/** Somebody of the register. */
	async function registered(name: string, birthDate: string | null = null, communityId: string | null = communities[0], phone?: string): Promise<string> {
		const personId = newId();
		await ownerPool().query("INSERT INTO residents.person (subdistrict_id, id, community_id, name, name_masked, name_key, pinyin, initials, sex, birth_date, source_kind, phone_hash, phone_sealed, phone_masked, created_at, changed_at) VALUES ($1, $2, $3, $4, '测*', $4, '', '', '0', $5, 'desk', $6, $7, $8, now(), now())", [id, personId, communityId, name, birthDate, ...(phone ? Object.values(phoneColumns(phone)) : [null, null, null])]);
		return personId;
	}

	/** An account that may act for somebody of the register. */
	async function link(userId: string, personId: string, actsAs: 'self' | 'guardian' | 'proxy' = 'self'): Promise<void> {
		await ownerPool().query("INSERT INTO accounts.user (subdistrict_id, id, kind, name, phone_hash, phone_sealed, phone_masked, created_at) VALUES ($1, $2, 'resident', '账号', $3, $4, $5, now()) ON CONFLICT DO NOTHING", [id, userId, ...Object.values(phoneColumns(`120${userId.replace(/\D/g, '').slice(-8).padStart(8, '0')}`))]);
		await ownerPool().query("INSERT INTO residents.account_link (subdistrict_id, id, person_id, user_id, acts_as, proved_by, linked_at) VALUES ($1, $2, $3, $4, $5, 'counter', now())", [id, newId(), personId, userId, actsAs]);
	}

	const taken = async (occurrenceId: string) => Number((await ownerPool().query('SELECT taken FROM activities.occurrence WHERE id = $1', [occurrenceId])).rows[0].taken);
	const states = async (occurrenceId: string): Promise<Record<string, number>> => Object.fromEntries((await ownerPool().query('SELECT state, count(*)::int n FROM activities.signup WHERE occurrence_id = $1 GROUP BY state', [occurrenceId])).rows.map(({ state, n }) => [state, n]));

	return { id, communities, as, worker, stranger, activity, time, registered, link, taken, states };
}
export type World = Awaited<ReturnType<typeof world>>;

/** A telephone outside every assigned range. */
export const phoneOf = (n: number): string => `1200000${String(1000 + n)}`;
