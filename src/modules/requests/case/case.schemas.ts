/** Shapes of what comes in. Codes in messages (`requests.…`) are translated by the page beside the field. */
import * as v from 'valibot';
import { normalizePhone } from '#platform/text/index.ts';
import {
	CALLBACK_OUTCOMES,
	CHANNELS,
	CONFIRM_WAYS,
	CONTACT_OUTCOMES,
	DECLINE_RULES,
	PAUSE_REASONS,
	REQUEST_TYPES,
	RETURN_REASONS,
	TIME_WISHES,
	UNSOLVED_REASONS,
	URGENCIES
} from './case.model.ts';
import { readNumber } from './number.ts';

export const id = v.pipe(v.string(), v.uuid());
const trimmed = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max));
const filled = (max: number, code: string) => v.pipe(v.string(), v.trim(), v.minLength(1, code), v.maxLength(max));

/** Any telephone number as people write it; the output is in the one form in which it is kept. */
export const phone = v.pipe(
	v.string(),
	v.check((raw) => normalizePhone(raw) !== null, 'requests.phoneNotValid'),
	v.transform((raw) => normalizePhone(raw)!)
);

export const caseNumber = v.pipe(
	v.string(),
	v.check((raw) => readNumber(raw) !== null, 'requests.numberNotValid'),
	v.transform((raw) => readNumber(raw)!)
);

const lon = v.pipe(v.number(), v.minValue(-180), v.maxValue(180));
const lat = v.pipe(v.number(), v.minValue(-90), v.maxValue(90));
export const point = v.object({ lon, lat });

export const answers = v.record(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,39}$/)), v.union([v.pipe(v.string(), v.maxLength(500)), v.number(), v.boolean()]));

/** What a person said, in their words. */
export const said = v.pipe(v.string(), v.trim(), v.minLength(2, 'requests.textMissing'), v.maxLength(4000, 'requests.textTooLong'));

const place = v.object({
	communityId: v.optional(v.nullable(id)),
	compoundId: v.optional(v.nullable(id)),
	buildingId: v.optional(v.nullable(id)),
	/** as one would say it: building, entrance, floor, or a landmark */
	address: v.optional(trimmed(200), ''),
	point: v.optional(v.nullable(point))
});

/** A file that has been taken into the store beforehand. */
export const attachment = v.object({
	kind: v.optional(v.picklist(['photo', 'proof', 'signature', 'document', 'voice']), 'photo'),
	fileKey: filled(200, 'platform.required'),
	thumbKey: v.optional(v.nullable(trimmed(200))),
	mediaType: filled(100, 'platform.required'),
	bytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50_000_000)),
	width: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)))),
	height: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)))),
	photoHash: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)))),
	name: v.optional(trimmed(200), '')
});
/** Photos that a need may carry. */
export const MAX_PHOTOS = 9;
const attachments = v.optional(v.pipe(v.array(attachment), v.maxLength(MAX_PHOTOS, 'requests.tooManyPhotos')), []);

export const SubmitInput = v.object({
	/** Made by the sender once for each need; a repeated send finds the same case. */
	clientId: v.optional(id),
	text: said,
	type: v.optional(v.picklist(REQUEST_TYPES)),
	categoryCode: v.optional(v.nullable(trimmed(40))),
	urgency: v.optional(v.picklist(URGENCIES)),
	channel: v.optional(v.picklist(CHANNELS), 'web'),
	answers: v.optional(answers, {}),
	place: v.optional(place, {}),
	reporter: v.optional(
		v.object({
			phone: v.optional(phone),
			name: v.optional(trimmed(40), ''),
			/** told by somebody else for them: a child for a parent */
			forSomebody: v.optional(v.boolean(), false)
		}),
		{}
	),
	anonymous: v.optional(v.boolean(), false),
	confidential: v.optional(v.boolean(), false),
	attachments,
	/** The offer that the resident tapped. */
	chosen: v.optional(v.nullable(v.object({ serviceId: id, slotId: v.optional(v.nullable(id)) })))
});

export const ProposeInput = v.object({
	text: said,
	communityId: v.optional(v.nullable(id), null),
	answers: v.optional(answers, {}),
	limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10)), 3)
});

/**
 * Which case, and by what right: staff and signed-in residents by id; anybody by number with the phone it was told with,
 * or with the key on the slip.
 */
export const CaseRef = v.union([
	v.object({ id }),
	v.object({ number: caseNumber, phone }),
	v.object({ number: caseNumber, key: v.pipe(v.string(), v.regex(/^[\w-]{22}$/)) })
]);
export type CaseRefInput = v.InferOutput<typeof CaseRef>;

/** Staff steps name the version they saw; somebody else's step in between is told instead of overwritten. */
const onCase = { id, version: v.optional(v.pipe(v.number(), v.integer(), v.maxValue(2_147_483_647))) };
const note = v.optional(trimmed(1000), '');
const reasoned = filled(1000, 'requests.reasonMissing');

export const AcceptInput = v.object({ ...onCase, note });
export const DeclineInput = v.object({ ...onCase, rule: v.picklist(DECLINE_RULES), instead: filled(1000, 'requests.insteadMissing') });
export const ClaimInput = v.object({ ...onCase });
export const AssignInput = v.object({ ...onCase, workerId: id, note });
export const OfferInput = v.object({
	...onCase,
	serviceId: v.optional(id),
	organizationId: v.optional(id),
	/** what the provider is told; the summary of the case if empty */
	need: v.optional(trimmed(500), ''),
	shareContact: v.optional(v.boolean(), false)
});
export const ProviderAcceptInput = v.object({ ...onCase, note });
export const ProviderDeclineInput = v.object({ ...onCase, reason: reasoned });
const instant = v.pipe(
	v.union([v.date(), v.pipe(v.string(), v.isoTimestamp())]),
	v.transform((raw) => new Date(raw))
);
export const ProposeTimeInput = v.pipe(
	v.object({ ...onCase, startsAt: instant, endsAt: instant, place: v.optional(trimmed(200), '') }),
	v.forward(v.check(({ startsAt, endsAt }) => startsAt < endsAt, 'requests.timeBackwards'), ['endsAt'])
);
export const AcceptSlotInput = v.object({ ref: CaseRef, slotId: v.optional(id) });
export const RefuseTimeInput = v.object({ ref: CaseRef, wishes: v.optional(v.pipe(v.array(v.picklist(TIME_WISHES)), v.maxLength(TIME_WISHES.length)), []), note: v.optional(trimmed(300), '') });
export const WithdrawOfferInput = v.object({ ...onCase, reason: note });
export const ContactInput = v.object({ ...onCase, outcome: v.picklist(CONTACT_OUTCOMES), note });
export const StartInput = v.object({ ...onCase, note });
export const PauseInput = v.object({ ...onCase, reason: v.picklist(PAUSE_REASONS), note, until: v.optional(v.nullable(instant)) });
export const ResumeInput = v.object({ ...onCase, pauseId: v.optional(id), note });
export const ExtensionInput = v.object({ ...onCase, minutes: v.pipe(v.number(), v.integer(), v.minValue(30), v.maxValue(129_600)), reason: reasoned });
export const RuleInput = v.object({ ...onCase, approve: v.boolean(), note });
export const ReturnInput = v.object({ ...onCase, reason: v.picklist(RETURN_REASONS), note: reasoned, proposedTarget: v.optional(trimmed(200), '') });
export const TransferInput = v.pipe(
	v.object({ ...onCase, workerId: v.optional(id), communityId: v.optional(id), note: reasoned }),
	v.check(({ workerId, communityId }) => Boolean(workerId) || Boolean(communityId), 'requests.targetMissing')
);
export const CallInInput = v.object({
	...onCase,
	parties: v.pipe(
		v.array(v.object({ name: filled(80, 'platform.required'), userId: v.optional(id), organizationId: v.optional(id), lead: v.optional(v.boolean(), false), task: v.optional(trimmed(300), '') })),
		v.minLength(1, 'requests.partyMissing'),
		v.maxLength(10),
		v.check((parties) => parties.filter(({ lead }) => lead).length <= 1, 'requests.oneLead')
	)
});
export const ReportInInput = v.object({ ...onCase, partyId: id, report: reasoned });
export const ChaseInput = v.object({ ref: CaseRef, note });
export const SuperviseInput = v.object({ ...onCase, note: reasoned });
export const ServeInput = v.object({ ...onCase, note: filled(1000, 'requests.servedNoteMissing'), attachments });
export const CallbackInput = v.object({ ...onCase, callbackId: id, outcome: v.picklist(CALLBACK_OUTCOMES), rating: v.optional(v.nullable(v.picklist([1, 2, 3, 4, 5]))), note });
export const ConfirmInput = v.object({ ref: CaseRef, way: v.optional(v.picklist(CONFIRM_WAYS), 'tap'), rating: v.optional(v.nullable(v.picklist([1, 2, 3, 4, 5]))), note, attachments });
export const DenyInput = v.object({ ref: CaseRef, way: v.optional(v.picklist(CONFIRM_WAYS), 'tap'), note: reasoned, attachments });
export const CloseUnsolvedInput = v.object({ ...onCase, reason: v.picklist(UNSOLVED_REASONS), note: reasoned });
export const ReopenInput = v.object({ ref: CaseRef, note: reasoned });
export const RateInput = v.object({ ref: CaseRef, rating: v.picklist([1, 2, 3, 4, 5]), note });
export const WithdrawInput = v.object({ ref: CaseRef, note });
export const MergeInput = v.object({ ...onCase, into: id, note });
export const UnmergeInput = v.object({ ...onCase, note });
export const RecategoriseInput = v.object({
	...onCase,
	categoryCode: v.optional(trimmed(40)),
	type: v.optional(v.picklist(REQUEST_TYPES)),
	urgency: v.optional(v.picklist(URGENCIES)),
	terms: v.optional(v.pipe(v.array(trimmed(60)), v.maxLength(5))),
	confidential: v.optional(v.boolean()),
	note
});
export const NoteInput = v.object({ ...onCase, note: reasoned });
export const MessageInput = v.object({ ref: CaseRef, body: filled(2000, 'requests.messageMissing') });
export const AttachInput = v.object({ ref: CaseRef, attachments: v.pipe(v.array(attachment), v.minLength(1), v.maxLength(MAX_PHOTOS)) });
export const UndoInput = v.object({ id });
export const JoinInput = v.object({
	clientId: v.optional(id),
	/** the case that stands for the same thing */
	id,
	phone: v.optional(phone),
	name: v.optional(trimmed(40), ''),
	said: v.optional(trimmed(500), '')
});
export const NameProxyInput = v.object({ ref: CaseRef, phone, name: filled(40, 'platform.required') });
export const DropProxyInput = v.object({ ref: CaseRef, proxyId: id });
export const RevealInput = v.object({ id, what: v.picklist(['reporter', 'place', 'follower']), followerId: v.optional(id), reason: filled(200, 'requests.reasonMissing') });
