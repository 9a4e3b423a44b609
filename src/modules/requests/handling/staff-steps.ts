/** From a posted step form of the desk to the use case's call: one table, so that a new step is one line. */
import { AppError } from '#platform/errors.ts';
import type { Ctx } from '#platform/context.ts';
import { instantAt } from '#platform/dates/index.ts';
import { saveImage } from '#platform/files/index.ts';
import { caseByNumber } from '../lists/list.queries.ts';
import { closeUnsolved, confirm, deny, rate, recordCallback, reopen, withdraw } from '../answers/answer.usecases.ts';
import { addNote, attach, callIn, chase, pause, recordContact, reportIn, requestExtension, resume, ruleExtension, ruleSendBack, sendBack, sendMessage, serve, start, supervise } from './handling.usecases.ts';
import { acceptSlot, offer, proposeTime, providerAccept, providerDecline, refuseTime, withdrawOffer } from '../offers/offer.usecases.ts';
import { accept, assign, claim, decline, merge, recategorise, transfer, unmerge } from '../triage/triage.usecases.ts';
import { undo } from './undo.ts';

type Values = Record<string, unknown>;
interface Posted {
	ctx: Ctx;
	values: Values;
	photos: File[];
	zone: string;
}

const text = (values: Values, name: string): string | undefined => (typeof values[name] === 'string' ? (values[name] as string) : undefined);
const whole = (values: Values, name: string): number | undefined => (text(values, name) === undefined ? undefined : Number(text(values, name)));

/** `2026-11-24T14:30` on the subdistrict's clock, as the browser's field gives it. */
function instant({ values, zone }: Posted, name: string): Date | undefined {
	const [date, time] = text(values, name)?.split('T') ?? [];
	return date && time ? instantAt(date, time.slice(0, 5), zone) : undefined;
}

/** Photos are taken into the store before the step, so that a step that is refused has lost nothing and written nothing. */
async function attachments({ ctx, photos }: Posted, kind: 'photo' | 'proof') {
	return Promise.all(
		photos.map(async (file) => {
			const image = await saveImage(ctx.subdistrictId, Buffer.from(await file.arrayBuffer()));
			return { kind, fileKey: image.key, thumbKey: image.thumbKey, mediaType: image.mime, bytes: image.bytes, width: image.width, height: image.height, photoHash: image.phash, name: '' };
		})
	);
}

const onCase = ({ values }: Posted) => ({ id: text(values, 'id')!, version: whole(values, 'version') });
const withNote = (posted: Posted) => ({ ...onCase(posted), note: text(posted.values, 'note') });
const byRef = (posted: Posted) => ({ ref: { id: text(posted.values, 'id')! } });
const rating = ({ values }: Posted) => whole(values, 'rating') as 1 | 2 | 3 | 4 | 5 | undefined;
/* The schema names what is missing or unknown; the form's values go in as they came. */
const choice = (posted: Posted, name: string) => text(posted.values, name) as never;

const CALLS: Record<string, (posted: Posted) => Promise<unknown>> = {
	accept: (p) => accept(p.ctx, withNote(p)),
	decline: (p) => decline(p.ctx, { ...onCase(p), rule: choice(p, 'rule'), instead: choice(p, 'instead') }),
	assign: (p) => assign(p.ctx, { ...withNote(p), workerId: choice(p, 'workerId') }),
	offer: (p) => offer(p.ctx, { ...onCase(p), serviceId: choice(p, 'serviceId'), need: text(p.values, 'need'), shareContact: p.values.shareContact === 'on' }),
	provider_accept: (p) => providerAccept(p.ctx, withNote(p)),
	provider_decline: (p) => providerDecline(p.ctx, { ...onCase(p), reason: choice(p, 'reason') }),
	propose_time: (p) => proposeTime(p.ctx, { ...onCase(p), startsAt: instant(p, 'startsAt') as Date, endsAt: instant(p, 'endsAt') as Date, place: text(p.values, 'place') }),
	accept_slot: (p) => acceptSlot(p.ctx, { ...byRef(p), slotId: text(p.values, 'slotId') }),
	refuse_time: (p) => refuseTime(p.ctx, { ...byRef(p), wishes: p.values.wishes as never, note: text(p.values, 'note') }),
	withdraw_offer: (p) => withdrawOffer(p.ctx, { ...onCase(p), reason: text(p.values, 'reason') }),
	record_contact: (p) => recordContact(p.ctx, { ...withNote(p), outcome: choice(p, 'outcome') }),
	start: (p) => start(p.ctx, withNote(p)),
	pause: (p) => pause(p.ctx, { ...withNote(p), reason: choice(p, 'reason'), until: instant(p, 'until') }),
	resume: (p) => resume(p.ctx, withNote(p)),
	request_extension: (p) => requestExtension(p.ctx, { ...onCase(p), minutes: (whole(p.values, 'amount') ?? NaN) * (p.values.unit === 'hours' ? 60 : 1440), reason: choice(p, 'reason') }),
	rule_extension: (p) => ruleExtension(p.ctx, { ...withNote(p), approve: p.values.approve === 'yes' }),
	return: (p) => sendBack(p.ctx, { ...onCase(p), reason: choice(p, 'reason'), note: choice(p, 'note'), proposedTarget: text(p.values, 'proposedTarget') }),
	rule_return: (p) => ruleSendBack(p.ctx, { ...withNote(p), approve: p.values.approve === 'yes' }),
	transfer: (p) => transfer(p.ctx, { ...onCase(p), workerId: text(p.values, 'workerId'), communityId: text(p.values, 'communityId'), note: choice(p, 'note') }),
	call_in: (p) => callIn(p.ctx, { ...onCase(p), parties: parties(p) }),
	report_in: (p) => reportIn(p.ctx, { ...onCase(p), partyId: choice(p, 'partyId'), report: choice(p, 'report') }),
	chase: (p) => chase(p.ctx, { ...byRef(p), note: text(p.values, 'note') }),
	supervise: (p) => supervise(p.ctx, { ...onCase(p), note: choice(p, 'note') }),
	serve: async (p) => serve(p.ctx, { ...onCase(p), note: choice(p, 'note'), attachments: await attachments(p, 'proof') }),
	callback: (p) => recordCallback(p.ctx, { ...withNote(p), callbackId: choice(p, 'callbackId'), outcome: choice(p, 'outcome'), rating: rating(p) }),
	confirm: async (p) => confirm(p.ctx, { ...byRef(p), way: choice(p, 'way'), rating: rating(p), note: text(p.values, 'note'), attachments: await attachments(p, 'proof') }),
	deny: (p) => deny(p.ctx, { ...byRef(p), way: choice(p, 'way'), note: choice(p, 'note') }),
	close_unsolved: (p) => closeUnsolved(p.ctx, { ...onCase(p), reason: choice(p, 'reason'), note: choice(p, 'note') }),
	reopen: (p) => reopen(p.ctx, { ...byRef(p), note: choice(p, 'note') }),
	rate: (p) => rate(p.ctx, { ...byRef(p), rating: rating(p)!, note: text(p.values, 'note') }),
	withdraw: (p) => withdraw(p.ctx, { ...byRef(p), note: text(p.values, 'note') }),
	merge: async (p) => merge(p.ctx, { ...withNote(p), into: text(p.values, 'intoId') ?? (await idOfNumber(p)) }),
	unmerge: (p) => unmerge(p.ctx, withNote(p)),
	recategorise: (p) => recategorise(p.ctx, { ...withNote(p), categoryCode: text(p.values, 'categoryCode'), type: choice(p, 'type'), urgency: choice(p, 'urgency') }),
	note: (p) => addNote(p.ctx, { ...onCase(p), note: choice(p, 'note') }),
	message: (p) => sendMessage(p.ctx, { ...byRef(p), body: choice(p, 'body') }),
	attach: async (p) => attach(p.ctx, { ...byRef(p), attachments: await attachments(p, 'photo') }),
	claim: (p) => claim(p.ctx, onCase(p)),
	undo: (p) => undo(p.ctx, { id: text(p.values, 'id')! })
};

function parties({ values }: Posted): { name: string; task?: string; lead: boolean }[] {
	return [0, 1, 2, 3].flatMap((row) => {
		const name = text(values, `partyName${row}`);
		return name ? [{ name, task: text(values, `partyTask${row}`), lead: row === 0 }] : [];
	});
}

async function idOfNumber({ ctx, values }: Posted): Promise<string> {
	const found = await caseByNumber(ctx, { number: text(values, 'into') ?? '' });
	if (!found) throw new AppError('requests.numberUnknown', { status: 422, fields: [{ path: 'into', code: 'requests.numberUnknown' }] });
	return found.id;
}

/**
 * Takes the step that the form names.
 * @throws AppError as the step's use case; platform.notFound for a step that is none
 */
export async function takeStaffStep(ctx: Ctx, values: Values, zone: string): Promise<{ step: string }> {
	const step = text(values, 'step') ?? '';
	const call = Object.hasOwn(CALLS, step) ? CALLS[step] : undefined;
	if (!call) throw new AppError('platform.notFound', { status: 404, params: { what: 'step' } });
	const photos = Array.isArray(values.photos) ? (values.photos as unknown[]).filter((file): file is File => file instanceof File) : [];
	await call({ ctx, values, photos, zone });
	return { step };
}
