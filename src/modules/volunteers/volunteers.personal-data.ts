/** Of how many people this module holds data; for the record of what is handled. */
import type { Ctx } from '#platform/context.ts';
import type { PersonalData } from '#platform/manifest.ts';
import { forModule } from '#platform/usecase.ts';
import * as v from 'valibot';
import { PURPOSE_FIELD } from './register/ground.ts';
import { permissions } from './volunteers.permissions.ts';

const { query } = forModule<'volunteers'>();

const held = query({
	name: 'volunteers.personalData',
	access: permissions.oversee,
	input: v.object({}),
	run: async ({ db, ctx }): Promise<PersonalData[]> => {
		const { n } = await db.selectFrom('volunteers.volunteer').select((eb) => eb.fn.countAll<string>().as('n')).where('subdistrict_id', '=', ctx.subdistrictId).where('state', 'not in', ['merged', 'erased']).executeTakeFirstOrThrow();
		// Documents, telephones and guardians are encrypted; names, skills and hours are not.
		return [{ covers: PURPOSE_FIELD, people: Number(n), readers: permissions.read.roles, sealed: false }];
	}
});

export const volunteersPersonalData = (ctx: Ctx): Promise<PersonalData[]> => held(ctx, {});
