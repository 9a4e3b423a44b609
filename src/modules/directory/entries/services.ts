import * as v from 'valibot';
import { mayCall } from '#platform/access.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { conflict, invalid, notFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../directory.permissions.ts';
import { demandKeeper } from '../directory.policy.ts';
import { serviceStatuses } from '../directory.model.ts';
import { id as Id, ServiceInput, type ServiceDocument } from '../directory.schemas.ts';
import { readServices, serviceDocument, type Service } from './read-services.ts';
import { storeService } from './store-service.ts';

const { useCase, query } = forModule<'directory'>();
type Tx = WriteTx<'directory'>;

/** The entry, or 404. */
async function found(tx: Tx, id: string): Promise<Service> {
	const [service] = await readServices(tx, [id]);
	if (!service) throw notFound('service');
	return service;
}

/** @throws platform.invalidInput (422) when the organisation or a term is not there */
export async function demandReferences({ db, ctx }: Tx, { organizationId, terms }: Pick<ServiceDocument, 'organizationId' | 'terms'>): Promise<void> {
	const organization = await db.selectFrom('directory.organization').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', organizationId).where('status', '=', 'active').executeTakeFirst();
	if (!organization) throw invalid([{ path: 'organizationId', code: 'directory.noSuchOrganization' }]);
	if (!terms.length) return;
	const known = await db.selectFrom('directory.term').select('code').where('subdistrict_id', '=', ctx.subdistrictId).where('code', 'in', terms).execute();
	const unknown = terms.find((code) => !known.some((term) => term.code === code));
	if (unknown) throw invalid([{ path: 'terms', code: 'directory.noSuchTerm', params: { term: unknown } }]);
}

/**
 * Adds an entry, or changes the one with `id`: whole, with places, hours, phones and capacities.
 * @throws directory.changedMeanwhile (409) when `version` is not the stored one, directory.externalIdTaken (409)
 */
export const saveService = useCase({
	name: 'directory.saveService',
	access: permissions.edit,
	input: ServiceInput,
	run: async (tx, { id, version, assured, ...document }) => {
		demandKeeper(tx.ctx.actor, document);
		const before = id ? await found(tx, id) : null;
		if (before) demandKeeper(tx.ctx.actor, before);
		if (before && version !== undefined && before.version !== version) throw conflict('directory.changedMeanwhile');
		await demandReferences(tx, document);
		const saved = id ?? newId();
		const changed = await storeService(tx, saved, before, document, { origin: tx.ctx.actor.kind === 'token' ? 'api' : tx.ctx.actor.kind === 'system' ? 'system' : 'desk', assured });
		return { id: saved, changed: Object.keys(changed) };
	},
	subject: (input, result) => ({ subjectType: 'service', subjectId: result.id, communityId: input.communityId, detail: { fields: result.changed } })
});

/** Puts entries into use, pauses or retires them; all or none. @returns how many changed */
export const setServiceStatus = useCase({
	name: 'directory.setServiceStatus',
	access: permissions.edit,
	input: v.object({ ids: v.pipe(v.array(Id), v.minLength(1), v.maxLength(200)), status: v.picklist(serviceStatuses) }),
	run: async (tx, { ids, status }) => {
		const services = await readServices(tx, ids);
		if (services.length !== new Set(ids).size) throw notFound('service');
		let changed = 0;
		for (const service of services) {
			demandKeeper(tx.ctx.actor, service);
			if (service.status === status) continue;
			await storeService(tx, service.id, service, { ...serviceDocument(service), status }, { origin: 'desk', assured: false });
			changed++;
		}
		return { changed };
	},
	subject: (input) => ({ subjectType: 'service', subjectId: input.ids[0], detail: { status: input.status, ids: input.ids } })
});

/** One entry, whole. Retired ones only for staff. @throws platform.notFound (404) */
export const getService = query({
	name: 'directory.getService',
	access: 'public',
	input: v.object({ id: Id }),
	run: async (tx, { id }) => {
		const [service] = await readServices(tx, [id]);
		if (!service || (service.status === 'retired' && !mayCall(tx.ctx.actor, permissions.read))) throw notFound('service');
		return service;
	}
});
