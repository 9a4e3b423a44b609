import * as v from 'valibot';
import { saveCommunity } from '#modules/areas/index.ts';
import { addGrant, addStaff } from '#platform/accounts/index.ts';
import { firstPassword, passwordProblem } from '#platform/accounts/passwords.ts';
import type { Role } from '#platform/context.ts';
import { writeTx } from '#platform/db/tx.ts';
import { AppError, invalid } from '#platform/errors.ts';
import { systemCtx } from '#platform/jobs.ts';
import { sameSecret } from '#platform/secrets.ts';
import { parse } from '#platform/usecase.ts';
import { dropSetUpCode, setUpCode, setUpNeeded } from './set-up-code.ts';
import { createSubdistrict } from './tenants.ts';

const person = v.object({
	name: v.pipe(v.string('platform.required'), v.trim(), v.minLength(1, 'platform.required'), v.maxLength(40)),
	username: v.pipe(v.string('platform.required'), v.trim(), v.toLowerCase(), v.minLength(2, 'accounts.usernameForm'), v.maxLength(40), v.regex(/^[\p{L}\p{Nd}][\p{L}\p{Nd}._-]*$/u, 'accounts.usernameForm'))
});
const text = v.pipe(v.string('platform.required'), v.trim(), v.minLength(1, 'platform.required'));

/** `999999001001 红云社区`, one a line. */
const communities = v.pipe(
	v.optional(v.string(), ''),
	v.transform((lines) => lines.split('\n').map((line) => line.trim()).filter(Boolean)),
	v.check((lines) => lines.length > 0, 'platform.required'),
	v.check((lines) => lines.every((line) => /^\d{12}\s+\S/.test(line)), 'accounts.setupCommunities'),
	v.transform((lines) => lines.map((line) => ({ code: line.slice(0, 12), name: line.slice(12).trim() })))
);

const People = v.object({ code: text, system: person, security: person, audit: person, password: text, again: text });
const Everything = v.object({
	...People.entries,
	subdistrictName: v.pipe(text, v.maxLength(60)),
	subdistrictCode: v.pipe(text, v.regex(/^\d{12}$/, 'areas.codeNot12Digits')),
	communities
});

/** Somebody's one-time password, to be handed over. */
export interface Handover {
	username: string;
	name: string;
	password: string;
}

/**
 * Makes what is missing of subdistrict, communities and administrators. The system administrator's password was chosen
 * by the one who sits there; the other two get one-time passwords.
 * @throws AppError platform.notFound (404) when nothing is missing, accounts.setupCode (403), platform.invalidInput (422)
 */
export async function finishSetUp(subdistrictId: string | null, raw: Record<string, unknown>): Promise<Handover[]> {
	if (!(await setUpNeeded(subdistrictId))) throw new AppError('platform.notFound', { status: 404 });
	if (!sameSecret(String(raw.code ?? '').trim().toLowerCase(), setUpCode())) throw new AppError('accounts.setupCode', { status: 403, fields: [{ path: 'code', code: 'accounts.setupCode' }] });
	const people = await parse(People, raw);
	const whole = subdistrictId ? null : await parse(Everything, raw);
	const problem = passwordProblem(people.password, people.system.username, people.system.name);
	if (problem) throw invalid([{ path: 'password', code: problem }]);
	if (people.password !== people.again) throw invalid([{ path: 'again', code: 'accounts.passwordsDiffer' }]);
	if (new Set([people.system.username, people.security.username, people.audit.username]).size < 3) throw invalid([{ path: 'audit.username', code: 'accounts.setupDistinct' }]);

	const id = subdistrictId ?? (await createSubdistrict({ code: whole!.subdistrictCode, name: whole!.subdistrictName }));
	const ctx = systemCtx(id, 'set-up');
	for (const community of whole?.communities ?? []) await saveCommunity(ctx, community);
	const handovers = await writeTx<'accounts' | 'platform', Handover[]>(ctx, async (tx) => {
		const out: Handover[] = [];
		for (const [role, who] of [
			['system_admin', people.system],
			['security_admin', people.security],
			['audit_admin', people.audit]
		] as const satisfies readonly (readonly [Role, unknown])[]) {
			const password = role === 'system_admin' ? people.password : firstPassword(who.username, who.name);
			const user = await addStaff(tx, { ...who, phone: null, oidcSubject: null }, password, role !== 'system_admin');
			await addGrant(tx, { userId: user, role, communityId: null, organizationId: null });
			tx.audit({ action: 'accounts.setUp', subjectType: 'user', subjectId: user, detail: { role } });
			if (role !== 'system_admin') out.push({ ...who, password });
		}
		return out;
	});
	await dropSetUpCode();
	return handovers;
}
