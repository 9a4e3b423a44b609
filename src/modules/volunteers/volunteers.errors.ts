import { AppError, conflict, notFound } from '#platform/errors.ts';

/** For what is not there and for what the caller may not know of. */
export const noSuchVolunteer = () => notFound('volunteer');
export const noSuchTeam = () => notFound('team');
export const noSuchTask = () => notFound('task');
export const noSuchShift = () => notFound('shift');
export const noSuchSpan = () => notFound('span');
export const noSuchEntry = () => notFound('entry');
export const noSuchCertificate = () => notFound('certificate');

/** Somebody else wrote meanwhile; what was typed is kept on the page. */
export const moved = () => conflict('volunteers.moved');

export const fieldWrong = (path: string, code: string, params?: Record<string, string | number>) => new AppError('platform.invalidInput', { status: 422, fields: [{ path, code, ...(params && { params }) }] });

/** PostgreSQL's words for a broken constraint: its name and kind (23P01 exclusion, 23505 unique, 23514 check). */
export function brokenConstraint(error: unknown): string | null {
	const { code, constraint } = error as { code?: string; constraint?: string };
	return (code === '23P01' || code === '23505' || code === '23514') && constraint ? constraint : null;
}

/**
 * Says a broken constraint in our words: the database decides who was too late, and the person is told why.
 * @throws AppError of `said` where the constraint is one of them, else the error itself
 */
export async function inWords(work: Promise<unknown>, said: Record<string, () => AppError>): Promise<void> {
	try {
		await work;
	} catch (error) {
		const name = brokenConstraint(error);
		const own = name === null ? undefined : said[name];
		throw own ? own() : error;
	}
}
