import { anonymous, type Actor } from '../context.ts';

/** Name of the session cookie; httpOnly, SameSite=Lax, Secure when PUBLIC_ORIGIN is https. */
export const SESSION_COOKIE = 'baiyun_session';

/** Who a session cookie stands for; `anonymous` when it is missing, unknown, expired or idle for too long. */
export async function actorOfSession(_cookie: string | undefined, _subdistrictId: string): Promise<Actor> {
	return anonymous;
}

/** Who an API token stands for, or null when it is unknown, expired or revoked. */
export async function actorOfToken(_token: string): Promise<{ actor: Actor; subdistrictId: string } | null> {
	return null;
}
