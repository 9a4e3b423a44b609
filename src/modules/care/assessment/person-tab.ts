/** What a person's page shows of assessments. */
import { newId } from '#platform/ids.ts';
import type { PersonTab } from '#platform/manifest.ts';
import { permissions } from '../care.permissions.ts';
import type { AssessedPerson } from './assessed-person.ts';
import { listAssessments } from './assessment.queries.ts';
import { historyView, type HistoryView } from './history-view.ts';

export interface AssessmentsTab {
	person: AssessedPerson;
	view: HistoryView;
	/** an id for each form that may be begun, so that sending it twice begins one */
	newIds: Record<string, string>;
}

/** @throws platform.notFound (404) where the person's care is not the caller's */
export async function assessmentsTab(ctx: Parameters<PersonTab['load']>[0], personId: string): Promise<AssessmentsTab> {
	const list = await listAssessments(ctx, { personId });
	const view = historyView(list, ctx.locale);
	return { person: list.person, view, newIds: Object.fromEntries(view.offers.map(({ key }) => [key, newId()])) };
}

export const assessmentPersonTab: PersonTab = { key: 'assessments', label: { zh: '评估', en: 'Assessments' }, permission: permissions.read, order: 60, load: assessmentsTab };
