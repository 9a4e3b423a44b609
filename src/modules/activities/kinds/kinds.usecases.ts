import * as v from 'valibot';
import type { WriteTx } from '#platform/db/tx.ts';
import { conflict, notFound } from '#platform/errors.ts';
import { factChanged } from '#platform/facts.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../activities.permissions.ts';
import { HELD_KEYS } from '../activities.measure-keys.ts';
import { daysWithTimes } from '../occurrences/occurrence.store.ts';
import { LEARNING, type Learning } from './kind.model.ts';
import { startingKinds } from './kinds.data.ts';

const { useCase, query } = forModule<'activities'>();

export interface Kind {
	code: string;
	name: string;
	nameEn: string;
	/** counts as a mass activity (群众性活动) */
	mass: boolean;
	/** what a volunteer who comes is credited with, apart from service; null: nothing */
	learning: Learning | null;
	position: number;
	/** out of use: old activities keep it, new ones cannot take it */
	retired: boolean;
}

/** The kinds of activities in their order, those out of use last; public, as they stand on every list. */
export const listKinds = query({
	name: 'activities.listKinds',
	access: 'public',
	input: v.object({}),
	run: async ({ db, ctx }): Promise<Kind[]> => {
		const rows = await db.selectFrom('activities.kind').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).orderBy('position').orderBy('code').execute();
		return rows
			.map((row) => ({ code: row.code, name: row.name_zh, nameEn: row.name_en, mass: row.mass, learning: row.learning as Learning | null, position: row.position, retired: row.retired_at !== null }))
			.sort((a, b) => Number(a.retired) - Number(b.retired));
	}
});

const name = v.pipe(v.string('platform.required'), v.trim(), v.minLength(1, 'platform.required'), v.maxLength(20));

/** Adds a kind, or changes the one with this code. @throws activities.kindTaken (409) for a new one with a code that is there */
export const saveKind = useCase({
	name: 'activities.saveKind',
	access: permissions.settings,
	input: v.object({
		code: v.pipe(v.string('platform.required'), v.trim(), v.regex(/^[a-z][a-z_]{1,30}$/, 'activities.kindCode')),
		name,
		nameEn: name,
		mass: v.optional(v.boolean(), false),
		learning: v.optional(v.nullable(v.picklist(LEARNING)), null),
		isNew: v.optional(v.boolean(), false)
	}),
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const all = await db.selectFrom('activities.kind').select(['code', 'position', 'mass']).where('subdistrict_id', '=', ctx.subdistrictId).forUpdate().execute();
		const there = all.find(({ code }) => code === input.code);
		if (there && input.isNew) throw conflict('activities.kindTaken', { code: input.code });
		if (!there && !input.isNew) throw notFound('kind');
		const row = { name_zh: input.name, name_en: input.nameEn, mass: input.mass, learning: input.learning };
		await db
			.insertInto('activities.kind')
			.values({ subdistrict_id: ctx.subdistrictId, code: input.code, position: Math.max(0, ...all.map(({ position }) => position)) + 1, ...row })
			.onConflict((oc) => oc.columns(['subdistrict_id', 'code']).doUpdateSet(row))
			.execute();
		if (there && there.mass !== input.mass) await factChanged(tx, { measures: HELD_KEYS, days: await daysWithTimes(tx, { kind: input.code }) });
		return {};
	},
	subject: (input) => ({ subjectType: 'activityKind', detail: { code: input.code, mass: input.mass, learning: input.learning } })
});

/** Takes a kind out of use, or back into it; what was of this kind stays so. */
export const retireKind = useCase({
	name: 'activities.retireKind',
	access: permissions.settings,
	input: v.object({ code: v.pipe(v.string(), v.maxLength(31)), retired: v.boolean() }),
	run: async ({ db, ctx }, { code, retired }) => {
		const changed = await db
			.updateTable('activities.kind')
			.set({ retired_at: retired ? ctx.clock.now() : null })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('code', '=', code)
			.executeTakeFirst();
		if (changed.numUpdatedRows === 0n) throw notFound('kind');
		return {};
	},
	subject: ({ code, retired }) => ({ subjectType: 'activityKind', detail: { code, retired } })
});

/** Gives a new subdistrict its kinds. */
export async function installKinds({ db, ctx }: WriteTx<'activities'>): Promise<void> {
	await db
		.insertInto('activities.kind')
		.values(startingKinds.map(({ code, name, nameEn, mass, learning }, position) => ({ subdistrict_id: ctx.subdistrictId, code, name_zh: name, name_en: nameEn, mass, learning, position })))
		.onConflict((oc) => oc.doNothing())
		.execute();
}
