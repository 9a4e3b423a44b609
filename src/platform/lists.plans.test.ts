import { beforeAll, expect, it } from 'vitest';
import { person, testCtx, testSubdistrict, useDatabase } from '../../tests/support/db.ts';
import { asked, seqScans } from '../../tests/support/plans.ts';
import { actorOfSession, liveSessions, listStaff, namesOf, signInWithPassword, sessionOf } from './accounts/index.ts';
import { listAudit, listSignIns } from './audit-log.ts';
import { chainAudit } from './audit.ts';
import { appPool, ownerPool } from './db/pools.ts';
import { listOutbox } from './sms/index.ts';

useDatabase();

/* The platform's own lists and look-ups over tables that only grow: audit log, messages, accounts, sessions. */
const BIG = ['audit_log', 'audit_chain', 'sms', 'user', 'session', 'grant', 'password'];
let tenant: Awaited<ReturnType<typeof testSubdistrict>>;
let someone: string;
beforeAll(async () => {
	tenant = await testSubdistrict();
	await ownerPool().query(
		`INSERT INTO platform.audit_log (subdistrict_id, id, at, actor_kind, actor_id, actor_name, actor_roles, action, subject_type, subject_id, request_id, outcome)
		SELECT $1, gen_random_uuid(), now() - n * interval '1 minute', 'user', 'actor-' || n % 500, '工作者' || n % 500, 'worker', CASE WHEN n % 20 = 0 THEN 'accounts.signIn' ELSE (ARRAY['requests.accept', 'requests.serve', 'requests.reveal', 'notices.publish'])[n % 4 + 1] END,
			CASE WHEN n % 20 = 0 THEN 'user' ELSE 'request' END, CASE WHEN n % 20 = 0 THEN '01890000-0000-7000-8000-000000000001' ELSE 'subject-' || n % 9000 END, 'r', CASE WHEN n % 200 = 0 THEN 'wrong' ELSE 'ok' END
		FROM generate_series(1, 30000) n`,
		[tenant.id]
	);
	await ownerPool().query(`INSERT INTO platform.sms (subdistrict_id, id, purpose, to_masked, to_sealed, state, created_at) SELECT $1, gen_random_uuid(), 'code', '120****0001', 'x', 'kept', now() - n * interval '1 minute' FROM generate_series(1, 20000) n`, [tenant.id]);
	await ownerPool().query(
		`INSERT INTO accounts."user" (subdistrict_id, id, kind, name, username, phone_hash, phone_sealed, phone_masked, created_at)
		SELECT $1, gen_random_uuid(), CASE WHEN n % 40 = 0 THEN 'staff' ELSE 'resident' END, '人' || n, CASE WHEN n % 40 = 0 THEN 'user' || n END, CASE WHEN n % 40 > 0 THEN 'hash' || n END, CASE WHEN n % 40 > 0 THEN 'x' END, CASE WHEN n % 40 > 0 THEN '120****0001' END, now() FROM generate_series(1, 20000) n`,
		[tenant.id]
	);
	await ownerPool().query(`INSERT INTO accounts."grant" (subdistrict_id, id, user_id, role, community_id, granted_at) SELECT subdistrict_id, gen_random_uuid(), id, 'worker', $1, now() FROM accounts."user" WHERE kind = 'staff'`, [tenant.communities[0]]);
	await ownerPool().query(
		`INSERT INTO accounts.session (subdistrict_id, id, token_hash, user_id, stage, method, created_at, seen_at, idle_seconds, expires_at) SELECT subdistrict_id, gen_random_uuid(), 'token' || id, id, 'full', 'phone', now(), now(), 3600, now() + interval '1 day' FROM accounts."user"`
	);
	await ownerPool().query(`INSERT INTO accounts.password (subdistrict_id, id, user_id, hash, set_at) SELECT subdistrict_id, gen_random_uuid(), id, 'x', now() FROM accounts."user", generate_series(1, 5) WHERE kind = 'staff'`);
	await ownerPool().query('ANALYZE');
	someone = (await ownerPool().query<{ id: string }>(`SELECT id FROM accounts."user" WHERE kind = 'staff' LIMIT 1`)).rows[0]!.id;
}, 60_000);

const auditor = () => testCtx(tenant.id, person('audit_admin'));
const security = () => testCtx(tenant.id, person('security_admin'));

it.each<[string, () => Promise<unknown>]>([
	['the audit log', () => listAudit(auditor(), {})],
	['its second page', async () => listAudit(auditor(), { after: (await listAudit(auditor(), {})).next })],
	['the audit log of a day', () => listAudit(auditor(), { from: '2026-11-20', to: '2026-11-20' })],
	['the audit log of an actor', () => listAudit(auditor(), { who: 'actor-7' })],
	['the audit log by a part of a name', () => listAudit(auditor(), { who: '人40' })],
	['the audit log of a program', () => listAudit(auditor(), { who: 'job:requests:sweep' })],
	['the audit log by action', () => listAudit(auditor(), { action: 'requests.' })],
	['the audit log by a rare action', () => listAudit(auditor(), { action: 'accounts.nothing' })],
	['the audit log of a subject', () => listAudit(auditor(), { subject: 'subject-7' })],
	['sign-ins', () => listSignIns(security(), {})],
	['failed sign-ins', () => listSignIns(security(), { failed: true })],
	['the outbox', () => listOutbox(testCtx(tenant.id, person('manager')), {})],
	['the staff', () => listStaff(security(), {})],
	['one of the staff', () => listStaff(security(), { id: someone })],
	['names by id', () => namesOf(security(), { ids: [someone] })],
	['a session', () => Promise.all([actorOfSession('nothing', tenant.id), sessionOf('nothing', tenant.id)])],
	['somebody’s sessions', () => liveSessions(security(), someone, null)],
	['a sign-in', () => signInWithPassword(security(), { username: 'user40', password: 'wrong' }).catch(() => {})]
])('%s walks through no big table', async (_, run) => {
	const questions = await asked(['platform', 'accounts'], run);
	expect(questions.length).toBeGreaterThan(0);
	expect(await seqScans(tenant.id, questions, BIG)).toEqual([]);
});

it('the chain goes on from its end, not through the log, once most of it is chained', async () => {
	const client = await appPool().connect();
	try {
		await chainAudit(client, tenant.id, { batch: 10_000, whole: true });
		await ownerPool().query('ANALYZE');
		const questions = await asked(['platform'], async () => expect(await chainAudit(client, tenant.id)).toBe(0));
		expect(questions.length).toBeGreaterThan(0);
		expect(await seqScans(tenant.id, questions, ['audit_log', 'audit_chain'])).toEqual([]);
	} finally {
		client.release(true);
	}
});
