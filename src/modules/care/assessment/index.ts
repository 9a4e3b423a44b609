/** What pages and the module's own index take of assessments. */
export { completeAssessment, correctAssessment, dropAssessment, saveAssessment, startAssessment } from './assessment.usecases.ts';
export { getAssessment, listAssessments, type AssessmentsOfPerson, type SeenAssessment } from './assessment.queries.ts';
export { assessmentSettings, settleForm } from './assessment.settings.ts';
export { FORMS, formsOn, formVersion } from './forms.ts';
export { historyView, type HistoryRow, type HistoryView } from './history-view.ts';
export { assessmentsTab, type AssessmentsTab } from './person-tab.ts';
export { printAssessment } from './print-assessment.ts';
