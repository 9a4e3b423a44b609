/** One thing wrong with one field of an input; `path` is dotted (`address.building`). */
export interface FieldIssue {
	path: string;
	code: string;
	params?: Record<string, string | number>;
}

/**
 * An error that a person can act on. `code` (`module.what`) is translated by the page into what went wrong,
 * what was kept and what to do; `params` fill the sentence and never hold personal data.
 */
export class AppError extends Error {
	readonly code: string;
	readonly status: number;
	readonly params: Record<string, string | number>;
	readonly fields: FieldIssue[];

	constructor(code: string, options: { status?: number; params?: Record<string, string | number>; fields?: FieldIssue[]; cause?: unknown } = {}) {
		super(code, options.cause === undefined ? undefined : { cause: options.cause });
		this.name = 'AppError';
		this.code = code;
		this.status = options.status ?? 400;
		this.params = options.params ?? {};
		this.fields = options.fields ?? [];
	}
}

export const notFound = (what: string) => new AppError('platform.notFound', { status: 404, params: { what } });
export const forbidden = (permission: string) => new AppError('platform.forbidden', { status: 403, params: { permission } });
export const signInFirst = () => new AppError('platform.signInFirst', { status: 401 });
export const conflict = (code: string, params?: Record<string, string | number>) => new AppError(code, { status: 409, params });
export const invalid = (fields: FieldIssue[]) => new AppError('platform.invalidInput', { status: 422, fields });
export const tooMany = (retryAfterSeconds: number) => new AppError('platform.tooMany', { status: 429, params: { retryAfterSeconds } });
