import { expect, test } from 'vitest';
import { testSubdistrict, useDatabase } from '../../tests/support/db.ts';
import { chainAudit, verifyAudit } from './audit.ts';
import { appPool, ownerPool } from './db/pools.ts';
import { newId } from './ids.ts';

useDatabase();

test('the chain takes up what commits late: what is a little late at once, what is very late with a pass through the whole log', async () => {
	const { id: tenant } = await testSubdistrict();
	const now = Date.now();
	const made = (minutesAgo: number) => {
		const time = (now - minutesAgo * 60_000).toString(16).padStart(12, '0');
		return `${time.slice(0, 8)}-${time.slice(8)}${newId().slice(13)}`;
	};
	const write = (...ids: string[]) =>
		ownerPool().query(
			`INSERT INTO platform.audit_log (subdistrict_id, id, at, actor_kind, actor_name, actor_roles, action, request_id) SELECT $1, unnest($2::uuid[]), now(), 'system', '', '', 'test.done', 'r'`,
			[tenant, ids]
		);
	const client = await appPool().connect();
	try {
		// More than one transaction takes at a time.
		await write(...Array.from({ length: 25 }, (_, i) => made(200 - i)));
		expect(await chainAudit(client, tenant, { batch: 10 })).toBe(25);
		await write(made(0), made(0));
		expect(await chainAudit(client, tenant)).toBe(2);
		await write(made(5), made(60), made(0));
		expect(await chainAudit(client, tenant)).toBe(2);
		expect(await verifyAudit(client, tenant)).toMatchObject({ chained: 29, unchained: 1, brokenAt: null });
		expect(await chainAudit(client, tenant, { whole: true, batch: 10 })).toBe(1);
		expect(await chainAudit(client, tenant, { whole: true })).toBe(0);
		expect(await verifyAudit(client, tenant)).toMatchObject({ chained: 30, unchained: 0, brokenAt: null });
	} finally {
		client.release(true);
	}
});
