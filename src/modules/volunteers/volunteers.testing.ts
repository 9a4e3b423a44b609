/** What several tests of this module begin with: a subdistrict with its rules, staff, volunteers with accounts, a shift. */
import { person, testCtx, testSubdistrict } from '../../../tests/support/db.ts';
import type { Ctx } from '#platform/context.ts';
import { writeTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { getShift } from './shifts/shift.queries.ts';
import { saveShift } from './shifts/shift.usecases.ts';
import { registerVolunteer } from './register/volunteer.usecases.ts';
import { installRules } from './volunteers.rules.ts';

export type World = Awaited<ReturnType<typeof world>>;
type TestCtx = ReturnType<typeof testCtx>;

/** 10:00 in Shanghai on Tuesday, 24 November 2026. */
export const NOW = '2026-11-24T02:00:00Z';

export async function world() {
	const here = await testSubdistrict();
	const head = testCtx(here.id, { ...person('head', here.communities[0]), id: newId() }, NOW);
	await writeTx<'volunteers', void>(head, installRules);
	let phones = 12_000_100_000;
	/** A grown volunteer with an account of their own. */
	const volunteer = async (more: Partial<Parameters<typeof registerVolunteer>[1]> = {}): Promise<{ id: string; ctx: TestCtx }> => {
		const { id } = await registerVolunteer(head, { communityId: here.communities[0], name: '王小明', birthDate: '1980-01-01', phone: String(phones++), identities: ['resident'], ...more });
		const userId = newId();
		await ownerPool().query('UPDATE volunteers.volunteer SET user_id = $3 WHERE subdistrict_id = $1 AND id = $2', [here.id, id, userId]);
		return { id, ctx: testCtx(here.id, { ...person('resident'), id: userId, grants: [] }, NOW) };
	};
	/** A shift of two hours today unless said otherwise, with its first role and the key of its code. */
	const shift = async (more: Partial<Parameters<typeof saveShift>[1]> = {}): Promise<{ id: string; roleId: string; key: string }> => {
		const { id } = await saveShift(head, { communityId: here.communities[0], title: '楼道清洁', place: '红云小区', category: 'civility', on: '2026-11-24', from: '10:00', to: '12:00', roles: [{ name: '志愿者', needed: 50 }], ...more });
		const found = await getShift(head, { id });
		return { id, roleId: found.roles[0]!.id, key: found.scanKey };
	};
	/** Somebody of the register of residents; @returns their id there. */
	const resident = async (): Promise<string> => {
		const id = newId();
		await ownerPool().query(`INSERT INTO residents.person (subdistrict_id, id, community_id, name, name_masked, name_key, source_kind, created_at, changed_at) VALUES ($1, $2, $3, '周大爷', '周**', '周大爷', 'desk', now(), now())`, [here.id, id, here.communities[0]]);
		return id;
	};
	/** The registration of somebody of the register of residents. */
	const registered = async (personId: string): Promise<{ id: string; ctx: TestCtx }> => {
		const one = await volunteer({ name: '周大爷' });
		await ownerPool().query(`UPDATE volunteers.volunteer SET person_id = $3, who_key = $4 WHERE subdistrict_id = $1 AND id = $2`, [here.id, one.id, personId, `p:${personId}`]);
		return one;
	};
	return { ...here, head, volunteer, shift, resident, registered };
}

/** Every clock of these contexts shows this time. */
export const setClocks = (at: string, ...all: Ctx[]): void => {
	for (const each of all) (each as TestCtx).clock.set(at);
};
