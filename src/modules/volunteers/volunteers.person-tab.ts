/** What a resident's page shows of volunteering: the registration and the latest lines, or how to register. */
import { personCard } from '#modules/residents/index.ts';
import type { Ctx } from '#platform/context.ts';
import type { PersonTab } from '#platform/manifest.ts';
import { entriesOf, type EntryLine } from './hours/ledger.queries.ts';
import { volunteerOfPerson, type VolunteerDetail } from './register/volunteer.queries.ts';
import { permissions } from './volunteers.permissions.ts';
import { mayWithin } from './volunteers.policy.ts';

export interface VolunteerOfPerson {
	volunteer: VolunteerDetail | null;
	entries: EntryLine[];
	/** where somebody who is no volunteer yet is registered; null: not by the caller */
	registerHref: string | null;
}

async function load(ctx: Ctx, personId: string): Promise<VolunteerOfPerson | null> {
	const [volunteer, card] = await Promise.all([volunteerOfPerson(ctx, { personId }), personCard(ctx, { id: personId })]);
	if (!card || !mayWithin(ctx.actor, permissions.read, card.communityId)) return null;
	const entries = volunteer ? (await entriesOf(ctx, { volunteerId: volunteer.id, limit: 10 })).items : [];
	return { volunteer, entries, registerHref: !volunteer && !card.died && !card.left && mayWithin(ctx.actor, permissions.keep, card.communityId) ? `/desk/volunteers/new?person=${personId}` : null };
}

export const volunteerPersonTab: PersonTab = { key: 'volunteering', label: { zh: '志愿服务', en: 'Volunteering' }, permission: permissions.read, order: 60, load };
