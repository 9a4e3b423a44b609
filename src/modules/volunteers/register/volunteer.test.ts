import { beforeAll, describe, expect, test } from 'vitest';
import { person, testCtx, useDatabase } from '../../../../tests/support/db.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { world, NOW, type World } from '../volunteers.testing.ts';
import { ownGround } from './ground.ts';
import { getVolunteer } from './volunteer.queries.ts';
import { changeVolunteer, joinVolunteers, registerVolunteer } from './volunteer.usecases.ts';

useDatabase();
let w: World;
let manager: ReturnType<typeof testCtx>;
beforeAll(async () => {
	w = await world();
	manager = testCtx(w.id, { ...person('manager'), id: newId() }, NOW);
});

const nameOf = async (id: string): Promise<string> => (await getVolunteer(w.head, { id })).name;

test('a manager, who sees the surname, changes a registration without changing the name or the birth date', async () => {
	const { id } = await w.volunteer({ name: '李小红' });
	const one = await getVolunteer(manager, { id });
	expect(one).toMatchObject({ name: '李**', masked: true, birthDate: null });
	const save = async (name: string) => {
		const { version } = await getVolunteer(manager, { id });
		await changeVolunteer(manager, { id, version, communityId: one.communityId, name, livingArea: '红云小区', state: 'active' });
	};
	await save('');
	expect(await getVolunteer(w.head, { id })).toMatchObject({ name: '李小红', masked: false, birthDate: '1980-01-01', livingArea: '红云小区' });
	// A page that was opened earlier sends back the mask that it showed.
	await save(one.name);
	expect(await nameOf(id)).toBe('李小红');
	await save('李晓红');
	expect(await nameOf(id)).toBe('李晓红');
});

test('somebody of the register of residents is registered under the register’s name when none is typed', async () => {
	const personId = newId();
	await ownerPool().query(`INSERT INTO residents.person (subdistrict_id, id, community_id, name, name_masked, name_key, source_kind, created_at, changed_at) VALUES ($1, $2, $3, '周大爷', '周**', '周大爷', 'desk', now(), now())`, [w.id, personId, w.communities[0]]);
	const { id } = await registerVolunteer(w.head, { communityId: w.communities[0], personId });
	expect(await nameOf(id)).toBe('周大爷');
	await expect(registerVolunteer(w.head, { communityId: w.communities[0] })).rejects.toMatchObject({ code: 'platform.invalidInput', fields: [{ path: 'name', code: 'volunteers.nameMissing' }] });
});

test('a minor registers at the counter with a guardian, never alone, whatever they tick; and nobody alone without an age', async () => {
	const alone = (said: object) => {
		const userId = newId();
		const ctx = testCtx(w.id, { ...person('resident'), id: userId, grants: [] }, NOW);
		return joinVolunteers(ctx, { communityId: w.communities[0], name: '王小小', phone: '12000000031', ...said }).then(() => 'ok', (error: { code: string; fields?: { code: string }[] }) => error.fields?.[0]?.code ?? error.code);
	};
	const consent = { guardianName: '王大明', guardianPhone: '12000000009', guardianAgreed: true };
	expect(await alone({ birthDate: '2012-05-01' })).toBe('volunteers.guardianAtCounter');
	expect(await alone({ birthDate: '2012-05-01', ...consent })).toBe('volunteers.guardianAtCounter');
	expect(await alone({ birthDate: '2015-05-01', identities: ['pioneer'], ...consent })).toBe('volunteers.guardianAtCounter');
	expect(await alone({})).toBe('volunteers.birthOrDocument');
	expect(await alone({ birthDate: '1990-05-01' })).toBe('ok');
	// The counter hears the guardian; an adult who keeps the birth date to themselves is known to staff.
	await expect(w.volunteer({ birthDate: '2012-05-01' })).rejects.toMatchObject({ code: 'platform.invalidInput' });
	expect((await getVolunteer(w.head, { id: (await w.volunteer({ birthDate: '2012-05-01', ...consent })).id })).guardianAgreedAt).not.toBeNull();
	await w.volunteer({ birthDate: null });
});

test('what a phone or the desk sends three times at once is one registration, and each hears its number', async () => {
	const ctx = testCtx(w.id, { ...person('resident'), id: newId(), grants: [] }, NOW);
	const [own, desk] = [newId(), newId()];
	const three = async (send: () => Promise<{ number: string }>) => new Set((await Promise.all([send(), send(), send()])).map(({ number }) => number)).size;
	expect(await three(() => joinVolunteers(ctx, { communityId: w.communities[0], name: '李小红', birthDate: '1990-05-01', clientId: own }))).toBe(1);
	expect(await three(() => registerVolunteer(w.head, { communityId: w.communities[0], name: '李小红', birthDate: '1990-05-01', clientId: desk }))).toBe(1);
});

describe('a registration is taken on a ground', () => {
	const purpose = (set: { active?: boolean; needsConsent?: boolean }) =>
		ownerPool().query(
			`INSERT INTO residents.purpose (subdistrict_id, code, name, name_en, explanation, explanation_en, basis, fields, needs_consent, active, keep_months, valid_from) VALUES ($1, 'volunteering', '志愿服务', 'Volunteering', '', '', $2, '{volunteering}', $3, $4, 36, '2026-01-01')
			 ON CONFLICT (subdistrict_id, code) DO UPDATE SET basis = excluded.basis, needs_consent = excluded.needs_consent, active = excluded.active`,
			[w.id, set.needsConsent ? 'consent' : 'public_interest', set.needsConsent ?? false, set.active ?? true]
		);
	const agree = (personId: string) => ownerPool().query(`INSERT INTO residents.consent (subdistrict_id, id, person_id, purpose, purpose_version, given_at, given_by, way) VALUES ($1, $2, $3, 'volunteering', 1, now(), 'self', 'counter')`, [w.id, newId(), personId]);
	const said = { communityId: '', name: '周大爷', birthDate: '1950-05-01' };
	const codeOf = (work: Promise<unknown>) => work.then(() => 'ok', (error: { code: string }) => error.code);
	const atDesk = (personId: string | null) => codeOf(registerVolunteer(w.head, { ...said, communityId: w.communities[0], personId }));
	/** Somebody with an account, linked to this record or to none. */
	const account = async (personId: string | null) => {
		const ctx = testCtx(w.id, { ...person('resident'), id: newId(), grants: [] }, NOW);
		if (personId) await ownerPool().query(`INSERT INTO residents.account_link (subdistrict_id, id, person_id, user_id, acts_as, proved_by, linked_at) VALUES ($1, $2, $3, $4, 'self', 'counter', now())`, [w.id, newId(), personId, ctx.actor.id]);
		return ctx;
	};
	const alone = (ctx: typeof manager) => codeOf(joinVolunteers(ctx, { ...said, communityId: w.communities[0] }));

	test('nobody is registered while the purpose is off', async () => {
		await purpose({ active: false });
		const personId = await w.resident();
		const ctx = await account(personId);
		expect([await atDesk(personId), await atDesk(null), await alone(ctx), await alone(await account(null))]).toEqual(Array(4).fill('volunteers.noPurpose'));
		expect((await ownGround(ctx)).missing).toBe('volunteers.noPurpose');
		await purpose({});
		expect([await atDesk(await w.resident()), await atDesk(null), await alone(ctx), await alone(await account(null))]).toEqual(Array(4).fill('ok'));
	});

	test('where it asks for consent, who gave theirs is registered, and nobody of whom none can be there', async () => {
		await purpose({ needsConsent: true });
		const [asked, silent] = [await w.resident(), await w.resident()];
		await agree(asked);
		expect([await atDesk(asked), await atDesk(silent), await atDesk(null)]).toEqual(['ok', 'volunteers.consentMissing', 'volunteers.consentMissing']);
		const [willing, linked, unknown] = [await w.resident(), await account(silent), await account(null)];
		await agree(willing);
		expect([await alone(await account(willing)), await alone(linked), await alone(unknown)]).toEqual(['ok', 'volunteers.consentFirst', 'volunteers.consentFirst']);
		await agree(silent);
		expect(await ownGround(linked)).toEqual({ personId: silent, missing: null });
		expect(await alone(linked)).toBe('ok');
	});
});
