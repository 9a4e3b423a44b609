import { fail, redirect, type ActionFailure } from '@sveltejs/kit';
import { AppError, type FieldIssue } from '../errors.ts';

/** What a page gets back when a form did not go through: what was wrong, and everything that was typed. */
export interface FormProblem {
	code: string;
	params: Record<string, string | number>;
	fields: Record<string, FieldIssue>;
	values: Record<string, unknown>;
}

/**
 * A form's data as a plain object: `a.b` nests, `tags[]` is always a list, empty text is left out,
 * `on` stays a string for the schema to judge, files stay files (an empty file input is left out).
 */
export function formValues(data: FormData): Record<string, unknown> {
	const out: Record<string, unknown> = {};
	for (const [rawName, value] of data.entries()) {
		if (value instanceof File ? value.size === 0 : value.trim() === '') continue;
		const list = rawName.endsWith('[]');
		const path = (list ? rawName.slice(0, -2) : rawName).split('.');
		if (path.some((part) => part === '__proto__' || part === 'constructor' || part === 'prototype')) continue;
		let at = out;
		for (const part of path.slice(0, -1)) at = (at[part] ??= {}) as Record<string, unknown>;
		const last = path.at(-1)!;
		if (list) ((at[last] ??= []) as unknown[]).push(value);
		else at[last] = value;
	}
	return out;
}

/**
 * Runs `work` for a form action. An AppError becomes `fail(status, {problem})`, with what was typed kept for the
 * fields; a returned string is where to go next (303). Secrets (`password`, `code`) are not sent back.
 */
export async function formAction(
	request: Request,
	work: (values: Record<string, unknown>, data: FormData) => Promise<string | void>
): Promise<ActionFailure<{ problem: FormProblem }> | { done: true }> {
	const data = await request.formData();
	const values = formValues(data);
	let next: string | void;
	try {
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
