/** What the register already knows of somebody whom a service registers: nobody types it again, and the person sees that it was taken. */
import type { Ctx } from '#platform/context.ts';
import { unseal } from '#platform/secrets.ts';
import { forModule } from '#platform/usecase.ts';
import { writeLooks } from '../privacy/looks.ts';
import { noSuchPerson } from '../residents.errors.ts';
import { permissions } from '../residents.permissions.ts';
import { demandEdit } from '../residents.policy.ts';
import { people } from './card.ts';
import { PersonId } from './person.schemas.ts';
import { ID_PURPOSE, PHONE_PURPOSE } from './values.ts';

const { useCase } = forModule<'residents'>();

export interface RegistrationFacts {
	communityId: string | null;
	name: string;
	sex: string;
	/** whole dates only */
	birthDate: string | null;
	phone: string | null;
	idNumber: string | null;
	died: boolean;
}

/** Name, sex, birth, telephone and document of somebody in the caller's community, for a registration that they asked for. Written down as a look. */
const factsForRegistration = useCase({
	name: 'residents.factsForRegistration',
	access: permissions.edit,
	input: PersonId,
	run: async (tx, { id }): Promise<RegistrationFacts> => {
		const row = await people(tx).select(['p.id', 'p.community_id as communityId', 'p.name', 'p.sex', 'p.birth_date as birthDate', 'p.phone_sealed as phone', 'p.id_sealed as idNumber', 'p.died_on as diedOn']).where('p.id', '=', id).executeTakeFirst();
		if (!row) throw noSuchPerson();
		demandEdit(tx.ctx.actor, row.communityId);
		if (tx.ctx.actor.kind !== 'system') await writeLooks(tx, [row], { what: 'form', fieldGroup: 'identity' });
		return {
			communityId: row.communityId,
			name: row.name,
			sex: row.sex,
			birthDate: row.birthDate && row.birthDate.length === 10 ? row.birthDate : null,
			phone: row.phone && unseal(row.phone, PHONE_PURPOSE),
			idNumber: row.idNumber && unseal(row.idNumber, ID_PURPOSE),
			died: row.diedOn !== null
		};
	},
	subject: ({ id }, { communityId }) => ({ subjectType: 'person', subjectId: id, communityId })
});

export const registrationFacts = (ctx: Ctx, id: string): Promise<RegistrationFacts> => factsForRegistration(ctx, { id });
