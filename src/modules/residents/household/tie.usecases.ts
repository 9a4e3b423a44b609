/** Who somebody has: family, guardian, carer, the people to call. */
import { sql } from 'kysely';
import * as v from 'valibot';
import type { WriteTx } from '#platform/db/tx.ts';
import { AppError, notFound } from '#platform/errors.ts';
import { newId, isId } from '#platform/ids.ts';
import { phoneColumns } from '#platform/phone.ts';
import { seal } from '#platform/secrets.ts';
import { maskName } from '#platform/text/index.ts';
import { forModule } from '#platform/usecase.ts';
import { fieldWrong, noSuchPerson } from '../residents.errors.ts';
import { permissions } from '../residents.permissions.ts';
import { demandEdit } from '../residents.policy.ts';
import { todayOf } from '#platform/today.ts';
import { day, id, TieInput } from './household.schemas.ts';

const { useCase } = forModule<'residents'>();

/**
 * Somebody of the register, or somebody by name and telephone, is this person's guardian, carer, contact … Contacts are
 * called in the order in which they were added.
 */
export const addTie = useCase({
	name: 'residents.addTie',
	access: permissions.edit,
	input: TieInput,
	run: (tx, input) => writeTie(tx, input),
	subject: (input, { communityId }) => ({ subjectType: 'person', subjectId: input.personId, communityId, detail: { kind: input.kind } })
});

/** The tie of `addTie`, for who is in a transaction already. */
export async function writeTie({ db, ctx }: WriteTx<'residents'>, input: v.InferOutput<typeof TieInput>): Promise<{ id: string; communityId: string | null }> {
	if (input.otherId === input.personId) throw fieldWrong('otherId', 'residents.notOneself');
	const wanted = [input.personId, ...(input.otherId ? [input.otherId] : [])];
	const rows = await db.selectFrom('residents.person').select(['id', 'community_id as communityId']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', 'in', wanted).where('merged_into', 'is', null).orderBy('id').forUpdate().execute();
	const own = rows.find((row) => row.id === input.personId);
	if (!own || rows.length !== wanted.length) throw noSuchPerson();
	demandEdit(ctx.actor, own.communityId);
	const { rows: last } = await sql<{ next: number }>`SELECT coalesce(max(position) + 1, 0)::int AS next FROM residents.relation WHERE subdistrict_id = ${ctx.subdistrictId} AND person_id = ${input.personId} AND until_on IS NULL`.execute(db);
	const tieId = newId();
	await db
		.insertInto('residents.relation')
		.values({
			subdistrict_id: ctx.subdistrictId,
			id: tieId,
			person_id: input.personId,
			kind: input.kind,
			other_id: input.otherId,
			...(input.otherId ? {} : { name_sealed: seal(input.name, 'contact'), name_masked: maskName(input.name) }),
			...(input.phone ? phoneColumns(input.phone) : {}),
			words: input.words,
			position: last[0]!.next,
			from_on: input.from,
			recorded_at: ctx.clock.now(),
			recorded_by: isId(ctx.actor.id) ? ctx.actor.id : null
		})
		.execute();
	return { id: tieId, communityId: own.communityId };
}

/** No longer so, from today or the day given; `null` takes the end back. */
export const endTie = useCase({
	name: 'residents.endTie',
	access: permissions.edit,
	input: v.object({ id, on: v.optional(v.nullable(day)) }),
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const row = await db
			.selectFrom('residents.relation as r')
			.innerJoin('residents.person as p', (join) => join.onRef('p.subdistrict_id', '=', 'r.subdistrict_id').onRef('p.id', '=', 'r.person_id'))
			.select(['r.person_id as personId', 'r.from_on as fromOn', 'p.community_id as communityId'])
			.where('r.subdistrict_id', '=', ctx.subdistrictId)
			.where('r.id', '=', input.id)
			.executeTakeFirst();
		if (!row) throw notFound('relation');
		demandEdit(ctx.actor, row.communityId);
		const today = await todayOf(tx);
		const on = input.on === undefined ? today : input.on;
		if (on !== null && (on > today || (row.fromOn !== null && on < row.fromOn))) throw new AppError('residents.dayWrong', { status: 422, fields: [{ path: 'on', code: 'residents.dayWrong' }] });
		await db.updateTable('residents.relation').set({ until_on: on }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', input.id).execute();
		return row;
	},
	subject: (_input, { personId, communityId }) => ({ subjectType: 'person', subjectId: personId, communityId })
});
