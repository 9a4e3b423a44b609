import { expect, test } from 'vitest';
import { config } from '#platform/config.ts';
import { appPool, ownerPool } from '#platform/db/pools.ts';
import { testSubdistrict, useDatabase } from './db.ts';

useDatabase();

test('a test has an empty, migrated database and the product’s two logins', async () => {
	expect((await ownerPool().query('SELECT current_user AS login')).rows).toEqual([{ login: 'baiyun_owner' }]);
	expect((await appPool().query('SELECT current_user AS login, (SELECT count(*) FROM platform.subdistrict) AS tenants')).rows).toEqual([{ login: 'baiyun_app', tenants: 0 }]);
	expect(config().appRoleBySetRole).toBe(false);
});

test('the tenant wall stands in it', async () => {
	const [{ id: a }, { id: b }] = [await testSubdistrict(), await testSubdistrict()];
	await ownerPool().query(`INSERT INTO platform.setting (subdistrict_id, key, value) VALUES ($1, 'test', '1'), ($2, 'test', '2')`, [a, b]);
	const client = await appPool().connect();
	try {
		await client.query(`BEGIN; SET LOCAL app.subdistrict_id = '${b}'`);
		expect((await client.query('SELECT value FROM platform.setting')).rows).toEqual([{ value: 2 }]);
		await client.query('COMMIT');
	} finally {
		client.release();
	}
});
