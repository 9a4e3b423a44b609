import { measureHref } from '../ui/href.ts';
import type { Report } from './report.usecases.ts';

/** The page of the records behind a figure of a report. */
export const recordsPath = ({ figures, plan }: Pick<Report, 'figures' | 'plan'>, measure: string): string => measureHref(measure, figures.period, plan.communityId);
