import { fail, redirect, type ActionFailure } from '@sveltejs/kit';
import { AppError, type FieldIssue } from '../errors.ts';
import { formValues } from './form-values.ts';

export { formValues };

/** What a page gets back when a form did not go through: what was wrong, and everything that was typed. */
export interface FormProblem {
	code: string;
	params: Record<string, string | number>;
	fields: Record<string, FieldIssue>;
	values: Record<string, unknown>;
}

/**
 * What a form sent.
 * @throws AppError platform.notForm (400) when the body is no form, or a broken one; platform.tooLarge (413)
 */
export async function readForm(request: Request): Promise<FormData> {
	try {
		return await request.formData();
	} catch (cause) {
		throw (cause as { status?: number }).status === 413 ? new AppError('platform.tooLarge', { status: 413, cause }) : new AppError('platform.notForm', { cause });
	}
}

/**
 * Runs `work` for a form action. An AppError becomes `fail(status, {problem})`, with what was typed kept for the
 * fields; a returned string is where to go next (303). Secrets (`password`, `code`) are not sent back.
 */
export async function formAction(
	request: Request,
	work: (values: Record<string, unknown>, data: FormData) => Promise<string | void>
): Promise<ActionFailure<{ problem: FormProblem }> | { done: true }> {
	let values: Record<string, unknown> = {};
	let next: string | void;
	try {
		const data = await readForm(request);
		values = formValues(data);
		next = await work(values, data);
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		return fail(error.status, { problem: problemOf(error, values) });
	}
	if (next) redirect(303, next);
	return { done: true };
}

export function problemOf(error: AppError, values: Record<string, unknown>): FormProblem {
	const kept = Object.fromEntries(Object.entries(values).filter(([name, value]) => !/password|secret|^code$|totp/i.test(name) && !holdsFile(value)));
	return { code: error.code, params: error.params, fields: Object.fromEntries(error.fields.map((issue) => [issue.path, issue])), values: kept };
}

/* A browser gives no file back into a form, and none travels in an answer; a list of them neither. */
const holdsFile = (value: unknown): boolean => value instanceof File || (Array.isArray(value) && value.some((each) => each instanceof File));
