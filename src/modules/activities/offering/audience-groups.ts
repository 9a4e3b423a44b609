import { groupsMessages, groupTypes, type DerivedCode } from '#modules/residents/index.ts';
import { systemActor, type Ctx } from '#platform/context.ts';

/** Of the computed groups those that are no ages: ages are asked by themselves. */
const COMPUTED: readonly DerivedCode[] = ['living_alone', 'empty_nest'];

/** A group of people that an activity may be for. */
export interface AudienceGroup {
	code: string;
	name: string;
}

/**
 * The groups of the register by name, in the reader's language, the computed ones (独居老人, 空巢老人 …) too. Which groups there
 * are is no secret; who is in them is, and is not asked here.
 */
export async function audienceGroups(ctx: Ctx): Promise<AudienceGroup[]> {
	const types = await groupTypes({ ...ctx, actor: systemActor('activities.audienceGroups') }, {});
	const derived = groupsMessages[ctx.locale].derived;
	return [...COMPUTED.map((code) => ({ code, name: derived[code] ?? code })), ...types.filter(({ active }) => active).map((type) => ({ code: type.code, name: (ctx.locale === 'en' && type.nameEn) || type.name }))];
}
