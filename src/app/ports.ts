/**
 * Joins what `requests` needs of others, whom it does not know: who works here and how residents are reached (accounts),
 * who serves a need (the directory), how people are told (text messages).
 */
import { getOrganization, getService } from '#modules/directory/index.ts';
import { listCommunities } from '#modules/areas/index.ts';
import { followPath, joinPorts, toldText, type Notifier, type People, type Providers, type Staff } from '#modules/requests/index.ts';
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
			if (!service || service.status !== 'active' || (organizationId && organizationId !== service.organizationId)) return null;
			return { organizationId: service.organizationId, organizationName: service.organization.name, serviceName: service.name };
		}
		const organization = organizationId ? await orNull(getOrganization(ctx, { id: organizationId })) : null;
		return organization && { organizationId: organization.id, organizationName: organization.name, serviceName: '' };
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

/** Once for each process, before anything is asked of `requests`. */
export function joinRequestsPorts(): void {
	joinPorts({ staff, people, providers, notifier });
}
