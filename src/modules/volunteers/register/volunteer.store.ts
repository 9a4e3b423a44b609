/** Rows of the register: written from what somebody said, found by account, held for a change. */
import type { Selectable } from 'kysely';
import type { DB } from '../../../../db/schema.gen.ts';
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';
import { lookupHash, seal } from '#platform/secrets.ts';
import { maskIdNumber, maskName, maskPhone, normalizePhone, parseIdNumber } from '#platform/text/index.ts';
import { isId } from '#platform/ids.ts';
import { todayOf } from '#platform/today.ts';
import { AppError, conflict } from '#platform/errors.ts';
import { fieldWrong, noSuchVolunteer } from '../volunteers.errors.ts';
import { rulesOn } from '../volunteers.rules.ts';
import { registrationProblems, wantsGuardian } from './volunteer.model.ts';

export type VolunteerRow = Selectable<DB['volunteers.volunteer']>;

/** Seals the guardian's name; telephones are sealed as contacts, documents as identities. */
const NAME_PURPOSE = 'contact';

/** What a registration says, from a form or the register of residents. */
export interface Said {
	name: string;
	sex: string;
	birthDate: string | null;
	phone: string;
	idNumber: string;
	nationalNumber: string;
	livingArea: string;
	identities: readonly string[];
	skills: readonly string[];
	categories: readonly string[];
	times: readonly string[];
	guardianName: string;
	guardianPhone: string;
	guardianAgreed: boolean;
}

/** An ID number says birth and sex; what is typed beside it must not say otherwise. @throws AppError with the field's code */
function documentOf(said: Said): { number: string | null; birthDate: string | null; sex: string } {
	if (!said.idNumber) return { number: null, birthDate: said.birthDate, sex: said.sex };
	const read = parseIdNumber(said.idNumber);
	if (!read.ok) throw fieldWrong('idNumber', 'volunteers.idNumberWrong');
	if (said.birthDate && said.birthDate !== read.birthDate) throw fieldWrong('birthDate', 'volunteers.birthNotOfId');
	return { number: read.number, birthDate: read.birthDate, sex: said.sex === '0' ? read.sex : said.sex };
}

/** The name to write: what was typed, else the stored one. A mask is what a manager's page shows, and says nothing new. @throws AppError volunteers.nameMissing */
function nameOf(said: string, before: Pick<VolunteerRow, 'name' | 'name_masked'> | null): string {
	const name = said && said !== before?.name_masked ? said : (before?.name ?? '');
	if (!name) throw fieldWrong('name', 'volunteers.nameMissing');
	return name;
}

const phoneOf = (path: string, said: string): string | null => {
	if (!said) return null;
	const number = normalizePhone(said);
	if (!number) throw fieldWrong(path, 'volunteers.phoneWrong');
	return number;
};

/**
 * The columns of what somebody said, checked against what law and local rules ask. `way` is how they said it, null for their own
 * phone: a guardian speaks at the counter, on paper or by telephone, never by the child's own tap, so that a minor does not
 * register alone, and whoever does says how old they are. A guardian's consent that stands on record already need not be given
 * again.
 * @throws AppError platform.invalidInput (422), one issue for each field; volunteers.guardianAtCounter (409)
 */
export async function columnsOf(tx: WriteTx<'volunteers'>, said: Said, way: 'counter' | 'paper' | null, before: Pick<VolunteerRow, 'name' | 'name_masked' | 'guardian_agreed_at' | 'guardian_agreed_way' | 'guardian_name_sealed' | 'guardian_phone_sealed' | 'guardian_phone_masked' | 'phone_hash' | 'phone_sealed' | 'phone_masked' | 'id_hash' | 'id_sealed' | 'id_masked' | 'birth_date'> | null) {
	const { ctx } = tx;
	const today = await todayOf(tx);
	const name = nameOf(said.name, before);
	const document = documentOf(said);
	const birthDate = document.birthDate ?? before?.birth_date ?? null;
	const { guardian_below_age } = await rulesOn(tx, today);
	if (way === null && birthDate === null) throw fieldWrong('birthDate', 'volunteers.birthOrDocument');
	if (way === null && !before?.guardian_agreed_at && wantsGuardian({ identities: said.identities, birthDate }, today, guardian_below_age)) throw conflict('volunteers.guardianAtCounter');
	const phone = phoneOf('phone', said.phone);
	const guardianPhone = phoneOf('guardianPhone', said.guardianPhone);
	const agreedBefore = before?.guardian_agreed_at ?? null;
	const problems = registrationProblems(
		{
			identities: said.identities,
			birthDate,
			guardianName: said.guardianName || (agreedBefore ? '-' : ''),
			guardianPhone: guardianPhone ?? (agreedBefore ? '-' : ''),
			guardianAgreed: said.guardianAgreed || agreedBefore !== null
		},
		today,
		guardian_below_age
	);
	if (problems.length) throw new AppError('platform.invalidInput', { status: 422, fields: problems });
	const agreesNow = said.guardianAgreed && said.guardianName !== '' && way !== null;
	return {
		name,
		name_masked: maskName(name),
		sex: document.sex,
		birth_date: birthDate,
		phone_hash: phone ? lookupHash('phone', phone) : (before?.phone_hash ?? null),
		phone_sealed: phone ? seal(phone, 'contact') : (before?.phone_sealed ?? null),
		phone_masked: phone ? maskPhone(phone) : (before?.phone_masked ?? null),
		id_hash: document.number ? lookupHash('id', document.number) : (before?.id_hash ?? null),
		id_sealed: document.number ? seal(document.number, 'identity') : (before?.id_sealed ?? null),
		id_masked: document.number ? maskIdNumber(document.number) : (before?.id_masked ?? null),
		national_number: said.nationalNumber || null,
		living_area: said.livingArea,
		identities: [...new Set([...said.identities, 'resident'])],
		skills: [...said.skills],
		categories: [...said.categories],
		times: [...said.times],
		guardian_name_sealed: said.guardianName ? seal(said.guardianName, NAME_PURPOSE) : (before?.guardian_name_sealed ?? null),
		guardian_phone_sealed: guardianPhone ? seal(guardianPhone, 'contact') : (before?.guardian_phone_sealed ?? null),
		guardian_phone_masked: guardianPhone ? maskPhone(guardianPhone) : (before?.guardian_phone_masked ?? ''),
		guardian_agreed_at: agreesNow ? ctx.clock.now() : agreedBefore,
		guardian_agreed_way: agreesNow ? way : (before?.guardian_agreed_way ?? null)
	};
}

/** Counts one person once, whatever led to them. */
export const whoKey = (one: { id: string; personId: string | null; userId: string | null; phoneHash: string | null }): string =>
	one.personId ? `p:${one.personId}` : one.userId ? `u:${one.userId}` : one.phoneHash ? `h:${one.phoneHash}` : `n:${one.id}`;

const live = ({ db, ctx }: ReadTx<'volunteers'>) => db.selectFrom('volunteers.volunteer').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('state', 'not in', ['merged', 'erased']);

/** Held for a change; its row is locked. @throws platform.notFound (404) */
export async function holdVolunteer(tx: WriteTx<'volunteers'>, id: string): Promise<VolunteerRow> {
	const row = await live(tx).where('id', '=', id).forUpdate().executeTakeFirst();
	if (!row) throw noSuchVolunteer();
	return row;
}

/**
 * The caller's own registration: the one of their account; else the only one without an account that was registered with the
 * telephone that the account has proved (a desk registered them before they had an account). Null: none.
 */
export async function ownVolunteer(tx: ReadTx<'volunteers'>): Promise<VolunteerRow | null> {
	const { actor } = tx.ctx;
	if (actor.kind !== 'user' || !isId(actor.id)) return null;
	const { id, phoneHash } = actor;
	// One question, one snapshot: between two of them the first tap of several could tie it to the account, and neither would find it.
	const found = await live(tx)
		.where((eb) => eb.or([eb('user_id', '=', id), ...(phoneHash ? [eb.and([eb('phone_hash', '=', phoneHash), eb('user_id', 'is', null)])] : [])]))
		.execute();
	return found.find((row) => row.user_id === id) ?? (found.length === 1 ? found[0]! : null);
}

/**
 * The caller's own registration, held for a change. One that the desk made is tied to the account now, so that it stays theirs
 * when the telephone changes.
 * @throws AppError volunteers.notRegistered (409)
 */
export async function holdOwn(tx: WriteTx<'volunteers'>): Promise<VolunteerRow> {
	const { db, ctx } = tx;
	const found = await ownVolunteer(tx);
	if (!found) throw new AppError('volunteers.notRegistered', { status: 409 });
	const own = await holdVolunteer(tx, found.id);
	if (own.user_id === null)
		await db
			.updateTable('volunteers.volunteer')
			.set({ user_id: ctx.actor.id, who_key: whoKey({ id: own.id, personId: own.person_id, userId: ctx.actor.id, phoneHash: own.phone_hash }) })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', '=', own.id)
			.execute();
	return own;
}
