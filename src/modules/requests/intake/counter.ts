/**
 * Telling a need for somebody at the counter or on the telephone: who is calling, what it seems to be, what could serve it,
 * whether it has been told before; and the form as the use cases' calls.
 */
import { addressText, findAddress, land } from '#modules/areas/index.ts';
import { AppError } from '#platform/errors.ts';
import type { Ctx } from '#platform/context.ts';
import { dateIn, timeIn } from '#platform/dates/index.ts';
import { normalizePhone } from '#platform/text/index.ts';
import { reopen } from '../answers/answer.usecases.ts';
import type { Category, Question } from '../settings/categories.ts';
import { listCategories } from '../settings/choices.ts';
import { addNote, chase } from '../handling/handling.usecases.ts';
import { join, propose, submit, type Receipt } from './intake.usecases.ts';
import { casesByPhone, openCasesOfPhones, type CaseLine } from '../lists/list.queries.ts';
import { isOpen, type RequestType, type Urgency } from '../case/case.model.ts';
import { nameProxy } from '../handling/persons.ts';
import { keepPhotos } from './photos.ts';
import { port, type CallersHousehold, type HouseholdMember } from '../requests.ports.ts';
import { similarCases, type LikelyDuplicate } from '../triage/similar.queries.ts';
import { kindOf } from './proposals.ts';

type Values = Record<string, unknown>;
const text = (values: Values, name: string): string => (typeof values[name] === 'string' ? (values[name] as string).trim() : '');
const orNull = (values: Values, name: string): string | null => text(values, name) || null;
const ticked = (values: Values, name: string): boolean => values[name] === 'on';

/** A case of the caller as the page shows it beside the form. */
export type CallersCase = Pick<CaseLine, 'id' | 'number' | 'state' | 'summary' | 'place' | 'categoryCode' | 'nextClock' | 'nextDueAt' | 'ownerName' | 'createdAt' | 'chaseCount'> & { open: boolean; paused: boolean };

/** What a form and its page need to know while a need is being told. Instants are milliseconds, so that it travels as JSON. */
export interface Overheard {
	/** null: no whole number has been given yet */
	caller: (Omit<CallersCase, 'nextDueAt' | 'createdAt'> & { nextDueAt: number | null; createdAt: number })[] | null;
	/** who may be calling, with who lives with them and their open cases; null: no whole number has been given yet */
	households: (Omit<CallersHousehold, 'members'> & { members: Omit<HouseholdMember, 'phoneHash'>[]; cases: { id: string; number: string; state: string; summary: string; who: string }[] })[] | null;
	/** what the words seem to be: category, kind, urgency with the words that led to it */
	categoryCode: string | null;
	type: RequestType | null;
	urgency: Urgency | null;
	urgencyWords: string[];
	offers: { serviceId: string; serviceName: string; organizationName: string; reasons: string[]; slot: { id: string; at: string } | null }[];
	similar: { id: string; number: string | null; summary: string | null; place: string; state: string; followers: number; createdAt: number; reasons: LikelyDuplicate['reasons']; photos: string[] }[];
	/** the address as it was understood */
	place: { communityId: string; compoundId: string; buildingId: string | null; text: string } | null;
	/** the need was long enough to be looked at */
	looked: boolean;
}

/** The caller's cases, open ones first, newest first; null while the number is not whole. */
async function callerOf(ctx: Ctx, typed: string): Promise<Overheard['caller']> {
	const phone = normalizePhone(typed);
	if (!phone) return null;
	const cases = await casesByPhone(ctx, { phone, limit: 20 });
	return cases
		.map(({ id, number, state, summary, place, categoryCode, nextClock, nextDueAt, ownerName, createdAt, chaseCount, openPauses }) => ({
			id, number, state, summary, place, categoryCode, nextClock, ownerName, chaseCount,
			open: isOpen(state),
			paused: openPauses > 0,
			nextDueAt: nextDueAt?.getTime() ?? null,
			createdAt: createdAt.getTime()
		}))
		.sort((a, b) => Number(b.open) - Number(a.open));
}

/** The caller's household in the register, with open cases of whoever lives there; the caller's own stand by themselves. */
async function householdsOf(ctx: Ctx, typed: string): Promise<Overheard['households']> {
	const phone = normalizePhone(typed);
	if (!phone) return null;
	const households = await port('households').byPhone(ctx, phone);
	const hashes = households.flatMap(({ members }) => members.flatMap(({ calling, phoneHash }) => (phoneHash && !calling ? [phoneHash] : [])));
	const cases = await openCasesOfPhones(ctx, { phoneHashes: hashes });
	return households.map(({ members, ...household }) => ({
		...household,
		members: members.map(({ phoneHash: _, ...member }) => member),
		cases: cases.flatMap(({ id, number, state, summary, phoneHash }) => {
			const member = members.find((each) => each.phoneHash === phoneHash);
			return member ? [{ id, number, state, summary, who: member.name }] : [];
		})
	}));
}

/** Fewer characters than this say nothing that could be looked for. */
const ENOUGH = 4;

/** Looks at a form that is being filled in. Reads only. */
export async function overhear(ctx: Ctx, values: Values, zone: string): Promise<Overheard> {
	const said = text(values, 'text');
	const looked = [...said].length >= ENOUGH;
	const [understood] = text(values, 'address') ? findAddress(await land(ctx), text(values, 'address'), 1) : [];
	const communityId = orNull(values, 'communityId') ?? understood?.communityId ?? null;
	const [caller, households, proposal] = await Promise.all([
		callerOf(ctx, text(values, 'phone')),
		householdsOf(ctx, text(values, 'phone')),
		looked ? propose(ctx, { text: said, communityId, answers: {}, limit: 3 }) : null
	]);
	const categoryCode = orNull(values, 'categoryCode') ?? proposal?.category?.code ?? null;
	const similar = looked
		? await similarCases(ctx, { text: said, categoryCode, buildingId: orNull(values, 'buildingId') ?? understood?.building?.id ?? null, address: text(values, 'address').slice(0, 200), phone: normalizePhone(text(values, 'phone')) })
		: [];
	return {
		caller,
		households,
		looked,
		categoryCode: proposal?.category?.code ?? null,
		type: proposal ? kindOf(proposal, proposal.category) : null,
		urgency: proposal?.urgency ?? proposal?.category?.urgency ?? null,
		urgencyWords: proposal?.urgencyWords ?? [],
		offers: (proposal?.offers ?? []).map(({ serviceId, serviceName, organizationName, reasons, nextSlot }) => ({
			serviceId,
			serviceName,
			organizationName,
			reasons: reasons.map((reason) => reason.text),
			slot: nextSlot && { id: nextSlot.slotId, at: `${dateIn(nextSlot.startsAt, zone)} ${timeIn(nextSlot.startsAt, zone)}` }
		})),
		similar: similar
			.filter(({ id }) => !caller?.some((own) => own.id === id))
			.map(({ id, number, summary, place, state, followerCount, createdAt, reasons, photos }) => ({ id, number, summary, place, state, followers: followerCount, createdAt: createdAt.getTime(), reasons, photos: photos.map((photo) => photo.id) })),
		place: understood ? { communityId: understood.communityId, compoundId: understood.compound.id, buildingId: understood.building?.id ?? null, text: addressText(understood) } : null
	};
}

/** Answers as a form sends them (`yes`/`no`, digits), as the questions mean them. */
export function readAnswers(questions: readonly Question[], given: unknown): Record<string, string | number | boolean> {
	const answers: Record<string, string | number | boolean> = {};
	const values = (given ?? {}) as Values;
	for (const { code, kind } of questions) {
		const value = text(values, code);
		if (!value) continue;
		answers[code] = kind === 'yes_no' ? value === 'yes' : kind === 'number' ? Number(value) : value;
	}
	return answers;
}

const allCategories = async (ctx: Ctx): Promise<Category[]> => (await listCategories(ctx, {})).flatMap((group) => group.categories);

/**
 * Writes the need down. `values.kept` is set to the tickets of the photos, so that a refused form still has them.
 * @throws as `submit`; `files.*` for what is no picture
 */
export async function registerNeed(ctx: Ctx, values: Values): Promise<Receipt> {
	const { photos, tickets } = await keepPhotos(ctx, values.photos, values.kept);
	values.kept = tickets;
	const categories = await allCategories(ctx);
	const chosen = orNull(values, 'categoryCode');
	const asked = categories.find(({ code }) => code === (chosen ?? orNull(values, 'proposedCategory')))?.questions ?? [];
	const [serviceId, slotId] = text(values, 'chosen').split('|');
	const caller = { phone: text(values, 'phone') || undefined, name: text(values, 'name') };
	// Told for somebody else: the need is theirs; who called may answer in their place, or is called if they have no telephone.
	const other = ticked(values, 'forSomebody') ? { phone: text(values, 'otherPhone') || undefined, name: text(values, 'otherName') } : null;
	const receipt = await submit(ctx, {
		clientId: text(values, 'clientId') || undefined,
		text: text(values, 'text'),
		channel: (text(values, 'channel') || 'counter') as 'counter',
		categoryCode: chosen,
		// Chosen by staff, else what the words said, else what is usual for the category.
		type: (text(values, 'type') || text(values, 'proposedType') || undefined) as undefined,
		urgency: (text(values, 'urgency') || text(values, 'proposedUrgency') || undefined) as undefined,
		answers: readAnswers(asked, values.answers),
		place: { communityId: orNull(values, 'communityId'), compoundId: orNull(values, 'compoundId'), buildingId: orNull(values, 'buildingId'), address: text(values, 'address') },
		reporter: other ? { name: other.name, phone: other.phone ?? caller.phone, forSomebody: true } : caller,
		anonymous: ticked(values, 'anonymous'),
		confidential: ticked(values, 'confidential'),
		attachments: photos,
		chosen: serviceId ? { serviceId, slotId: slotId || null } : null
	});
	if (other?.phone && caller.phone && other.phone !== caller.phone && !receipt.repeated) await nameProxy(ctx, { ref: { id: receipt.id }, phone: caller.phone, name: caller.name || other.name });
	return receipt;
}

/** "It is this one": instead of a new case. `same` says how (`chase`, `reopen`, `note`) for the caller's own, `joinId` names a neighbour's. */
export async function sayAboutCase(ctx: Ctx, values: Values): Promise<{ id: string }> {
	const said = text(values, 'sameNote');
	const joined = text(values, 'joinId');
	if (joined) return join(ctx, { id: joined, phone: text(values, 'phone') || undefined, name: text(values, 'name'), said: text(values, 'text').slice(0, 500) });
	const id = text(values, 'sameId');
	switch (text(values, 'same')) {
		case 'chase':
			return chase(ctx, { ref: { id }, note: said });
		case 'reopen':
			return reopen(ctx, { ref: { id }, note: said });
		case 'note':
			return addNote(ctx, { id, note: said });
		default:
			throw new AppError('platform.notFound', { status: 404, params: { what: 'step' } });
	}
}
