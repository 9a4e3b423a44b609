import { activitiesMessages } from '#modules/activities/messages/index.ts';
import { comeMessages } from '#modules/activities/messages/come.ts';
import { areasMessages } from '#modules/areas/messages/index.ts';
import { assessmentMessages } from '#modules/care/messages/assessment.ts';
import { careMessages } from '#modules/care/messages/index.ts';
import { visitMessages } from '#modules/care/messages/visits.ts';
import { directoryMessages } from '#modules/directory/messages/index.ts';
import { noticesMessages } from '#modules/notices/messages/index.ts';
import { planMessages } from '#modules/plan/messages/index.ts';
import { requestsMessages } from '#modules/requests/messages/index.ts';
import { residentsMessages } from '#modules/residents/messages/index.ts';
import { siteMessages } from '#modules/site/messages/index.ts';
import { volunteersMessages } from '#modules/volunteers/messages/index.ts';
import { volunteerSettingsMessages } from '#modules/volunteers/messages/settings.ts';
import { accountsMessages } from '#platform/accounts/messages/index.ts';
import type { FieldIssue } from '#platform/errors.ts';
import type { Locale, MessageSet } from '#platform/i18n.ts';
import type { ErrorText, WithErrors } from '#platform/messages/index.ts';
import { issueText as issueIn, problemText as problemIn, type Problem } from '#ui/problem.ts';

/** The words of every module that has coded errors. A new module adds its set here. */
const sets: readonly MessageSet<WithErrors>[] = [accountsMessages, activitiesMessages, areasMessages, assessmentMessages, careMessages, comeMessages, directoryMessages, noticesMessages, planMessages, requestsMessages, residentsMessages, siteMessages, visitMessages, volunteerSettingsMessages, volunteersMessages];

/** What any AppError of the product says to a person. For pages without script and for the server; see `#ui/problem.ts`. */
export const problemText = (problem: Problem, locale: Locale): ErrorText => problemIn(problem, locale, ...sets);

/** What any field issue of the product says under its field. */
export const issueText = (issue: FieldIssue, locale: Locale): string => issueIn(issue, locale, ...sets);
