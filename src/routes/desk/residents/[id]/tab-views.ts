import ActivitiesOfPerson from '#modules/activities/ui/ActivitiesOfPerson.svelte';
import AssessmentHistory from '#modules/care/ui/assessment/AssessmentHistory.svelte';
import CareOfPerson from '#modules/care/ui/CareOfPerson.svelte';
import VisitHistory from '#modules/care/ui/visits/VisitHistory.svelte';
import VolunteerOfPerson from '#modules/volunteers/ui/VolunteerOfPerson.svelte';
import type { Component } from 'svelte';

/** What draws the tabs that modules add to a resident's page, by the key of the tab; props are what the tab loads, and `personId`. */
export const tabViews: Readonly<Record<string, Component<Record<string, unknown>>>> = {
	activities: ActivitiesOfPerson as unknown as Component<Record<string, unknown>>,
	assessments: AssessmentHistory as unknown as Component<Record<string, unknown>>,
	care: CareOfPerson as unknown as Component<Record<string, unknown>>,
	visits: VisitHistory as unknown as Component<Record<string, unknown>>,
	volunteering: VolunteerOfPerson as unknown as Component<Record<string, unknown>>
};
