/** What there is to do, with where it came from. */
import { sql } from 'kysely';
import type { ReadTx } from '#platform/db/tx.ts';
import { cursorInput, limitInput, pageOf, readCursor, type Page } from '#platform/keyset.ts';
import { forModule } from '#platform/usecase.ts';
import * as v from 'valibot';
import { id } from '../register/volunteer.schemas.ts';
import { noSuchTask } from '../volunteers.errors.ts';
import { permissions } from '../volunteers.permissions.ts';
import { volunteerScope } from '../volunteers.policy.ts';
import type { TaskSource, TaskState } from './task.store.ts';

const { query } = forModule<'volunteers'>();

export interface TaskLine {
	id: string;
	communityId: string | null;
	teamId: string | null;
	teamName: string;
	volunteerId: string | null;
	source: TaskSource;
	requestId: string | null;
	title: string;
	about: string;
	category: string;
	rhythmDays: number | null;
	state: TaskState;
	stateReason: string;
	shifts: number;
	createdAt: Date;
}

/** Tasks that the caller may see, as lines: those of their area and of the whole subdistrict. */
function lines({ db, ctx }: ReadTx<'volunteers'>) {
	const scope = volunteerScope(ctx.actor);
	const list = db
		.selectFrom('volunteers.task as t')
		.leftJoin('volunteers.team as m', (join) => join.onRef('m.subdistrict_id', '=', 't.subdistrict_id').onRef('m.id', '=', 't.team_id'))
		.select([
			't.id', 't.community_id as communityId', 't.team_id as teamId', 't.volunteer_id as volunteerId', 't.source', 't.request_id as requestId', 't.title', 't.about', 't.category', 't.rhythm_days as rhythmDays', 't.state', 't.state_reason as stateReason', 't.created_at as createdAt',
			sql<string>`coalesce(m.name, '')`.as('teamName'),
			sql<number>`(SELECT count(*)::int FROM volunteers.shift h WHERE h.subdistrict_id = t.subdistrict_id AND h.task_id = t.id AND h.state = 'open')`.as('shifts')
		])
		.where('t.subdistrict_id', '=', ctx.subdistrictId);
	return scope === 'all' ? list : list.where((eb) => eb.or([eb('t.community_id', 'is', null), ...(scope.length ? [eb('t.community_id', 'in', scope)] : [])]));
}

/** Tasks of the caller's area and of the whole subdistrict, the newest first. */
export const listTasks = query({
	name: 'volunteers.listTasks',
	access: permissions.read,
	input: v.object({ open: v.optional(v.boolean(), true), teamId: v.optional(v.nullable(id), null), cursor: cursorInput, limit: limitInput(200) }),
	run: async (tx, input): Promise<Page<TaskLine>> => {
		const cursor = readCursor(input.cursor);
		let list = lines(tx).where('t.state', input.open ? 'in' : 'not in', ['offered', 'open']);
		if (input.teamId) list = list.where('t.team_id', '=', input.teamId);
		if (cursor) list = list.where((eb) => eb(eb.refTuple('t.created_at', 't.id'), '<', eb.tuple(cursor.at, cursor.id)));
		const rows = await list.orderBy('t.created_at', 'desc').orderBy('t.id', 'desc').limit(input.limit + 1).execute();
		return pageOf(rows as TaskLine[], input.limit, ({ createdAt }) => createdAt);
	}
});

/** One task that is still to be done, however old. @throws platform.notFound (404) */
export const getOpenTask = query({
	name: 'volunteers.getOpenTask',
	access: permissions.read,
	input: v.object({ id }),
	run: async (tx, input): Promise<TaskLine> => {
		const row = await lines(tx).where('t.id', '=', input.id).where('t.state', 'in', ['offered', 'open']).executeTakeFirst();
		if (!row) throw noSuchTask();
		return row as TaskLine;
	}
});
