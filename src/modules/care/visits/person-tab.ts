/** What a person's page shows of visits. */
import { newId } from '#platform/ids.ts';
import type { PersonTab } from '#platform/manifest.ts';
import { permissions } from '../care.permissions.ts';
import { visitsOf, type VisitsOfPerson } from './visit.queries.ts';

export interface VisitsTab extends VisitsOfPerson {
	/** of the visit that may be recorded here, so that sending it twice records one */
	newId: string;
}

/** @throws platform.notFound (404) where the person's care is not the caller's */
export async function visitsTab(ctx: Parameters<PersonTab['load']>[0], personId: string): Promise<VisitsTab> {
	return { ...(await visitsOf(ctx, personId)), newId: newId() };
}

export const visitsPersonTab: PersonTab = { key: 'visits', label: { zh: '走访', en: 'Visits' }, permission: permissions.read, order: 50, load: visitsTab };
