import type { MessageSet } from '#platform/i18n.ts';
import { intakeEn } from './intake.en.ts';
import { intakeZh, type IntakeWords } from './intake.zh.ts';

/** The words of registering a need at the counter. */
export const intakeMessages: MessageSet<IntakeWords> = { zh: intakeZh, en: intakeEn };
