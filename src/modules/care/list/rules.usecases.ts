import * as v from 'valibot';
import { addDays, dateIn, isDate } from '#platform/dates/index.ts';
import { AppError, conflict, notFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { zoneOf } from '#platform/tenant.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../care.permissions.ts';

const { useCase } = forModule<'care'>();
const id = v.pipe(v.string(), v.uuid());
const day = v.pipe(v.string(), v.check(isDate, 'care.dayWrong'));
const backdated = (path: string) => new AppError('platform.invalidInput', { status: 422, fields: [{ path, code: 'care.ruleBackdated' }] });

/**
 * Another rhythm for a rule from a day on: the row that was there ends the day before, a new one begins. Past days stay as they were.
 * @throws platform.invalidInput with care.ruleBackdated for a day that has passed
 */
export const changeRule = useCase({
	name: 'care.changeRule',
	access: permissions.configure,
	input: v.object({
		id,
		version: v.pipe(v.number(), v.integer()),
		visitDays: v.nullable(v.pipe(v.number('care.rhythmWrong'), v.integer('care.rhythmWrong'), v.minValue(1, 'care.rhythmWrong'), v.maxValue(366, 'care.rhythmWrong'))),
		from: day,
		source: v.pipe(v.string(), v.trim(), v.minLength(2, 'care.whyMissing'), v.maxLength(200, 'care.noteTooLong'))
	}),
	prepare: async (ctx) => dateIn(ctx.clock.now(), await zoneOf(ctx)),
	run: async ({ db, ctx, enqueue }, input, today) => {
		const row = await db.selectFrom('care.rule').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', input.id).forUpdate().executeTakeFirst();
		if (!row) throw notFound('rule');
		if (row.version !== input.version) throw conflict('care.planMoved');
		if (input.from < today) throw backdated('from');
		if (input.from <= row.valid_from) {
			// It has not begun yet, or begins today: it is written anew.
			await db.updateTable('care.rule').set({ visit_days: input.visitDays, source: input.source, version: row.version + 1 }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', row.id).execute();
		} else {
			await db.updateTable('care.rule').set({ valid_until: addDays(input.from, -1), version: row.version + 1 }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', row.id).execute();
			await db
				.insertInto('care.rule')
				.values({ ...row, condition: JSON.stringify(row.condition), id: newId(), visit_days: input.visitDays, source: input.source, valid_from: input.from, valid_until: row.valid_until, version: 1 })
				.execute();
		}
		await enqueue('care:follow', {}, { key: `care:follow:${ctx.subdistrictId}` });
		return { id: input.id };
	},
	subject: ({ id: ruleId }) => ({ subjectType: 'careRule', subjectId: ruleId })
});

/** The last day of a rule. Who stood on the list by it alone waits there for somebody's decision. */
export const stopRule = useCase({
	name: 'care.stopRule',
	access: permissions.configure,
	input: v.object({ id, on: day }),
	prepare: async (ctx) => dateIn(ctx.clock.now(), await zoneOf(ctx)),
	run: async ({ db, ctx, enqueue }, input, today) => {
		if (input.on < today) throw backdated('on');
		const row = await db.selectFrom('care.rule').select(['id', 'valid_from']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', input.id).forUpdate().executeTakeFirst();
		if (!row) throw notFound('rule');
		await db
			.updateTable('care.rule')
			.set((eb) => ({ valid_until: input.on < row.valid_from ? row.valid_from : input.on, version: eb('version', '+', 1) }))
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', '=', input.id)
			.execute();
		await enqueue('care:follow', {}, { key: `care:follow:${ctx.subdistrictId}` });
		return { id: input.id };
	},
	subject: ({ id: ruleId }) => ({ subjectType: 'careRule', subjectId: ruleId })
});
