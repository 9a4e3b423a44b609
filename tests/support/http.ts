import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

export const { origin, dataDir } = inject('product');

/** Of the documentation range (RFC 3849), a network for each file of tests. */
const network = `2001:db8:${randomInt(0x10000).toString(16)}:${randomInt(0x10000).toString(16)}`;
let callers = 0;
const newAddress = () => `${network}::${(++callers).toString(16)}`;

/** Calls the product from a new address, so that one test's tries do not count against the next. Redirects are not followed. */
export function call(path: string, init: RequestInit = {}): Promise<Response> {
	return fetch(origin + path, { redirect: 'manual', ...init, headers: { 'x-test-address': newAddress(), ...(init.headers as Record<string, string>) } });
}

/** A browser as far as these tests need one: it keeps cookies and sends forms from our own pages. */
export class Visitor {
	readonly #cookies = new Map<string, { value: string; path: string }>();

	/** @param path below the origin; a redirect is answered, not followed */
	async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
		return this.#kept(await call(path, { headers: { accept: 'text/html', cookie: this.#cookieFor(path), ...headers } }));
	}

	async post(path: string, fields: readonly (readonly [string, string | File])[] | FormData, headers: Record<string, string> = {}): Promise<Response> {
		const files = fields instanceof FormData || fields.some(([, value]) => typeof value !== 'string');
		const body = fields instanceof FormData ? fields : files ? new FormData() : new URLSearchParams();
		if (!(fields instanceof FormData)) for (const [name, value] of fields) body.append(name, value as string);
		return this.#kept(await call(path, { method: 'POST', body, headers: { accept: 'text/html', origin, cookie: this.#cookieFor(path), ...headers } }));
	}

	/** Follows redirects. @returns the page at the end */
	async page(path: string): Promise<{ path: string; status: number; html: string }> {
		for (let hops = 0; hops < 6; hops++) {
			const answer = await this.get(path);
			const next = answer.headers.get('location');
			if (!next) return { path, status: answer.status, html: await answer.text() };
			path = inside(next);
		}
		throw new Error(`${path} leads round in a circle`);
	}

	#cookieFor(path: string): string {
		return [...this.#cookies].flatMap(([name, { value, path: below }]) => (path.startsWith(below) ? [`${name}=${value}`] : [])).join('; ');
	}

	#kept(answer: Response): Response {
		for (const line of answer.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
			const path = /;\s*path=([^;]+)/i.exec(line)?.[1] ?? '/';
			if (/max-age=0\b/i.test(line) || value === '') this.#cookies.delete(name);
			else this.#cookies.set(name, { value, path });
		}
		return answer;
	}
}

/** A redirect's target as a path. @throws Error when it leaves the site */
export function inside(location: string): string {
	const url = new URL(location, origin);
	if (url.origin !== origin) throw new Error(`redirect to ${url.origin}`);
	return url.pathname + url.search;
}

/** The password that was made for a member of the demonstration's staff; see accounts/demo.ts for who there is. */
export function demoPassword(username: string): string {
	const line = readFileSync(join(dataDir, 'demo-sign-ins.txt'), 'utf8').split('\n').find((each) => each.startsWith(`${username}\t`));
	if (!line) throw new Error(`the demonstration has no ${username}`);
	return line.split('\t')[1]!;
}

/** A member of the demonstration's staff, signed in by the form. `zhoulan` manages the subdistrict. */
export async function staff(username: string): Promise<Visitor> {
	const visitor = new Visitor();
	const answer = await visitor.post('/sign-in/staff', [['username', username], ['password', demoPassword(username)]]);
	if (answer.status !== 303) throw new Error(`${username} cannot sign in: ${answer.status}`);
	return visitor;
}
