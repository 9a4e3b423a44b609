/** Reply templates: texts that the desk uses again, with blanks that the page fills from the case. */
import * as v from 'valibot';
import { communitiesOf, type Ctx } from '#platform/context.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { forbidden, notFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { forModule } from '#platform/usecase.ts';
import { id } from '../case/case.schemas.ts';
import { permissions } from '../requests.permissions.ts';

const { useCase, query } = forModule<'requests'>();

export const TEMPLATE_PURPOSES = ['message', 'decline', 'serve', 'contact', 'pause', 'send_back', 'close'] as const;
/** Blanks that a template may have; the page fills them from the case. */
export const TEMPLATE_BLANKS = ['name', 'number', 'worker', 'phone', 'due', 'place'] as const;

/** Fills the blanks of a template; one that is not known stays as it is, so that a typing error shows. */
export const fillTemplate = (body: string, values: Partial<Record<(typeof TEMPLATE_BLANKS)[number], string>>): string =>
	body.replace(/\{(\w+)\}/g, (blank, name: string) => values[name as keyof typeof values] ?? blank);

export const listTemplates = query({
	name: 'requests.listTemplates',
	access: permissions.read,
	input: v.object({ purpose: v.optional(v.nullable(v.picklist(TEMPLATE_PURPOSES)), null), categoryCode: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(40))), null) }),
	run: async ({ db, ctx }, input) => {
		const scope = communitiesOf(ctx.actor, 'worker', 'head', 'manager');
		let list = db
			.selectFrom('requests.reply_template')
			.select(['id', 'community_id as communityId', 'title', 'body', 'purpose', 'category_codes as categoryCodes', 'position', 'version'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('archived_at', 'is', null)
			.orderBy('position')
			.orderBy('title');
		if (input.purpose) list = list.where('purpose', '=', input.purpose);
		if (scope !== 'all') list = list.where((eb) => eb.or([eb('community_id', 'is', null), ...(scope.length ? [eb('community_id', 'in', scope)] : [])]));
		const rows = await list.execute();
		// Those written for the category come first; those for others are left out.
		const { categoryCode } = input;
		if (!categoryCode) return rows;
		const fits = rows.filter((row) => !row.categoryCodes.length || row.categoryCodes.includes(categoryCode));
		return fits.sort((a, b) => Number(b.categoryCodes.length > 0) - Number(a.categoryCodes.length > 0));
	}
});

/** A head writes for the communities they head, a manager for all. @throws platform.forbidden (403) */
function demandArea({ actor }: Ctx, communityId: string | null): void {
	const areas = communitiesOf(actor, 'head', 'manager');
	if (areas !== 'all' && (communityId === null || !areas.includes(communityId))) throw forbidden(permissions.templates.key);
}

async function demandTemplate({ db, ctx }: WriteTx<'requests'>, templateId: string): Promise<void> {
	const row = await db.selectFrom('requests.reply_template').select('community_id').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', templateId).executeTakeFirst();
	if (!row) throw notFound('template');
	demandArea(ctx, row.community_id);
}

export const saveTemplate = useCase({
	name: 'requests.saveTemplate',
	access: permissions.templates,
	input: v.object({
		id: v.optional(id),
		communityId: v.optional(v.nullable(id), null),
		title: v.pipe(v.string(), v.trim(), v.minLength(1, 'platform.required'), v.maxLength(60)),
		body: v.pipe(v.string(), v.trim(), v.minLength(1, 'platform.required'), v.maxLength(2000)),
		purpose: v.picklist(TEMPLATE_PURPOSES),
		categoryCodes: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(30)), []),
		position: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)), 0)
	}),
	run: async (tx, input) => {
		const { db, ctx } = tx;
		demandArea(ctx, input.communityId);
		if (input.id) await demandTemplate(tx, input.id);
		const row = {
			subdistrict_id: ctx.subdistrictId,
			id: input.id ?? newId(),
			community_id: input.communityId,
			title: input.title,
			body: input.body,
			purpose: input.purpose,
			category_codes: input.categoryCodes,
			position: input.position
		};
		await db
			.insertInto('requests.reply_template')
			.values(row)
			.onConflict((oc) => oc.columns(['subdistrict_id', 'id']).doUpdateSet((eb) => ({ ...row, version: eb('requests.reply_template.version', '+', 1) })))
			.execute();
		return { id: row.id };
	},
	subject: (_input, result) => ({ subjectType: 'reply_template', subjectId: result.id })
});

export const archiveTemplate = useCase({
	name: 'requests.archiveTemplate',
	access: permissions.templates,
	input: v.object({ id, archived: v.optional(v.boolean(), true) }),
	run: async (tx, input) => {
		const { db, ctx } = tx;
		await demandTemplate(tx, input.id);
		const changed = await db
			.updateTable('requests.reply_template')
			.set({ archived_at: input.archived ? ctx.clock.now() : null })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', '=', input.id)
			.returning('id')
			.executeTakeFirst();
		if (!changed) throw notFound('template');
		return { id: input.id };
	},
	subject: (input) => ({ subjectType: 'reply_template', subjectId: input.id })
});
