import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { anonymous, type Actor, type Role } from '#platform/context.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { lookupHash } from '#platform/secrets.ts';
import { useDatabase } from '../../../tests/support/db.ts';
import { getCase, listCases, queueCounts } from './index.ts';
import { tell, world, type World } from './requests.testing.ts';

useDatabase();

/*
 * Who sees which case, written once more by hand, from the words of the rule and not from the code: staff see the cases of
 * their communities; confidential ones only heads of the area, managers, the owner, called-in parties and named handlers;
 * what has no community yet only heads and managers. Against it stand the list, the counts and the single case.
 */
interface Truth {
	id: string;
	community: string | null;
	confidential: boolean;
	owner: string | null;
	parties: string[];
	handlers: string[];
}

function sees(actor: Actor, truth: Truth): boolean {
	if (actor.kind === 'token') return actor.scopes.includes('requests:read') && !truth.confidential;
	const has = (role: Role, community: string | null) => actor.grants.some((grant) => grant.role === role && (grant.communityId === null || (community !== null && grant.communityId === community)));
	const anyRole = (...roles: Role[]) => actor.grants.some((grant) => roles.includes(grant.role));
	const heads = truth.community === null ? anyRole('head', 'manager') : has('head', truth.community) || has('manager', truth.community);
	if (heads) return true;
	if (!anyRole('worker', 'head', 'manager')) return false;
	if (truth.owner === actor.id || truth.parties.includes(actor.id!)) return true;
	if (!has('worker', truth.community)) return false;
	return !truth.confidential || truth.handlers.includes(actor.id!);
}

let w: World;
let truths: Truth[];
const people = Array.from({ length: 4 }, () => newId());

beforeAll(async () => {
	w = await world();
	truths = [];
	for (let i = 0; i < 48; i++) {
		const told = await tell(w, { channel: 'counter', place: { communityId: w.communities[0], address: '' }, reporter: { phone: '12000000001' } }, w.worker);
		truths.push({
			id: told.id,
			community: [null, ...w.communities][i % 3]!,
			confidential: i % 2 === 0,
			owner: [null, ...people][(i >> 1) % 5] ?? null,
			parties: i % 7 === 0 ? [people[i % 4]!] : [],
			handlers: i % 5 === 0 ? [people[(i + 1) % 4]!] : []
		});
	}
	for (const truth of truths) {
		await ownerPool().query('UPDATE requests.request SET community_id = $2, confidential = $3, public_place = false, owner_id = $4, open_parties = $5 WHERE id = $1', [
			truth.id,
			truth.community,
			truth.confidential,
			truth.owner,
			truth.parties.length
		]);
		for (const one of truth.parties)
			await ownerPool().query("INSERT INTO requests.party (subdistrict_id, id, request_id, name, user_id, called_at, due_at) VALUES ($1, $2, $3, 'x', $4, now(), now())", [w.id, newId(), truth.id, one]);
		for (const one of truth.handlers) await ownerPool().query('INSERT INTO requests.handler (subdistrict_id, request_id, user_id, named_at) VALUES ($1, $2, $3, now())', [w.id, truth.id, one]);
	}
}, 60_000);

const actors = (): fc.Arbitrary<Actor> => {
	const grant = fc.record({ role: fc.constantFrom<Role>('worker', 'head', 'manager', 'contact', 'resident', 'system_admin', 'audit_admin'), communityId: fc.constantFrom(null, ...w.communities), organizationId: fc.constant(null) });
	const user = fc.record({ id: fc.constantFrom(...people, newId()), grants: fc.array(grant, { maxLength: 3 }) }).map(({ id, grants }): Actor => ({ ...anonymous, kind: 'user', id, name: '某', grants }));
	const token = fc.subarray(['requests:read', 'requests:write', 'requests:submit']).map((scopes): Actor => ({ ...anonymous, kind: 'token', id: newId(), name: 'api', scopes }));
	return fc.oneof({ weight: 4, arbitrary: user }, { weight: 1, arbitrary: token });
};

const mayRead = (actor: Actor) => (actor.kind === 'token' ? actor.scopes.includes('requests:read') : actor.grants.some(({ role }) => ['worker', 'head', 'manager'].includes(role)));

it('shows in lists, counts and single cases exactly what the rule says', async () => {
	await fc.assert(
		fc.asyncProperty(actors(), async (actor) => {
			const expected = truths.filter((truth) => sees(actor, truth)).map(({ id }) => id).sort();
			if (!mayRead(actor)) {
				await expect(listCases(w.as(actor), {})).rejects.toMatchObject({ status: 403 });
				return;
			}
			const listed = await listCases(w.as(actor), { queue: 'all', limit: 200 });
			expect(listed.items.map(({ id }) => id).sort()).toEqual(expected);
			expect((await queueCounts(w.as(actor), {})).open).toBe(expected.length);
			for (const truth of fc.sample(fc.constantFrom(...truths), 4)) {
				const opened = await getCase(w.as(actor), { id: truth.id }).then(() => true, (error) => (expect(error.status).toBe(404), false));
				expect(opened).toBe(expected.includes(truth.id));
			}
		}),
		{ numRuns: 120 }
	);
}, 60_000);

it('shows a tenant nothing of another, though every id is known', async () => {
	const other = await world();
	expect((await listCases(other.as(other.manager), { queue: 'all' })).items).toEqual([]);
	await expect(getCase(other.as(other.manager), { id: truths[0]!.id })).rejects.toMatchObject({ status: 404 });
	// And the second wall: the app's own login, asked without a predicate.
	const { appPool } = await import('#platform/db/pools.ts');
	const client = await appPool().connect();
	try {
		await client.query(`BEGIN; SET LOCAL app.subdistrict_id = '${other.id}'`);
		expect((await client.query('SELECT count(*)::int n FROM requests.request')).rows[0].n).toBe(0);
		await client.query('ROLLBACK');
	} finally {
		client.release();
	}
});

it('hashes a telephone with the installation’s key, so that a list of hashes tells nothing', () => {
	expect(lookupHash('phone', '12000000001')).not.toContain('120');
	expect(lookupHash('phone', '12000000001')).toBe(lookupHash('phone', '12000000001'));
});
