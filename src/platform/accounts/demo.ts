import type { Ctx, Grant } from '../context.ts';
import { readTx, writeTx } from '../db/tx.ts';
import { newId } from '../ids.ts';
import { phoneColumns } from '../phone.ts';
import { keepDemoSignIn } from './demo-file.ts';
import { addGrant } from './grants.ts';
import { firstPassword } from './passwords.ts';
import { addStaff } from './users.ts';

/**
 * Makes a demonstration account with its roles, unless there is one with that user name. For modules' demo data too
 * (a contact of a demonstration organisation).
 * @returns the user's id
 */
export async function addDemoAccount(ctx: Ctx, who: { username: string; name: string; what: string; grants: readonly Grant[] }): Promise<string> {
	const known = await readTx<'accounts', { id: string } | undefined>(ctx, ({ db }) =>
		db.selectFrom('accounts.user').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('username', '=', who.username).executeTakeFirst()
	);
	if (known) return known.id;
	const password = firstPassword(who.username, who.name);
	const id = await writeTx<'accounts' | 'platform', string>(ctx, async (tx) => {
		const user = await addStaff(tx, { username: who.username, name: who.name, phone: null, oidcSubject: null }, password, false);
		for (const grant of who.grants) {
			if (grant.role !== 'resident') await addGrant(tx, { userId: user, role: grant.role, communityId: grant.communityId, organizationId: grant.organizationId });
		}
		tx.audit({ action: 'accounts.createStaff', subjectType: 'user', subjectId: user, detail: { username: who.username, demo: true } });
		return user;
	});
	keepDemoSignIn({ username: who.username, password, name: who.name, what: who.what });
	return id;
}

/**
 * Makes a resident's account for a telephone of the demonstration, as if somebody had signed in with it once.
 * @returns the account's id
 */
export function addDemoResident(ctx: Ctx, phone: string): Promise<string> {
	return writeTx<'accounts', string>(ctx, async ({ db, ctx: { subdistrictId, locale, clock } }) => {
		const columns = phoneColumns(phone);
		const known = await db.selectFrom('accounts.user').select('id').where('subdistrict_id', '=', subdistrictId).where('kind', '=', 'resident').where('phone_hash', '=', columns.phone_hash).executeTakeFirst();
		if (known) return known.id;
		const id = newId();
		await db.insertInto('accounts.user').values({ subdistrict_id: subdistrictId, id, kind: 'resident', ...columns, locale, created_at: clock.now() }).execute();
		return id;
	});
}

const whole = (role: Grant['role']): Grant[] => [{ role, communityId: null, organizationId: null }];

/** The staff of the demonstration subdistrict; `communities` in the order of their codes. */
export async function demoStaff(ctx: Ctx, communities: readonly { id: string; name: string }[]): Promise<void> {
	const heads = [
		['liumin', '刘敏'],
		['chenjing', '陈静'],
		['wangqiang', '王强'],
		['yangfan', '杨帆']
	] as const;
	const workers = [
		['zhangwei', '张伟'],
		['lina', '李娜'],
		['zhaolei', '赵磊'],
		['sunyan', '孙燕'],
		['wuhao', '吴昊'],
		['xujie', '徐洁'],
		['huping', '胡萍'],
		['gaofeng', '高峰']
	] as const;
	await addDemoAccount(ctx, { username: 'zhoulan', name: '周岚', what: '街道管理员', grants: whole('manager') });
	for (const [i, community] of communities.entries()) {
		const here = (role: Grant['role']): Grant[] => [{ role, communityId: community.id, organizationId: null }];
		const head = heads[i];
		if (head) await addDemoAccount(ctx, { username: head[0], name: head[1], what: `社区负责人 · ${community.name}`, grants: here('head') });
		for (const worker of workers.slice(i * 2, i * 2 + 2))
			await addDemoAccount(ctx, { username: worker[0], name: worker[1], what: `社区工作者 · ${community.name}`, grants: here('worker') });
	}
	await addDemoAccount(ctx, { username: 'xitong', name: '何平', what: '系统管理员', grants: whole('system_admin') });
	await addDemoAccount(ctx, { username: 'anquan', name: '罗静', what: '安全管理员', grants: whole('security_admin') });
	await addDemoAccount(ctx, { username: 'shenji', name: '梁勇', what: '审计管理员', grants: whole('audit_admin') });
}
