import { AppError } from './errors.ts';

/*
 * The key of a list's last line, as an opaque word for an address. It is not secret and not signed: it only says where
 * to go on, and the query that takes it filters by its own rules all the same.
 */

export const encodeCursor = (...parts: readonly (string | number | Date)[]): string =>
	Buffer.from(JSON.stringify(parts.map((part) => (part instanceof Date ? part.toISOString() : part)))).toString('base64url');

/**
 * @param count how many parts the list's key has
 * @throws AppError platform.notValid (400) for a word that is no key
 */
export function decodeCursor(word: string, count: number): string[] {
	try {
		const parts: unknown = JSON.parse(Buffer.from(word, 'base64url').toString('utf8'));
		if (Array.isArray(parts) && parts.length === count && parts.every((part) => typeof part === 'string' || typeof part === 'number')) return parts.map(String);
	} catch {
		// Told below.
	}
	throw new AppError('platform.notValid', { params: { what: 'cursor' } });
}
