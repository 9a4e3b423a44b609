import { hasRole } from '#platform/context.ts';
import { AppError, conflict, notFound } from '#platform/errors.ts';
import { forModule } from '#platform/usecase.ts';
import { UNDO_MINUTES, type Notice } from './notices.model.ts';
import { permissions } from './notices.permissions.ts';
import { demandOwnFiles, demandWrite } from './notices.policy.ts';
import { DraftInput, NoticeId, NoticeInput } from './notices.schemas.ts';
import { dropDraft, findDraft, lockNotice, putDraft, putNotice, rememberForUndo, toDraft } from './notices.store.ts';

const { useCase } = forModule<'notices'>();

/** Keeps what the form holds, finished or not; what the public reads stays as it is. */
export const saveDraft = useCase({
	name: 'notices.saveDraft',
	access: permissions.edit,
	input: DraftInput,
	run: async (tx, input) => {
		const { ctx } = tx;
		demandWrite(ctx.actor, input.communityId);
		demandOwnFiles(ctx.subdistrictId, input.attachments);
		const now = await lockNotice(tx, input.id);
		if (now) demandWrite(ctx.actor, now.communityId);
		const other = await findDraft(tx, input.id);
		if (other) demandWrite(ctx.actor, other.community_id);
		await putDraft(tx, input);
		return { id: input.id, savedAt: ctx.clock.now() };
	},
	subject: (input) => ({ subjectType: 'notice', subjectId: input.id, communityId: input.communityId })
});

/** Throws the draft away; a published notice stays as the public reads it. */
export const discardDraft = useCase({
	name: 'notices.discardDraft',
	access: permissions.edit,
	input: NoticeId,
	run: async (tx, { id }) => {
		const row = await findDraft(tx, id);
		if (!row) throw notFound('draft');
		demandWrite(tx.ctx.actor, row.community_id);
		await dropDraft(tx, id);
		return { communityId: row.community_id };
	},
	subject: ({ id }, { communityId }) => ({ subjectType: 'notice', subjectId: id, communityId })
});

/**
 * Publishes at once or from a later time: makes the notice, or replaces what the public reads. The draft is gone.
 * @throws platform.changed (409) when somebody published it after `version` was read
 */
export const publishNotice = useCase({
	name: 'notices.publish',
	access: permissions.edit,
	input: NoticeInput,
	run: async (tx, input) => {
		const { ctx } = tx;
		demandWrite(ctx.actor, input.communityId);
		demandOwnFiles(ctx.subdistrictId, input.attachments);
		const before = await lockNotice(tx, input.id);
		if (before) demandWrite(ctx.actor, before.communityId);
		if ((before?.version ?? 0) !== input.version) {
			// The same form sent twice (a double tap, a resend) is one publication.
			if (before && before.version === input.version + 1 && isSame(before, input)) return { id: before.id, version: before.version, publishFrom: before.publishFrom };
			throw conflict('platform.changed');
		}
		const now = ctx.clock.now();
		const notice: Notice = {
			id: input.id,
			communityId: input.communityId,
			category: input.category,
			title: input.title,
			body: input.body,
			attachments: input.attachments,
			pinned: input.pinned,
			publishFrom: input.from ?? before?.publishFrom ?? now,
			publishUntil: input.until ?? null,
			retiredAt: null,
			updatedAt: now,
			updatedBy: ctx.actor.name,
			version: input.version + 1
		};
		if (notice.publishUntil && notice.publishUntil <= notice.publishFrom) throw new AppError('platform.invalidInput', { status: 422, fields: [{ path: 'until', code: 'notices.untilBeforeFrom' }] });
		await putNotice(tx, notice);
		await dropDraft(tx, input.id);
		await rememberForUndo(tx, input.id, 'publish', before);
		return { id: notice.id, version: notice.version, publishFrom: notice.publishFrom };
	},
	subject: (input, result) => ({ subjectType: 'notice', subjectId: result.id, communityId: input.communityId, detail: { version: result.version, from: result.publishFrom.toISOString() } })
});

const isSame = (notice: Notice, input: NoticeInput): boolean =>
	notice.title === input.title &&
	notice.body === input.body &&
	notice.category === input.category &&
	notice.communityId === input.communityId &&
	notice.pinned === input.pinned &&
	notice.publishUntil?.getTime() === input.until?.getTime() &&
	notice.attachments.map(({ key }) => key).join() === input.attachments.map(({ key }) => key).join() &&
	notice.retiredAt === null;

/** Takes a notice down. Its address then says that it is no longer there. */
export const retireNotice = useCase({
	name: 'notices.retire',
	access: permissions.edit,
	input: NoticeId,
	run: async (tx, { id }) => {
		const before = await lockNotice(tx, id);
		if (!before) throw notFound('notice');
		demandWrite(tx.ctx.actor, before.communityId);
		if (before.retiredAt) throw conflict('notices.alreadyRetired');
		const now = tx.ctx.clock.now();
		await putNotice(tx, { ...before, retiredAt: now, updatedAt: now, updatedBy: tx.ctx.actor.name, version: before.version + 1 });
		await rememberForUndo(tx, id, 'retire', before);
		return { communityId: before.communityId };
	},
	subject: ({ id }, { communityId }) => ({ subjectType: 'notice', subjectId: id, communityId })
});

/**
 * Takes the last change back: by whoever made it, within ten minutes. A first publication becomes a draft again.
 * @throws notices.undoOver (409) when there is nothing to take back any more
 */
export const undoNotice = useCase({
	name: 'notices.undo',
	access: permissions.edit,
	input: NoticeId,
	run: async (tx, { id }) => {
		const { db, ctx } = tx;
		const now = await lockNotice(tx, id);
		const last = await db.selectFrom('notices.undo').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('notice_id', '=', id).executeTakeFirst();
		if (!now || !last || ctx.clock.now().getTime() - last.at.getTime() > UNDO_MINUTES * 60_000) throw conflict('notices.undoOver');
		demandWrite(ctx.actor, now.communityId);
		if (last.by_id !== ctx.actor.id && !hasRole(ctx.actor, 'head', 'manager')) throw conflict('notices.undoNotYours');
		const before = last.before as unknown as (Omit<Notice, 'publishFrom' | 'publishUntil' | 'retiredAt' | 'updatedAt'> & Record<'publishFrom' | 'publishUntil' | 'retiredAt' | 'updatedAt', string | null>) | null;
		const draft = await findDraft(tx, id);
		// What was published and is taken back must not be lost: it waits as a draft, unless a newer one is there.
		if (last.did === 'publish' && !draft) {
			const { communityId, category, title, body, pinned, attachments } = now;
			await putDraft(tx, { id, version: before ? now.version + 1 : 0, communityId, category, title, body, pinned, attachments, from: '', until: '' });
		} else if (draft) {
			await putDraft(tx, { ...toDraft(draft), version: before ? now.version + 1 : 0 });
		}
		if (before) {
			const date = (text: string | null) => (text === null ? null : new Date(text));
			await putNotice(tx, {
				...before,
				publishFrom: date(before.publishFrom)!,
				publishUntil: date(before.publishUntil),
				retiredAt: date(before.retiredAt),
				updatedAt: ctx.clock.now(),
				version: now.version + 1
			});
		} else {
			await db.deleteFrom('notices.notice').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).execute();
		}
		await db.deleteFrom('notices.undo').where('subdistrict_id', '=', ctx.subdistrictId).where('notice_id', '=', id).execute();
		return { communityId: now.communityId, existsStill: before !== null };
	},
	subject: ({ id }, { communityId }) => ({ subjectType: 'notice', subjectId: id, communityId })
});
