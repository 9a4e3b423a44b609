import type { Patch, Sent } from './draft-saver.ts';

/** Sends a part of a draft to the desk. Whatever keeps it from arriving is tried again later. */
export async function sendDraft(id: string, patch: Patch, version: number): Promise<Sent> {
	const response = await fetch(`/desk/assessments/${id}/draft`, {
		method: 'PUT',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ ...patch, version }),
		// Also when the page is being left.
		keepalive: true
	}).catch(() => null);
	if (!response) return { problem: 'later' };
	// Signed out, the desk answers with the page to sign in.
	if (response.redirected || response.status === 401) return { problem: 'sign_in' };
	const body = (await response.json().catch(() => null)) as { version?: number; error?: { code?: string; fields?: { path: string }[] } } | null;
	if (response.ok && typeof body?.version === 'number') return { version: body.version };
	if (response.status >= 500 || response.status === 429 || !body) return { problem: 'later' };
	if (body.error?.code === 'platform.changed') return { problem: 'changed' };
	if (body.error?.code === 'care.assessmentClosed') return { problem: 'closed' };
	// A date or a name that is not right yet stays in its field; completing the assessment says what is wrong with it.
	const wrong = body.error?.fields ?? [];
	if (patch.about && wrong.length > 0 && wrong.every(({ path }) => path.startsWith('about.'))) {
		const { about: _, ...rest } = patch;
		return Object.values(rest).some((part) => Object.keys(part).length > 0) ? sendDraft(id, rest, version) : { version };
	}
	return { problem: 'refused' };
}
