/** What a person's page shows of activities: what they signed up for, came to and learned. */
import * as v from 'valibot';
import { personCard } from '#modules/residents/index.ts';
import { notFound } from '#platform/errors.ts';
import type { Ctx } from '#platform/context.ts';
import type { PersonTab } from '#platform/manifest.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from './activities.permissions.ts';
import { keptBy } from './activities.policy.ts';
import { attendedBy, coursesOf, placesOf, type MyAttendance, type MyCourse, type MyPlace } from './signup/mine.queries.ts';

const { query } = forModule<'activities'>();

export interface ActivitiesOfPerson {
	places: MyPlace[];
	attended: MyAttendance[];
	courses: MyCourse[];
}

/** @throws platform.notFound (404) where the person is not of the caller's communities */
export const activitiesOfPerson = query({
	name: 'activities.ofPerson',
	access: permissions.serve,
	input: v.object({ personId: v.pipe(v.string(), v.uuid()) }),
	prepare: async (ctx, { personId }) => {
		const person = await personCard(ctx, { id: personId });
		const where = keptBy(ctx.actor);
		// Where somebody goes in their free time is their own community's to know, and nobody else's.
		if (!person || (where !== 'all' && (person.communityId === null || !where.includes(person.communityId)))) throw notFound('person');
	},
	run: async (tx, { personId }): Promise<ActivitiesOfPerson> => {
		const keys = [`p:${personId}`];
		const [places, attended, courses] = await Promise.all([placesOf(tx, keys, null), attendedBy(tx, keys, 40), coursesOf(tx, keys)]);
		return { places, attended, courses };
	}
});

export const activitiesPersonTab: PersonTab = { key: 'activities', label: { zh: '活动', en: 'Activities' }, permission: permissions.serve, order: 70, load: (ctx: Ctx, personId: string) => activitiesOfPerson(ctx, { personId }) };
