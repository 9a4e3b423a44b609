/** What staff record of groups. */
import * as v from 'valibot';
import { forModule } from '#platform/usecase.ts';
import { day, dayOrNull, id } from '../household/household.schemas.ts';
import { permissions } from '../residents.permissions.ts';
import { demandEdit } from '../residents.policy.ts';
import { addFact, correctFact, endFact, holdFact, reopenFact, reviewFact } from './group-facts.store.ts';

const { useCase } = forModule<'residents'>();

const code = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{1,39}$/, 'residents.codeUnknown'));
const words = (most: number) => v.optional(v.pipe(v.string(), v.trim(), v.maxLength(most, 'residents.tooLong')), '');
const option = v.optional(v.pipe(v.nullable(v.string()), v.transform((given) => given || null)), null);
const subject = (_input: unknown, result: { personId: string; communityId: string | null; code: string }) => ({ subjectType: 'person', subjectId: result.personId, communityId: result.communityId, detail: { group: result.code } });

/** Records that somebody belongs to a group: by staff, an assessment, a decision. @throws as `addFact` */
export const addGroupFact = useCase({
	name: 'residents.addGroupFact',
	access: permissions.edit,
	input: v.object({
		personId: id,
		code,
		kind: option,
		grade: option,
		diagnosis: words(200),
		certificate: words(40),
		fromOn: day,
		expiresOn: dayOrNull,
		reviewOn: dayOrNull,
		source: v.optional(v.picklist(['desk', 'visit', 'form', 'self', 'system']), 'desk'),
		sourceId: v.optional(v.nullable(id), null),
		note: words(200)
	}),
	run: async (tx, { source, sourceId, note, ...fact }) => {
		const added = await addFact(tx, { ...fact, source: { kind: source, id: sourceId, note } }, (communityId) => demandEdit(tx.ctx.actor, communityId));
		return { ...added, personId: fact.personId, code: fact.code };
	},
	subject
});

/** It holds no more from a day on; `mistake`: it never did. */
export const endGroupFact = useCase({
	name: 'residents.endGroupFact',
	access: permissions.edit,
	input: v.object({ id, on: day, reason: v.picklist(['ended', 'moved', 'not_renewed', 'mistake']) }),
	run: async (tx, input) => {
		const held = await holdFact(tx, input.id);
		demandEdit(tx.ctx.actor, held.communityId);
		await endFact(tx, held, input.on, input.reason);
		return { personId: held.personId, communityId: held.communityId, code: held.type.code };
	},
	subject
});

/** Takes the end back. */
export const reopenGroupFact = useCase({
	name: 'residents.reopenGroupFact',
	access: permissions.edit,
	input: v.object({ id }),
	run: async (tx, input) => {
		const held = await holdFact(tx, input.id);
		demandEdit(tx.ctx.actor, held.communityId);
		await reopenFact(tx, held);
		return { personId: held.personId, communityId: held.communityId, code: held.type.code };
	},
	subject
});

/** Kind, grade, days or card were written down wrongly. What is not given stays, so nothing needs to be opened to be corrected. */
export const correctGroupFact = useCase({
	name: 'residents.correctGroupFact',
	access: permissions.edit,
	input: v.object({
		id,
		kind: v.optional(v.nullable(v.string())),
		grade: v.optional(v.nullable(v.string())),
		diagnosis: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200))),
		certificate: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(40))),
		fromOn: v.optional(day),
		expiresOn: v.optional(v.nullable(day)),
		note: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)))
	}),
	run: async (tx, { id: factId, ...change }) => {
		const held = await holdFact(tx, factId);
		demandEdit(tx.ctx.actor, held.communityId);
		await correctFact(tx, held, change);
		return { personId: held.personId, communityId: held.communityId, code: held.type.code };
	},
	subject
});

/** Somebody looked: it still holds. */
export const reviewGroupFact = useCase({
	name: 'residents.reviewGroupFact',
	access: permissions.edit,
	input: v.object({ id, next: dayOrNull }),
	run: async (tx, input) => {
		const held = await holdFact(tx, input.id);
		demandEdit(tx.ctx.actor, held.communityId);
		const reviewOn = await reviewFact(tx, held, input.next);
		return { personId: held.personId, communityId: held.communityId, code: held.type.code, reviewOn };
	},
	subject
});
