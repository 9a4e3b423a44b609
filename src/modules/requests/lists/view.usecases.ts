/** Saved views: filters of the list under a name, one's own or shared with colleagues. */
import * as v from 'valibot';
import { notFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { forModule } from '#platform/usecase.ts';
import { id } from '../case/case.schemas.ts';
import { permissions } from '../requests.permissions.ts';
import { CaseListInput } from './list.queries.ts';

const { useCase, query } = forModule<'requests'>();

/** One's own filters, and those that colleagues share. */
export const listViews = query({
	name: 'requests.listViews',
	access: permissions.read,
	input: v.object({}),
	run: async ({ db, ctx }) => {
		const me = ctx.actor.id;
		if (!me) return [];
		const rows = await db
			.selectFrom('requests.saved_view')
			.select(['id', 'owner_id as ownerId', 'name', 'query', 'shared', 'position'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where((eb) => eb.or([eb('owner_id', '=', me), eb('shared', '=', true)]))
			.orderBy('position')
			.orderBy('name')
			.execute();
		return rows.map(({ ownerId, ...row }) => ({ ...row, query: row.query as Record<string, unknown>, own: ownerId === me }));
	}
});

export const saveView = useCase({
	name: 'requests.saveView',
	access: permissions.read,
	input: v.object({
		name: v.pipe(v.string(), v.trim(), v.minLength(1, 'platform.required'), v.maxLength(30)),
		query: v.partial(v.omit(CaseListInput, ['cursor', 'limit'])),
		shared: v.optional(v.boolean(), false)
	}),
	run: async ({ db, ctx }, input) => {
		if (!ctx.actor.id) throw notFound('view');
		const saved = await db
			.insertInto('requests.saved_view')
			.values({ subdistrict_id: ctx.subdistrictId, id: newId(), owner_id: ctx.actor.id, name: input.name, query: JSON.stringify(input.query), shared: input.shared })
			.onConflict((oc) => oc.columns(['subdistrict_id', 'owner_id', 'name']).doUpdateSet({ query: JSON.stringify(input.query), shared: input.shared }))
			.returning('id')
			.executeTakeFirstOrThrow();
		return { id: saved.id };
	},
	subject: (_input, result) => ({ subjectType: 'saved_view', subjectId: result.id })
});

export const removeView = useCase({
	name: 'requests.removeView',
	access: permissions.read,
	input: v.object({ id }),
	run: async ({ db, ctx }, input) => {
		const gone = await db
			.deleteFrom('requests.saved_view')
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', '=', input.id)
			.where('owner_id', '=', ctx.actor.id ?? '')
			.returning('id')
			.executeTakeFirst();
		if (!gone) throw notFound('view');
		return { id: input.id };
	},
	subject: (input) => ({ subjectType: 'saved_view', subjectId: input.id })
});
