import * as v from 'valibot';
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';
import { conflict, notFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { forModule } from '#platform/usecase.ts';
import type { OrganizationKind } from '../directory.model.ts';
import { permissions } from '../directory.permissions.ts';
import { demandKeeper } from '../directory.policy.ts';
import { id as Id, OrganizationInput, type OrganizationDocument } from '../directory.schemas.ts';
import { containing, page, pageInput } from '../search/page.ts';
import { touch } from '../offers/state.ts';
import { replacePhones } from './phones.ts';
import { compareDocuments, writeRevision, type Origin } from './revisions.ts';

const { useCase, query } = forModule<'directory'>();

export interface Organization extends OrganizationDocument {
	id: string;
	status: 'active' | 'retired';
	version: number;
	updatedAt: Date;
}

/** One line of the list of organisations. */
export interface OrganizationLine {
	id: string;
	kind: OrganizationKind;
	name: string;
	nameEn: string;
	description: string;
	descriptionEn: string;
	communityId: string | null;
	/** services in use */
	services: number;
}

/** An organisation with its phones, or null. */
export async function readOrganization({ db, ctx }: ReadTx<'directory'>, id: string): Promise<Organization | null> {
	const row = await db.selectFrom('directory.organization').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).executeTakeFirst();
	if (!row) return null;
	const phones = await db
		.selectFrom('directory.phone')
		.select(['number', 'extension', 'label'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('organization_id', '=', id)
		.orderBy('position')
		.execute();
	return {
		id: row.id,
		status: row.status as Organization['status'],
		version: row.version,
		updatedAt: row.updated_at,
		externalId: row.external_id,
		kind: row.kind as OrganizationKind,
		name: row.name,
		nameEn: row.name_en,
		alternateName: row.alternate_name,
		description: row.description,
		descriptionEn: row.description_en,
		website: row.website,
		email: row.email,
		communityId: row.community_id,
		phones
	};
}

/**
 * Writes an organisation and its revision; the caller has asked the policy.
 * @throws directory.nameTaken, directory.externalIdTaken (409)
 */
export async function storeOrganization(tx: WriteTx<'directory'>, id: string, before: Organization | null, document: OrganizationDocument, origin: Origin): Promise<void> {
	const { db, ctx } = tx;
	const changed = compareDocuments(before ? organizationDocument(before) : null, document);
	if (before && !Object.keys(changed).length) return;
	const twin = await db
		.selectFrom('directory.organization')
		.select('name')
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '!=', id)
		.where((eb) =>
			eb.or([eb.and([eb('name', '=', document.name), eb('status', '=', 'active')]), ...(document.externalId ? [eb('external_id', '=', document.externalId)] : [])])
		)
		.executeTakeFirst();
	if (twin) throw twin.name === document.name ? conflict('directory.nameTaken', { name: document.name }) : conflict('directory.externalIdTaken', { externalId: document.externalId ?? '' });
	const version = (before?.version ?? 0) + 1;
	const row = {
		external_id: document.externalId,
		kind: document.kind,
		name: document.name,
		name_en: document.nameEn,
		alternate_name: document.alternateName,
		description: document.description,
		description_en: document.descriptionEn,
		website: document.website,
		email: document.email,
		community_id: document.communityId,
		version,
		updated_at: ctx.clock.now()
	};
	if (before) await db.updateTable('directory.organization').set(row).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).execute();
	else await db.insertInto('directory.organization').values({ subdistrict_id: ctx.subdistrictId, id, ...row }).execute();
	await replacePhones(tx, { organization_id: id }, document.phones);
	if (changed.name) await touch(tx, 'services');
	await writeRevision(tx, 'organization', id, version, changed, origin);
}

/** What of a stored organisation is its content. */
export const organizationDocument = ({ id: _i, status: _s, version: _v, updatedAt: _u, ...document }: Organization): OrganizationDocument => document;

/**
 * Adds an organisation, or changes the one with `id`.
 * @throws directory.changedMeanwhile, directory.nameTaken (409)
 */
export const saveOrganization = useCase({
	name: 'directory.saveOrganization',
	access: permissions.edit,
	input: OrganizationInput,
	run: async (tx, { id, version, ...document }) => {
		demandKeeper(tx.ctx.actor, document);
		const before = id ? await readOrganization(tx, id) : null;
		if (id && !before) throw notFound('organization');
		if (before) demandKeeper(tx.ctx.actor, before);
		if (before && version !== undefined && before.version !== version) throw conflict('directory.changedMeanwhile');
		const saved = id ?? newId();
		await storeOrganization(tx, saved, before, document, tx.ctx.actor.kind === 'token' ? 'api' : 'desk');
		return { id: saved };
	},
	subject: (input, result) => ({ subjectType: 'organization', subjectId: result.id, communityId: input.communityId })
});

/** Organisations in use by name (pinyin), a page at a time; `words` is any part of the name. */
export const listOrganizations = query({
	name: 'directory.listOrganizations',
	access: 'public',
	input: v.object({ ...pageInput, words: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(60)), '') }),
	run: async ({ db, ctx }, { words, limit, after }) => {
		const rows = await db
			.selectFrom('directory.organization as o')
			.select(['o.id', 'o.kind', 'o.name', 'o.name_en as nameEn', 'o.description', 'o.description_en as descriptionEn', 'o.community_id as communityId'])
			.select((eb) =>
				eb
					.selectFrom('directory.service as s')
					.select((count) => count.cast<number>(count.fn.countAll(), 'integer').as('n'))
					.where('s.subdistrict_id', '=', ctx.subdistrictId)
					.whereRef('s.organization_id', '=', 'o.id')
					.where('s.status', '=', 'active')
					.as('services')
			)
			.where('o.subdistrict_id', '=', ctx.subdistrictId)
			.where('o.status', '=', 'active')
			.$if(words !== '', (qb) => qb.where((eb) => eb.or([eb('o.name', 'ilike', containing(words)), eb('o.alternate_name', 'ilike', containing(words))])))
			.$call((qb) => page.byName(qb, 'o.name', 'o.id', after, limit))
			.execute();
		return page.cut(rows as OrganizationLine[], limit, (row) => [row.name, row.id]);
	}
});

/** One organisation in use. @throws platform.notFound (404) */
export const getOrganization = query({
	name: 'directory.getOrganization',
	access: 'public',
	input: v.object({ id: Id }),
	run: async (tx, { id }) => {
		const found = await readOrganization(tx, id);
		if (!found || found.status !== 'active') throw notFound('organization');
		return found;
	}
});
