/**
 * Joins what `requests` needs of others, whom it does not know: who works here and how residents are reached (accounts),
 * who serves a need (the directory), how people are told (text messages).
 */
import { bookSlot, getOrganization, getService, proposeNeed, releaseSlots, slotService } from '#modules/directory/index.ts';
import { listCommunities } from '#modules/areas/index.ts';
import { followPath, joinPorts, toldText, type Notifier, type Households, type People, type Proposer, type Providers, type RequestType, type Slots, type Staff, type Urgency } from '#modules/requests/index.ts';
import { demoCallers, householdsByPhone, phoneHashesOf, relations, sexes } from '#modules/residents/index.ts';
import { listTeams } from '#modules/volunteers/index.ts';
import { reachOf, staffMember } from '#platform/accounts/index.ts';
import { config } from '#platform/config.ts';
import { communitiesOf, systemActor, type Ctx } from '#platform/context.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { AppError } from '#platform/errors.ts';
import { unseal } from '#platform/secrets.ts';
import { sendSms } from '#platform/sms/index.ts';

/** The module has authorised its caller; accounts answers the product alone. */
const asProduct = (ctx: Ctx): Ctx => ({ ...ctx, actor: systemActor('requests:ports') });

/** What is not there is null here; every other error stays one. */
const orNull = <T>(found: Promise<T>): Promise<T | null> =>
	found.catch((error: unknown) => {
		if (error instanceof AppError && error.status === 404) return null;
		throw error;
	});

const staff: Staff = {
	async find(ctx, userId) {
		const member = await staffMember(asProduct(ctx), { id: userId });
		if (!member) return null;
		const areas = communitiesOf({ ...systemActor(member.name), kind: 'user', grants: member.grants }, 'worker', 'head', 'manager');
		if (areas !== 'all' && areas.length === 0) return null;
		const communities = await listCommunities(ctx, {});
		// The telephone on the counter of their community; who works for the whole subdistrict sits at none.
		const deskPhone = areas === 'all' ? '' : (communities.find(({ id }) => id === areas[0])?.deskPhone ?? '');
		return { id: member.id, name: member.name, deskPhone, communityIds: areas };
	}
};

const people: People = { find: (ctx, userId) => reachOf(asProduct(ctx), { id: userId }) };

const providers: Providers = {
	async find(ctx, { serviceId, organizationId }) {
		if (serviceId) {
			const service = await orNull(getService(ctx, { id: serviceId }));
			// What is no service of the directory may be a team of volunteers, which is its own provider.
			if (!service) {
				const team = (await listTeams(ctx, {})).find(({ id }) => id === serviceId);
				return team ? { organizationId: team.id, organizationName: team.name, serviceName: '' } : null;
			}
			if ( service.status !== 'active' || (organizationId && organizationId !== service.organizationId)) return null;
			return { organizationId: service.organizationId, organizationName: service.organization.name, serviceName: service.name };
		}
		const organization = organizationId ? await orNull(getOrganization(ctx, { id: organizationId })) : null;
		return organization && { organizationId: organization.id, organizationName: organization.name, serviceName: '' };
	}
};

/** The directory's words for kinds and urgencies, in those of `requests`. */
const TYPES: Record<string, RequestType> = { enquiry: 'consult', help: 'help', complaint: 'complaint', tipoff: 'tip_off', suggestion: 'suggestion', praise: 'praise' };
const URGENCIES: Record<string, Urgency> = { emergency: 'critical', urgent: 'urgent', normal: 'normal', low: 'long_term' };

const proposer: Proposer = {
	async propose(ctx, { text, communityId, answers, limit }) {
		const age = typeof answers.age === 'number' ? answers.age : undefined;
		const { triage, offers } = await proposeNeed(ctx, { text, person: { communityId, ...(age !== undefined && { age }) }, limit });
		return {
			terms: triage.terms.map(({ term, score }) => ({ code: term, score })),
			type: TYPES[triage.type],
			// Words of danger outrank the category; without them the category's own urgency holds.
			...(triage.urgencyWords.length > 0 && { urgency: URGENCIES[triage.urgency], urgencyWords: triage.urgencyWords }),
			// What is near but does not serve the need is no offer, and the need counts as unmet.
			offers: offers
				.filter(({ confident }) => confident)
				.map(({ serviceId, name, organizationId, organizationName, score, reasons, slot }) => ({
					serviceId,
					serviceName: name,
					organizationId,
					organizationName,
					score,
					reasons,
					nextSlot: slot && { slotId: slot.id, startsAt: slot.startsAt, endsAt: slot.endsAt }
				}))
		};
	}
};

/** The directory's refusals in the words of the case. */
const inOurWords = (error: unknown): never => {
	if (error instanceof AppError && (error.code === 'directory.slotFull' || error.code === 'directory.slotGone')) throw new AppError(error.code.replace('directory.', 'requests.'), { status: 409 });
	throw error;
};

const slots: Slots = {
	async take(tx, slotId, requestId) {
		const booked = await bookSlot(tx, { slotId, subjectType: 'request', subjectId: requestId }).catch(inOurWords);
		return { slotId, ...booked, ...(await slotService(tx, booked.serviceId)) };
	},
	async free(tx, slotId, requestId) {
		await releaseSlots(tx, { slotId, subjectType: 'request', subjectId: requestId });
	}
};

const notifier: Notifier = {
	async tell(tx, notice) {
		// Nobody can be told who left no number; their slip or the counter tells them.
		if (!notice.phoneSealed) return;
		const link = config().publicOrigin + followPath(notice.number, notice.key);
		await sendSms(tx as unknown as WriteTx<'platform'>, { phone: unseal(notice.phoneSealed, 'contact'), text: toldText(notice, link), purpose: `requests.${notice.what}` });
	}
};

const households: Households = {
	async byPhone(ctx, phone) {
		const found = await householdsByPhone(ctx, { phone });
		const hashes = await phoneHashesOf(ctx, { ids: found.flatMap(({ members }) => members.map(({ id }) => id)) });
		return found.map(({ householdId, address, communityId, buildingId, members }) => ({
			href: householdId && `/desk/residents/household/${householdId}`,
			address,
			communityId,
			buildingId,
			members: members.map(({ id, name, age, ageBand, sex, relation, calling, contactOf, livesAway }) => ({
				name, age, ageBand, calling, contactOf, livesAway,
				sex: sexes.has(sex) && sex !== '0' ? sexes.word(sex, ctx.locale) : '',
				relation: relations.has(relation) ? relations.word(relation, ctx.locale) : '',
				href: `/desk/residents/${id}`,
				phoneHash: hashes.get(id) ?? null
			}))
		}));
	},
	callers: (ctx, communityId) => demoCallers(ctx, communityId)
};

/** Once for each process, before anything is asked of `requests`. */
export function joinRequestsPorts(): void {
	joinPorts({ staff, people, providers, proposer, slots, notifier, households });
}
