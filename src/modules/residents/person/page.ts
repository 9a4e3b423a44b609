/** What is known of one person, from when and from whom, as the caller may see it. */
import type { Ctx } from '#platform/context.ts';
import { remembered } from '#platform/db/remembered.ts';
import type { Db, ReadTx } from '#platform/db/tx.ts';
import { unseal } from '#platform/secrets.ts';
import { forModule } from '#platform/usecase.ts';
import { withheldOf } from '../privacy/grounds.ts';
import { noteLook, ownLooks } from '../privacy/looks.ts';
import { noSuchPerson } from '../residents.errors.ts';
import { permissions } from '../residents.permissions.ts';
import { levelOf, mayEdit, mayOpen, seeing, type Level } from '../residents.policy.ts';
import { todayOf } from '#platform/today.ts';
import { factRows, shownFacts, type PersonGroups } from '../groups/groups.queries.ts';
import { peopleIn } from './card.ts';
import { FIELD_KEYS, FIELDS, type FieldKey, type SourceKind } from './fields.ts';
import { homeOf, homeRows, lastHomeOf, type Home, type LastHome } from './home.ts';
import { PersonId } from './person.schemas.ts';
import { RECORD_COLUMNS, recordOf } from './record.ts';
import type { StoredValue } from './values.ts';
import { shown, visiblePerson, type Shown, type VisiblePerson } from './visible.ts';

const { query } = forModule<'residents'>();

/** What a source said of one field. */
export interface Said extends Shown {
	id: string;
	sourceKind: SourceKind;
	note: string;
	/** when it was said or the document was seen, `YYYY-MM-DD` */
	statedOn: string;
	recordedAt: Date;
	/** who wrote it down */
	by: string;
	/** who took it back by hand; empty: it counts */
	withdrawnBy: string;
	/** it stands in the record */
	chosen: boolean;
	pinned: boolean;
}

/** Somebody whom the person has. */
export interface Tie {
	id: string;
	kind: 'spouse' | 'parent' | 'child' | 'guardian' | 'carer' | 'emergency' | 'other';
	/** in the register, if the caller may open them */
	otherId: string | null;
	name: string;
	phone: string;
	words: string;
}

export interface PersonPage extends VisiblePerson {
	version: number;
	householdId: string | null;
	dwellingId: string | null;
	livesAway: boolean;
	diedOn: string | null;
	leftOn: string | null;
	createdAt: Date;
	changedAt: Date;
	/** newest first, the chosen one before all */
	said: Record<FieldKey, Said[]>;
	/** taken back by hand, newest first */
	withdrawn: Record<FieldKey, Said[]>;
	ties: Tie[];
	/** recorded groups, and those that follow from other facts */
	groups: Pick<PersonGroups, 'recorded' | 'derived'>;
	household: Home['household'];
	/** of who is in no household now */
	lastHome: LastHome | null;
	mayEdit: boolean;
	/** opening the page has to be written down */
	lookDue: boolean;
}

/** Where somebody's record went; its page is the other's. */
export interface Moved {
	mergedInto: string;
}

const recordRows = remembered((db: Db<'residents'>, given: { subdistrictId: string; id: string }) =>
	peopleIn(db, given.subdistrictId)
		.select([...RECORD_COLUMNS, 'p.version', 'p.household_id as householdId', 'p.dwelling_id as dwellingId', 'p.lives_away as livesAway', 'p.left_on as leftOn', 'p.created_at as createdAt', 'p.changed_at as changedAt'])
		.where('p.id', '=', given.id)
);

/** Reads the page without writing the look down: for tests and for `openPage`. */
export const readPage = query({
	name: 'residents.readPage',
	access: permissions.read,
	input: PersonId,
	run: async (tx, { id }): Promise<PersonPage | Moved> => {
		const { ctx } = tx;
		// All are on their way before the first answer comes.
		const [[row], said, ties, facts, home, looks, withheld, today] = await Promise.all([
			recordRows(tx.db, { subdistrictId: ctx.subdistrictId, id }),
			statementsOf(tx, id),
			tiesOf(tx, id),
			factRows(tx, id),
			homeRows(tx, id),
			ownLooks(tx, id),
			withheldOf(tx, id),
			todayOf(tx)
		]);
		if (!row) return whereTo(tx, id);
		const visible = visiblePerson(ctx.actor, recordOf(row), { reveals: looks.reveals, withheld, now: ctx.clock.now(), today });
		if (!mayOpen(visible.seeing)) throw noSuchPerson();
		const { levels } = visible;
		const { household, derived } = homeOf(tx, id, home, today);
		return {
			...visible,
			version: row.version,
			householdId: row.householdId,
			dwellingId: row.dwellingId,
			livesAway: row.livesAway,
			diedOn: row.died_on,
			leftOn: row.leftOn,
			createdAt: row.createdAt,
			changedAt: row.changedAt,
			said: saidByField(said.filter(({ withdrawnBy }) => !withdrawnBy), visible),
			withdrawn: saidByField(said.filter(({ withdrawnBy }) => withdrawnBy), visible),
			groups: { recorded: shownFacts(facts, (group) => levels[group]), derived: levels.groups === 'none' ? [] : derived },
			lastHome: household || levels.address !== 'full' ? null : await lastHomeOf(tx, id),
			household: household && { ...household, number: levels.address === 'full' ? household.number : null },
			ties: levels.relations === 'none' ? [] : ties.map((tie) => tieOf(ctx, tie, levels.relations)),
			mayEdit: mayEdit(ctx.actor, row.community_id),
			lookDue: looks.due
		};
	}
});

/**
 * Somebody's page. That it was opened is written down before it is shown, once an hour for each reader.
 * @throws AppError platform.notFound (404) for what is not there and for what is not for the caller
 */
export async function openPage(ctx: Ctx, id: string): Promise<PersonPage | Moved> {
	const page = await readPage(ctx, { id });
	if (!('mergedInto' in page) && page.lookDue) await noteLook(ctx, { id });
	return page;
}

async function whereTo({ db, ctx }: ReadTx<'residents'>, id: string): Promise<Moved> {
	const row = await db.selectFrom('residents.person').select(['merged_into', 'community_id as communityId']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).executeTakeFirst();
	if (!row?.merged_into || !mayOpen(seeing(ctx.actor, row.communityId))) throw noSuchPerson();
	return { mergedInto: row.merged_into };
}

type StatementRow = Omit<Said, 'value' | 'masked'> & { field: FieldKey; stored: StoredValue };

const statementRows = remembered((db: Db<'residents'>, given: { subdistrictId: string; personId: string }) =>
	db
		.selectFrom('residents.statement')
		.select(['id', 'field', 'value', 'value_sealed', 'value_hash', 'value_masked', 'source_kind as sourceKind', 'source_note as note', 'stated_on as statedOn', 'recorded_at as recordedAt', 'recorded_by_name as by', 'chosen', 'pinned', 'withdrawn_by_name as withdrawnBy'])
		.where('subdistrict_id', '=', given.subdistrictId)
		.where('person_id', '=', given.personId)
		.where((eb) => eb.or([eb('withdrawn_at', 'is', null), eb('withdrawn_by_name', '<>', '')]))
		.orderBy('chosen', 'desc')
		.orderBy('recorded_at', 'desc')
		.limit(300)
);

async function statementsOf({ db, ctx }: ReadTx<'residents'>, personId: string): Promise<StatementRow[]> {
	const rows = await statementRows(db, { subdistrictId: ctx.subdistrictId, personId });
	return rows.map(({ value, value_sealed, value_hash, value_masked, field, sourceKind, ...row }) => ({ ...row, field: field as FieldKey, sourceKind: sourceKind as SourceKind, stored: { value, value_sealed, value_hash, value_masked } }));
}

function saidByField(rows: readonly StatementRow[], { levels, withheld }: VisiblePerson): PersonPage['said'] {
	const said = Object.fromEntries(FIELD_KEYS.map((key) => [key, [] as Said[]])) as PersonPage['said'];
	for (const { field, stored, ...row } of rows) {
		const level = levels[FIELDS[field]?.group ?? 'health'];
		// Of what is not for the caller not even its sources: they would tell that there is something.
		if (field in said && level !== 'none' && !Object.hasOwn(withheld, field)) said[field].push({ ...row, ...shown(field, stored, level) });
	}
	return said;
}

interface TieRow {
	id: string;
	kind: string;
	other_id: string | null;
	name_sealed: string | null;
	phone_sealed: string | null;
	phone_masked: string;
	words: string;
	otherName: string | null;
	otherNameMasked: string | null;
	otherCommunity: string | null;
	otherPhoneSealed: string | null;
	otherPhoneMasked: string | null;
}

const tieRows = remembered((db: Db<'residents'>, given: { subdistrictId: string; personId: string }) =>
	db
		.selectFrom('residents.relation as r')
		.leftJoin('residents.person as o', (join) => join.onRef('o.subdistrict_id', '=', 'r.subdistrict_id').onRef('o.id', '=', 'r.other_id'))
		.select(['r.id', 'r.kind', 'r.other_id', 'r.name_sealed', 'r.phone_sealed', 'r.phone_masked', 'r.words', 'o.name as otherName', 'o.name_masked as otherNameMasked', 'o.community_id as otherCommunity', 'o.phone_sealed as otherPhoneSealed', 'o.phone_masked as otherPhoneMasked'])
		.where('r.subdistrict_id', '=', given.subdistrictId)
		.where('r.person_id', '=', given.personId)
		.where('r.until_on', 'is', null)
		.orderBy('r.position')
		.limit(50)
);

const tiesOf = ({ db, ctx }: ReadTx<'residents'>, personId: string): Promise<TieRow[]> => tieRows(db, { subdistrictId: ctx.subdistrictId, personId });

/** Names are shown to who works with the person; telephones masked until a reason opens them. Somebody of the register as the policy says of them. */
function tieOf(ctx: Ctx, row: TieRow, level: Level): Tie {
	const other = row.other_id === null ? null : seeing(ctx.actor, row.otherCommunity);
	const name = other === null ? unseal(row.name_sealed!, 'contact') : levelOf(other, 'name') === 'full' ? row.otherName! : row.otherNameMasked!;
	const sealed = row.phone_sealed ?? row.otherPhoneSealed;
	return {
		id: row.id,
		kind: row.kind as Tie['kind'],
		otherId: other !== null && mayOpen(other) ? row.other_id : null,
		name,
		phone: level === 'full' && sealed !== null ? unseal(sealed, 'contact') : row.phone_masked || row.otherPhoneMasked || '',
		words: row.words
	};
}
