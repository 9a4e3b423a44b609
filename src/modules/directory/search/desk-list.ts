import { sql } from 'kysely';
import * as v from 'valibot';
import { forModule } from '#platform/usecase.ts';
import { serviceKinds, serviceStatuses, type ServiceKind, type ServiceStatus } from '../directory.model.ts';
import { permissions } from '../directory.permissions.ts';
import { keptBy } from '../directory.policy.ts';
import { id as Id } from '../directory.schemas.ts';
import { page, pageInput, type Page } from './page.ts';
import { everyWord } from './search-text.ts';

const { query } = forModule<'directory'>();

/** One entry as the desk lists it. */
export interface DeskLine {
	id: string;
	kind: ServiceKind;
	status: ServiceStatus;
	name: string;
	organizationId: string;
	organizationName: string;
	communityId: string | null;
	terms: string[];
	assuredOn: string | null;
	checkDue: string;
	updatedAt: Date;
	/** may this caller change it */
	mine: boolean;
}

export const DeskListInput = v.object({
	...pageInput,
	limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)), 50),
	q: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(100)), ''),
	status: v.optional(v.picklist(serviceStatuses)),
	kind: v.optional(v.picklist(serviceKinds)),
	community: v.optional(Id),
	organization: v.optional(Id),
	term: v.optional(v.pipe(v.string(), v.maxLength(80)))
});

/** Entries for the desk by name, retired ones too when asked for; every word must stand in it. */
export const listEntries = query({
	name: 'directory.listEntries',
	access: permissions.read,
	input: DeskListInput,
	run: async ({ db, ctx }, { q, status, kind, community, organization, term, limit, after }): Promise<Page<DeskLine>> => {
		const kept = keptBy(ctx.actor);
		const words = q ? everyWord(q) : null;
		if (words === '') return { items: [], next: null };
		const rows = await db
			.selectFrom('directory.service as s')
			.innerJoin('directory.organization as o', (join) => join.onRef('o.subdistrict_id', '=', 's.subdistrict_id').onRef('o.id', '=', 's.organization_id'))
			.select(['s.id', 's.kind', 's.status', 's.name', 's.organization_id', 'o.name as organization', 's.community_id', 's.terms', 's.assured_on', 's.check_due', 's.updated_at'])
			.where('s.subdistrict_id', '=', ctx.subdistrictId)
			.where('s.status', status === undefined ? '!=' : '=', status ?? 'retired')
			.$if(kind !== undefined, (qb) => qb.where('s.kind', '=', kind!))
			.$if(community !== undefined, (qb) => qb.where('s.community_id', '=', community!))
			.$if(organization !== undefined, (qb) => qb.where('s.organization_id', '=', organization!))
			.$if(term !== undefined, (qb) => qb.where(sql<boolean>`${term} = ANY (s.terms)`))
			.$if(words !== null, (qb) => qb.where(sql<boolean>`s.id = ANY (ARRAY(SELECT directory.ids_by_words(${words}::tsquery)))`))
			.$call((qb) => page.byName(qb, 's.name', 's.id', after, limit))
			.execute();
		const lines = rows.map(
			(row): DeskLine => ({
				id: row.id,
				kind: row.kind as ServiceKind,
				status: row.status as ServiceStatus,
				name: row.name,
				organizationId: row.organization_id,
				organizationName: row.organization,
				communityId: row.community_id,
				terms: row.terms,
				assuredOn: row.assured_on as string | null,
				checkDue: row.check_due as unknown as string,
				updatedAt: row.updated_at,
				mine: kept === 'all' || (row.community_id !== null && kept.includes(row.community_id))
			})
		);
		return page.cut(lines, limit, (line) => [line.name, line.id]);
	}
});

/** Every organisation in use, for choosing one: id and name. */
export const organizationNames = query({
	name: 'directory.organizationNames',
	access: permissions.read,
	input: v.object({}),
	run: ({ db, ctx }) =>
		db
			.selectFrom('directory.organization')
			.select(['id', 'name'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('status', '=', 'active')
			.orderBy(sql`name COLLATE "zh-Hans-x-icu"`)
			.limit(2000)
			.execute()
});
