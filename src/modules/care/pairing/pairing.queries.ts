import { personCards } from '#modules/residents/index.ts';
import type { Ctx } from '#platform/context.ts';
import { forModule } from '#platform/usecase.ts';
import * as v from 'valibot';
import { permissions } from '../care.permissions.ts';
import { maySee } from '../care.policy.ts';
import type { PartnerKind } from './pairing.schemas.ts';

const { query } = forModule<'care'>();

export interface PairLine {
	id: string;
	personId: string;
	partnerKind: PartnerKind;
	partnerPersonId: string | null;
	organizationId: string | null;
	/** as the caller may see it */
	partnerName: string;
	partnerPhone: string;
	what: string;
	rhythmDays: number | null;
	agreed: boolean;
	fromOn: string;
	untilOn: string | null;
	endReason: string | null;
}

const pairRows = query({
	name: 'care.pairsOf',
	access: permissions.read,
	input: v.object({ personId: v.pipe(v.string(), v.uuid()) }),
	run: async ({ db, ctx }, { personId }): Promise<PairLine[]> => {
		const rows = await db
			.selectFrom('care.pairing')
			.select([
				'id', 'person_id as personId', 'partner_kind as partnerKind', 'partner_person_id as partnerPersonId', 'organization_id as organizationId', 'partner_name_masked as partnerName',
				'partner_phone_masked as partnerPhone', 'what', 'rhythm_days as rhythmDays', 'agreed', 'from_on as fromOn', 'until_on as untilOn', 'end_reason as endReason'
			])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where((eb) => eb.or([eb('person_id', '=', personId), eb('partner_person_id', '=', personId)]))
			.orderBy('until_on', (order) => order.desc().nullsFirst())
			.orderBy('from_on', 'desc')
			.execute();
		return rows as PairLine[];
	}
});

/** Pairs of a person, as the one looked in on and as the partner; empty where the caller does not see the person. */
export async function pairsOf(ctx: Ctx, personId: string): Promise<PairLine[]> {
	const rows = await pairRows(ctx, { personId });
	const cards = await personCards(ctx, { ids: [...new Set([personId, ...rows.flatMap((row) => (row.partnerPersonId ? [row.partnerPersonId] : [])), ...rows.map((row) => row.personId)])] });
	if (!maySee(ctx.actor, cards.get(personId)?.communityId ?? null)) return [];
	return rows.map((row) => ({ ...row, partnerName: row.partnerPersonId === personId ? (cards.get(row.personId)?.name ?? row.partnerName) : row.partnerPersonId ? (cards.get(row.partnerPersonId)?.name ?? row.partnerName) : row.partnerName }));
}
