/**
 * Categories: what a need is about, with what follows from it: usual kind and urgency, whether it may be anonymous or must
 * be confidential, whether it is about a public place, and the few questions that save a second call.
 *
 * The built-in list stands in `categories.data.ts` and fills a new installation; the desk edits its own copy.
 */
import type { RequestType, Urgency } from '../case/case.model.ts';

export interface Words {
	zh: string;
	en: string;
}

export const QUESTION_KINDS = ['text', 'number', 'choice', 'yes_no'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

export interface Question {
	code: string;
	kind: QuestionKind;
	label: Words;
	required: boolean;
	/** For `choice`. */
	options?: readonly { code: string; label: Words }[];
	/** For `number`: written beside the field. */
	unit?: Words;
	min?: number;
	max?: number;
	/** Asked only if an earlier question was answered so. */
	when?: { question: string; equals: string | boolean };
	/** Answering so means: do not wait for us. The page shows the notice and still takes the need. */
	stop?: { equals: string | boolean; notice: Words };
}

export interface Category {
	code: string;
	group: string;
	name: Words;
	type: RequestType;
	urgency: Urgency;
	/** Seen only by named handlers and heads of the area. */
	confidential: boolean;
	/** May be told without a phone number. */
	anonymous: boolean;
	/** About a public place: may be compared for duplicates and shown to others who stand before the same thing. */
	publicPlace: boolean;
	/** Codes of need terms of the directory that serve this need. */
	terms: readonly string[];
	questions: readonly Question[];
}

export interface CategoryGroup {
	code: string;
	name: Words;
	/** Share of a subdistrict's cases in the demonstration data, per cent (demo.md, invented). */
	demoWeight: number;
}

export type Answer = string | number | boolean;
export type Answers = Record<string, Answer>;

export interface AnswerFault {
	question: string;
	why: 'missing' | 'wrong_kind' | 'not_an_option' | 'out_of_range' | 'too_long';
}

const ANSWER_LENGTH = 500;

/** Whether a question is to be asked, given the answers so far. A question after an unasked one is unasked too. */
export function isAsked(question: Question, questions: readonly Question[], answers: Answers): boolean {
	if (!question.when) return true;
	const before = questions.find(({ code }) => code === question.when!.question);
	return before !== undefined && isAsked(before, questions, answers) && answers[before.code] === question.when.equals;
}

/**
 * Checks answers and keeps only those that were asked for: an answer to a question that fell away is dropped, so that no
 * stale fact stays on the record.
 *
 * @param lenient staff at the phone may leave a required question open
 */
export function checkAnswers(
	questions: readonly Question[],
	given: Answers,
	lenient = false
): { answers: Answers; faults: AnswerFault[] } {
	const answers: Answers = {};
	const faults: AnswerFault[] = [];
	for (const question of questions) {
		if (!isAsked(question, questions, answers)) continue;
		const value = given[question.code];
		if (value === undefined || value === '') {
			if (question.required && !lenient) faults.push({ question: question.code, why: 'missing' });
			continue;
		}
		const why = faultOf(question, value);
		if (why) faults.push({ question: question.code, why });
		else answers[question.code] = value;
	}
	return { answers, faults };
}

function faultOf(question: Question, value: Answer): AnswerFault['why'] | null {
	switch (question.kind) {
		case 'yes_no':
			return typeof value === 'boolean' ? null : 'wrong_kind';
		case 'number':
			if (typeof value !== 'number' || !Number.isFinite(value)) return 'wrong_kind';
			return value < (question.min ?? -Infinity) || value > (question.max ?? Infinity) ? 'out_of_range' : null;
		case 'choice':
			if (typeof value !== 'string') return 'wrong_kind';
			return question.options?.some(({ code }) => code === value) ? null : 'not_an_option';
		case 'text':
			if (typeof value !== 'string') return 'wrong_kind';
			return value.length > ANSWER_LENGTH ? 'too_long' : null;
	}
}

/** The notices of questions answered in a way that should not wait for us. */
export function stopNotices(questions: readonly Question[], answers: Answers): Words[] {
	return questions.flatMap((question) => (question.stop && answers[question.code] === question.stop.equals ? [question.stop.notice] : []));
}

/**
 * Faults of a category list as staff would save it: codes repeated, conditions that point forward or nowhere, choices
 * without options, stop values that cannot be given.
 */
export function faultsOfCategory(category: Pick<Category, 'code' | 'questions' | 'confidential' | 'publicPlace'>): string[] {
	const faults: string[] = [];
	if (!/^[a-z][a-z0-9_]{1,39}$/.test(category.code)) faults.push('code');
	if (category.confidential && category.publicPlace) faults.push('confidential_public');
	const seen = new Map<string, Question>();
	for (const question of category.questions) {
		if (!/^[a-z][a-z0-9_]{0,39}$/.test(question.code)) faults.push(`question_code:${question.code}`);
		if (seen.has(question.code)) faults.push(`question_repeated:${question.code}`);
		if (question.kind === 'choice' && !(question.options && question.options.length >= 2)) faults.push(`options:${question.code}`);
		if (question.when) {
			const before = seen.get(question.when.question);
			if (!before || faultOf(before, question.when.equals)) faults.push(`condition:${question.code}`);
		}
		if (question.stop && faultOf(question, question.stop.equals)) faults.push(`stop:${question.code}`);
		seen.set(question.code, question);
	}
	return faults;
}
