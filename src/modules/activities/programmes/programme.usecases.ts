/** Courses: what they are, what it takes to pass, which activities belong to them. */
import * as v from 'valibot';
import { conflict, forbidden, notFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../activities.permissions.ts';
import { demandKeep, keptBy } from '../activities.policy.ts';
import type { Tx } from '../attendance/attendance.store.ts';
import { lockActivity } from '../offering/activity.store.ts';
import { id, idOrNull } from '../signup/signup.schemas.ts';
import { revokeUnpassed } from './certificate.store.ts';
import { followLearners } from './learner.store.ts';

const { useCase } = forModule<'activities'>();

const numberOrNull = (most: number) => v.optional(v.pipe(v.unknown(), v.transform((given) => (given === '' || given === undefined || given === null ? null : Number(given))), v.nullable(v.pipe(v.number(), v.integer('activities.numberWrong'), v.minValue(1, 'activities.numberWrong'), v.maxValue(most, 'activities.numberWrong')))), null);

const fields = {
	title: v.pipe(v.string(), v.trim(), v.minLength(1, 'activities.courseNameMissing'), v.maxLength(80, 'activities.wordsTooLong')),
	body: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(20_000, 'activities.wordsTooLong')), ''),
	communityId: idOrNull,
	/** learners who passed go out and teach */
	chain: v.optional(v.pipe(v.unknown(), v.transform((given) => (given === 'outreach' || given === true || given === 'on' ? ('outreach' as const) : null))), null),
	passSessions: numberOrNull(400),
	passShare: numberOrNull(100),
	passOutreach: numberOrNull(100)
};

const AddInput = v.object({ ...fields });
const ChangeInput = v.object({ id, version: v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.integer()), ...fields });
export type ProgrammeInput = v.InferInput<typeof AddInput>;

const columns = ({ title, body, communityId, chain, passSessions, passShare, passOutreach }: v.InferOutput<typeof AddInput>) => ({
	title,
	body,
	community_id: communityId,
	chain,
	pass_sessions: passSessions,
	// Of two rules the number of sessions is the plainer one.
	pass_share: passSessions === null ? passShare : null,
	pass_outreach: chain ? (passOutreach ?? 1) : null
});

/** @throws platform.notFound (404); platform.forbidden (403) */
async function holdProgramme({ db, ctx }: Tx, programmeId: string) {
	const row = await db.selectFrom('activities.programme').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', programmeId).forUpdate().executeTakeFirst();
	if (!row) throw notFound('programme');
	demandKeep(ctx.actor, { communityId: row.community_id, named: [] }, permissions.edit);
	return row;
}

const subject = (_input: unknown, result: { id: string; communityId: string | null }) => ({ subjectType: 'programme', subjectId: result.id, communityId: result.communityId });

/** A course of one community, or (for who keeps them all) of the subdistrict. */
export const addProgramme = useCase({
	name: 'activities.addProgramme',
	access: permissions.edit,
	input: AddInput,
	run: async ({ db, ctx }, input) => {
		const kept = keptBy(ctx.actor);
		if (kept !== 'all' && (input.communityId === null || !kept.includes(input.communityId))) throw forbidden(permissions.edit.key);
		const programmeId = newId();
		const now = ctx.clock.now();
		await db.insertInto('activities.programme').values({ subdistrict_id: ctx.subdistrictId, id: programmeId, ...columns(input), created_at: now, changed_at: now }).execute();
		return { id: programmeId, communityId: input.communityId };
	},
	subject
});

/** Changing the rule counts everybody anew, and revokes certificates that it no longer gives. @throws activities.programmeMoved (409) when somebody changed it meanwhile */
export const changeProgramme = useCase({
	name: 'activities.changeProgramme',
	access: permissions.edit,
	input: ChangeInput,
	run: async (tx, { id: programmeId, version, ...input }) => {
		const { db, ctx } = tx;
		const row = await holdProgramme(tx, programmeId);
		if (row.version !== version) throw conflict('activities.programmeMoved');
		demandKeep(ctx.actor, { communityId: input.communityId, named: [] }, permissions.edit);
		await db.updateTable('activities.programme').set({ ...columns(input), version: row.version + 1, changed_at: ctx.clock.now() }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', programmeId).execute();
		await followLearners(tx, programmeId, null);
		await revokeUnpassed(tx, programmeId, '课程的结业要求改了');
		return { id: programmeId, communityId: input.communityId };
	},
	subject
});

/** Ends a course, or opens it again. What was learned stays. */
export const closeProgramme = useCase({
	name: 'activities.closeProgramme',
	access: permissions.edit,
	input: v.object({ id, open: v.optional(v.boolean(), false) }),
	run: async (tx, { id: programmeId, open }) => {
		const { db, ctx } = tx;
		const row = await holdProgramme(tx, programmeId);
		await db.updateTable('activities.programme').set({ state: open ? 'open' : 'closed', version: row.version + 1, changed_at: ctx.clock.now() }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', programmeId).execute();
		return { id: programmeId, communityId: row.community_id };
	},
	subject
});

/**
 * Makes an activity a session or an outreach of a course, or takes it out (`role` null). Who keeps the course may let any activity go,
 * but bring in only what they keep too: with it comes who attended.
 * @throws platform.notFound (404); platform.forbidden (403); activities.inAnotherProgramme (409)
 */
export const setSession = useCase({
	name: 'activities.setSession',
	access: permissions.edit,
	input: v.object({ id, activityId: id, role: v.nullable(v.picklist(['session', 'outreach'])) }),
	run: async (tx, { id: programmeId, activityId, role }) => {
		const { db, ctx } = tx;
		// The activity before its course, as whoever changes its times takes them: the other way round two could wait for each other.
		const activity = await lockActivity(tx, activityId);
		const row = await holdProgramme(tx, programmeId);
		const { programme_id: belongsTo } = await db.selectFrom('activities.activity').select('programme_id').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', activityId).executeTakeFirstOrThrow();
		if (role !== null || !belongsTo) demandKeep(ctx.actor, activity, permissions.edit);
		if (belongsTo && belongsTo !== programmeId) throw conflict('activities.inAnotherProgramme');
		await db.updateTable('activities.activity').set({ programme_id: role && programmeId, programme_role: role, changed_at: ctx.clock.now() }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', activityId).execute();
		await followLearners(tx, programmeId, null);
		await revokeUnpassed(tx, programmeId, '课程包含的活动改了');
		return { id: programmeId, communityId: row.community_id };
	},
	subject
});
