import { expect, test } from 'vitest';
import '#app/registry.ts';
import { apiEndpoints } from '#app/api.ts';
import { mayCall } from '#platform/access.ts';
import { anonymous, type Actor, type Ctx, roles } from '#platform/context.ts';
import { systemClock } from '#platform/clock.ts';
import { AppError } from '#platform/errors.ts';
import { useCases } from '#platform/usecase.ts';

/** Everything that a caller without a session may call. Adding a line here is a decision; say why in the commit. */
const PUBLIC = (): readonly string[] => publicUseCases();

/**
 * What a resident does with their own need without signing in. The door is open; which case it opens is asked inside, by
 * the telephone it was told with, the key on the slip, or the account (requests.policy.ts).
 */
const RESIDENTS_OWN = ['submit', 'proposeCategory', 'join', 'follow', 'acceptSlot', 'refuseTime', 'chase', 'message', 'attach', 'confirm', 'deny', 'reopen', 'rate', 'withdraw', 'nameProxy', 'dropProxy', 'similar', 'listCategories', 'allowanceOf', 'noteSearchMiss'].map((name) => `requests.${name}`);

/**
 * What somebody does about an activity without signing in: signs up, gives a place back, answers an offer, checks in, says how it was.
 * Whose place it is, is asked inside: by the key of the message, the code of the poster at the door, or the account.
 */
const COMERS_OWN = ['signUp', 'timeViews', 'placeOf', 'cancelSignup', 'answerOffer', 'doorView', 'arrive', 'feedbackForm', 'giveFeedback', 'checkCertificate'].map((name) => `activities.${name}`);

/** What is needed now, naming nobody; whether a certificate is one of ours. */
const VOLUNTEERING = ['listTeams', 'openShifts', 'publicShift', 'publicised', 'verifyCertificate'].map((name) => `volunteers.${name}`);

const ctx = (actor: Actor): Ctx => ({ actor, subdistrictId: '01890000-0000-7000-8000-000000000001', clock: systemClock, locale: 'zh', requestId: 'walk', ip: null });
const withRole = (role: (typeof roles)[number]): Actor => ({ ...anonymous, kind: 'user', id: 'walk', name: 'walk', grants: [{ role, communityId: null, organizationId: null }] });
const refusal = (call: () => Promise<unknown>) => call().then(() => 'allowed', (error: unknown) => (error instanceof AppError ? error.code : `threw ${String(error)}`));

test('the public use cases are exactly those on the list', () => {
	const open = [...useCases].filter(([, useCase]) => useCase.access === 'public').map(([name]) => name);
	expect(open.sort()).toEqual([...PUBLIC()].sort());
});

test('every other use case refuses a caller without a session before it looks at the input', async () => {
	for (const [name, useCase] of useCases) {
		if (useCase.access === 'public') continue;
		expect(await refusal(() => useCase(ctx(anonymous), { hostile: true } as never)), name).toBe('platform.signInFirst');
	}
});

test('every use case refuses each role that its permission does not name, and a token without its scope', async () => {
	for (const [name, useCase] of useCases) {
		const { access } = useCase;
		if (access === 'public' || access === 'signed-in') continue;
		for (const role of roles) {
			if (access.roles.includes(role)) continue;
			expect(await refusal(() => useCase(ctx(withRole(role)), {} as never)), `${name} as ${role}`).toBe('platform.forbidden');
		}
		const token: Actor = { ...anonymous, kind: 'token', id: 'walk', name: 'walk', scopes: ['other:scope'] };
		expect(await refusal(() => useCase(ctx(token), {} as never)), `${name} by token`).toBe('platform.forbidden');
	}
});

test('an API endpoint is never more open than it says: writes are closed to strangers unless listed', () => {
	const openWrites = apiEndpoints().filter((endpoint) => endpoint.method !== 'GET' && mayCall(anonymous, endpoint.access)).map((endpoint) => `${endpoint.method} ${endpoint.path}`);
	expect(openWrites.sort()).toEqual(['POST /requests']);
});

function publicUseCases(): string[] {
	return ['accounts.sendCode', 'activities.comingTimes', 'activities.feed', 'activities.listKinds', 'activities.ownFeed', 'activities.photos', 'activities.read', 'activities.timesBetween', 'activities.titleOfTime', 'activities.usedPlaces', 'areas.listCommunities', 'directory.getOrganization', 'directory.getService', 'directory.hoursOf', 'directory.hsdsOrganizations', 'directory.hsdsService', 'directory.hsdsServiceAtLocations', 'directory.hsdsServices', 'directory.listOrganizations', 'directory.listSlots', 'directory.listTerms', 'directory.match', 'directory.propose', 'directory.searchServices', 'notices.list', 'notices.newest', 'notices.read', 'plan.frameworks', 'plan.publicBoard', 'residents.listPurposes', 'site.settings', ...RESIDENTS_OWN, ...COMERS_OWN, ...VOLUNTEERING];
}
