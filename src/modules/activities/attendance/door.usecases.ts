/** The code at the door: whoever holds it writes down that they came, with or without an account. */
import { reachOf } from '#platform/accounts/index.ts';
import { systemActor, type Ctx } from '#platform/context.ts';
import { readTx } from '#platform/db/tx.ts';
import { AppError, conflict, invalid } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { limit } from '#platform/rate-limit.ts';
import { lookupHash, sameSecret, unseal } from '#platform/secrets.ts';
import { forModule } from '#platform/usecase.ts';
import { noSuchTime } from '../activities.errors.ts';
import { keysOf, ownLinks, type Links } from '../signup/places.usecases.ts';
import { writtenName } from '../signup/own-name.ts';
import { timeOf, type TimeOf } from '../signup/rules.store.ts';
import { onPhone } from '../signup/shared-phone.ts';
import { doorCode, idFrom, nameColumns, whoKey } from '../who.ts';
import { ArriveInput, DoorInput } from './attendance.schemas.ts';
import { writeArrival, type Tx } from './attendance.store.ts';
import { demandHeld } from './attendance.usecases.ts';

const { useCase, query } = forModule<'activities'>();

/** The poster counts from an hour and a half before the start until two hours after the end. */
const BEFORE_MS = 90 * 60_000;
const AFTER_MS = 120 * 60_000;

/** What a scan of the poster opens. */
export const doorPath = (occurrenceId: string): string => `/activities/here/${occurrenceId}?code=${doorCode(occurrenceId)}`;

/** Somebody who signed up and may be standing at the door. */
export interface AtDoor {
	signupId: string;
	/** whole for one's own party, masked for whoever only knows the telephone */
	name: string;
	came: boolean;
	state: string;
}

export interface DoorView {
	occurrenceId: string;
	title: string;
	place: string;
	startsAt: Date;
	endsAt: Date;
	open: boolean;
	signedIn: boolean;
	/** null: nobody has been looked for yet */
	people: AtDoor[] | null;
	/** the signed-in caller has been written down, though they are on no list */
	selfCame: boolean;
	/** nobody knows what the signed-in caller is called */
	asksName: boolean;
}

interface Looking {
	/** of everybody for whom the account speaks */
	keys: string[];
	/** the holder's own record; a child's or a proxied person's is not theirs */
	own: Links[number] | null;
	hash: string | null;
	/** of the signed-in caller; empty: nobody knows it */
	name: string;
}

async function looking(ctx: Ctx, { phone }: { phone: string | null }): Promise<Looking> {
	// Whoever tries telephones at the door learns no more than masked names, and not many.
	if (phone) await limit(ctx, 'activities.door', ctx.ip ?? 'unknown', 300, 3600);
	const links = await ownLinks(ctx);
	const own = links.find(({ actsAs }) => actsAs === 'self') ?? null;
	return { keys: keysOf(ctx, links), own, name: await nameOf(ctx, own), hash: phone ? lookupHash('phone', phone) : null };
}

/** By the register, the account, or as they last wrote themselves. */
async function nameOf(ctx: Ctx, own: Links[number] | null): Promise<string> {
	if (own?.name) return own.name;
	const { id, kind } = ctx.actor;
	if (kind !== 'user' || !isId(id)) return '';
	const me = await reachOf({ ...ctx, actor: systemActor('activities:door') }, { id });
	return me?.name || (await readTx<'activities', string>(ctx, (tx) => writtenName(tx, id))) || (me ? '' : ctx.actor.name);
}

async function timeAt(tx: Pick<Tx, 'db' | 'ctx'>, { occurrenceId, code }: { occurrenceId: string; code: string }): Promise<TimeOf> {
	if (!sameSecret(code, doorCode(occurrenceId))) throw noSuchTime();
	return timeOf(tx, occurrenceId);
}

const isOpen = (time: TimeOf, now: Date): boolean => !time.cancelled && now.getTime() >= time.startsAt.getTime() - BEFORE_MS && now.getTime() <= time.endsAt.getTime() + AFTER_MS;

/** The sign-ups of the account and of the telephone, whole parties. */
async function partiesOf({ db, ctx }: Pick<Tx, 'db' | 'ctx'>, occurrenceId: string, { keys, hash }: Looking) {
	if (!keys.length && !hash) return [];
	const by = isId(ctx.actor.id) && ctx.actor.kind === 'user' ? ctx.actor.id : null;
	return db
		.selectFrom('activities.signup as s')
		.select(['s.id', 's.who_key', 's.person_id', 's.user_id', 's.name_sealed', 's.name_masked', 's.phone_hash', 's.state', 's.signed_up_by', 's.source'])
		.where('s.subdistrict_id', '=', ctx.subdistrictId)
		.where('s.occurrence_id', '=', occurrenceId)
		.where('s.state', 'in', ['taken', 'offered', 'waiting'])
		.where((eb) => eb.or([...(keys.length ? [eb('s.who_key', 'in', keys)] : []), ...(hash ? [eb('s.phone_hash', '=', hash)] : []), ...(by ? [eb.and([eb('s.signed_up_by', '=', by), eb('s.source', '=', 'site')])] : [])]))
		.orderBy('s.line_no')
		.orderBy('s.position')
		.limit(40)
		.execute();
}

const cameOf = async ({ db, ctx }: Pick<Tx, 'db' | 'ctx'>, occurrenceId: string, keys: readonly string[]): Promise<Set<string>> =>
	new Set(keys.length ? (await db.selectFrom('activities.attendance').select('who_key').where('subdistrict_id', '=', ctx.subdistrictId).where('occurrence_id', '=', occurrenceId).where('who_key', 'in', keys).where('taken_back_at', 'is', null).execute()).map(({ who_key }) => who_key) : []);

/** What the page at the door shows: who of the caller's is expected. @throws platform.notFound (404) without the code */
export const doorView = query({
	name: 'activities.doorView',
	access: 'public',
	input: DoorInput,
	prepare: looking,
	run: async (tx, input, who): Promise<DoorView> => {
		const { ctx } = tx;
		const time = await timeAt(tx, input);
		const signedIn = who.keys.length > 0;
		const rows = await partiesOf(tx, time.id, who);
		const came = await cameOf(tx, time.id, [...rows.map(({ who_key }) => who_key), ...who.keys]);
		const ours = (row: (typeof rows)[number]) => who.keys.includes(row.who_key) || (ctx.actor.kind === 'user' && row.source === 'site' && row.signed_up_by === ctx.actor.id);
		return {
			occurrenceId: time.id,
			title: time.title,
			place: time.place,
			startsAt: time.startsAt,
			endsAt: time.endsAt,
			open: isOpen(time, ctx.clock.now()),
			signedIn,
			people: signedIn || who.hash ? rows.map((row) => ({ signupId: row.id, name: ours(row) && row.name_sealed ? unseal(row.name_sealed, 'contact') : row.name_masked, came: came.has(row.who_key), state: row.state })) : null,
			asksName: signedIn && who.name === '',
			selfCame: came.has(`u:${ctx.actor.id}`) || (who.own !== null && came.has(`p:${who.own.personId}`))
		};
	}
});

interface Self {
	personId: string | null;
	userId: string | null;
	name: string;
	hash: string | null;
}

/**
 * Writes down that the chosen ones came, or somebody who is on no list. Tapped twice it counts once.
 * @throws platform.notFound (404) without the code; activities.doorClosed (409) outside its hours; platform.invalidInput with
 * `name`, `phone` where somebody on no list did not say who they are
 */
export const arrive = useCase({
	name: 'activities.arrive',
	access: 'public',
	input: ArriveInput,
	prepare: async (ctx, input): Promise<Looking & { self: Self | null }> => {
		const who = await looking(ctx, input);
		if (input.ids.length) return { ...who, self: null };
		if (who.keys.length && isId(ctx.actor.id)) {
			const name = who.name || input.name;
			if (!name) throw invalid([{ path: 'name', code: 'activities.nameMissing' }]);
			return { ...who, self: { personId: who.own?.personId ?? null, userId: ctx.actor.id, name, hash: ctx.actor.phoneHash } };
		}
		if (!input.name) throw invalid([{ path: 'name', code: 'activities.nameMissing' }]);
		if (!who.hash) throw invalid([{ path: 'phone', code: 'activities.phoneNeeded' }]);
		return { ...who, self: { personId: null, userId: null, name: input.name, hash: who.hash } };
	},
	run: async (tx, input, { self, ...who }) => {
		const { ctx } = tx;
		const time = await timeAt(tx, input);
		demandHeld(time, ctx.clock.now(), BEFORE_MS);
		if (!isOpen(time, ctx.clock.now())) throw conflict('activities.doorClosed');
		const now = ctx.clock.now();
		const rows = await partiesOf(tx, time.id, who);
		const key = self && (await selfKey(tx, self));
		const chosen = rows.filter(input.ids.length ? ({ id }) => input.ids.includes(id) : ({ who_key }) => who_key === key);
		if (input.ids.length && chosen.length < input.ids.length) throw new AppError('activities.notOnList', { status: 404 });
		// The page's id and not the row's: who was taken back by mistake taps a page opened anew, and the old send revives nothing.
		const send = input.clientId ?? newId();
		for (const row of chosen)
			await writeArrival(tx, time, { clientId: idFrom(send, row.id), signupId: row.id, whoKey: row.who_key, personId: row.person_id, userId: row.user_id, nameSealed: row.name_sealed, nameMasked: row.name_masked, phoneHash: row.phone_hash, source: 'qr', cameAt: now });
		if (!chosen.length && self && key) {
			const { name_sealed, name_masked } = nameColumns(self.name);
			await writeArrival(tx, time, { clientId: send, signupId: null, whoKey: key, personId: self.personId, userId: self.userId, nameSealed: name_sealed, nameMasked: name_masked, phoneHash: self.hash, source: 'qr', cameAt: now });
		}
		return { occurrenceId: time.id, communityId: time.communityId, count: Math.max(1, chosen.length) };
	},
	subject: (_input, { occurrenceId, communityId, count }) => ({ subjectType: 'occurrence', subjectId: occurrenceId, communityId, detail: { count, source: 'qr' } })
});

async function selfKey(tx: Pick<Tx, 'db' | 'ctx'>, { personId, userId, hash, name }: Self): Promise<string> {
	const shared = !personId && !userId && hash !== null && (await onPhone(tx, hash, [name]))[0] === 'another';
	return whoKey({ personId, userId, phoneHash: hash, name, shared, id: '' });
}
