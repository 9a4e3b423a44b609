import type { PatrolCase, Sent } from './patrol-queue.ts';

/** Told to the page when the server asks for a sign-in first: nothing is lost, somebody has to sign in. */
export interface SendHints {
	onsignin: () => void;
}

/** A phone that gets no answer in this time is as good as offline. */
const PATIENCE_MS = 60_000;

/**
 * One attempt to send. Only an answer of the server in its own words counts: a redirect to the sign-in, a page of a hotel
 * network or an error of a proxy in between leaves the case on the phone.
 */
export async function sendPatrol(entry: PatrolCase, { onsignin }: SendHints): Promise<Sent> {
	const body = new FormData();
	body.set('clientId', entry.clientId);
	body.set('text', entry.text);
	body.set('address', entry.address);
	body.set('communityId', entry.communityId ?? '');
	body.set('urgency', entry.urgency);
	body.set('seenAt', entry.seenAt);
	if (entry.position) {
		body.set('lon', String(entry.position.lon));
		body.set('lat', String(entry.position.lat));
	}
	for (const [i, photo] of entry.photos.entries()) body.append('photos[]', photo, `${i + 1}.jpg`);
	let response: Response;
	try {
		response = await fetch('/desk/patrol/send', { method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout?.(PATIENCE_MS) });
	} catch {
		return { kind: 'later' };
	}
	if (response.type === 'opaqueredirect' || response.status === 401) {
		onsignin();
		return { kind: 'later' };
	}
	const answer = (await response.json().catch(() => null)) as { number?: string; error?: { code: string; fields?: { code: string }[] } } | null;
	if (response.ok && answer?.number) return { kind: 'done', number: answer.number };
	// Busy or broken passes; what is refused for what it says does not pass by waiting.
	const mayPass = response.status >= 500 || response.status === 429 || response.status === 408;
	if (!answer?.error || mayPass) return { kind: 'later' };
	return { kind: 'refused', reason: answer.error.fields?.[0]?.code ?? answer.error.code };
}
