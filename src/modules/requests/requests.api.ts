/** `/api/v1/requests`: other programs send needs in and follow them; the desk's list as JSON. */
import * as v from 'valibot';
import { endpoint, pageOf, type Endpoint } from '#platform/web/api.ts';
import { getCase } from './detail/desk-case.ts';
import { submit } from './intake/intake.usecases.ts';
import { CaseListInput, listCases } from './lists/list.queries.ts';
import { CHANNELS, REQUEST_TYPES, STATES, URGENCIES } from './case/case.model.ts';
import { permissions } from './requests.permissions.ts';
import { id, SubmitInput } from './case/case.schemas.ts';

const instant = v.pipe(v.string(), v.isoTimestamp());
const words = v.object({ zh: v.string(), en: v.string() });

const Line = v.object({
	id: v.string(),
	number: v.string(),
	version: v.number(),
	type: v.picklist(REQUEST_TYPES),
	categoryCode: v.nullable(v.string()),
	urgency: v.picklist(URGENCIES),
	channel: v.picklist(CHANNELS),
	state: v.picklist(STATES),
	round: v.number(),
	summary: v.string(),
	place: v.string(),
	communityId: v.nullable(v.string()),
	ownerId: v.nullable(v.string()),
	ownerName: v.string(),
	providerName: v.string(),
	reporterName: v.string(),
	reporterPhone: v.string(),
	confidential: v.boolean(),
	photoCount: v.number(),
	followerCount: v.number(),
	chaseCount: v.number(),
	unread: v.number(),
	openPauses: v.number(),
	openSendBack: v.boolean(),
	openExtension: v.boolean(),
	openParties: v.number(),
	supervisedAt: v.nullable(instant),
	callbackDueAt: v.nullable(instant),
	nextClock: v.nullable(v.picklist(['accept', 'first_contact', 'resolve'])),
	nextDueAt: v.nullable(instant),
	rating: v.nullable(v.number()),
	createdAt: instant,
	changedAt: instant
});

const Receipt = v.object({
	id: v.string(),
	number: v.string(),
	key: v.string(),
	state: v.picklist(STATES),
	categoryCode: v.nullable(v.string()),
	contactDueAt: instant,
	resolveDueAt: instant,
	notices: v.array(words),
	offers: v.array(v.object({ serviceId: v.string(), serviceName: v.string(), organizationName: v.string(), score: v.number(), reasons: v.array(v.object({ code: v.string(), text: v.string() })) })),
	repeated: v.boolean()
});

const Case = v.object({
	id: v.string(),
	number: v.string(),
	version: v.number(),
	state: v.picklist(STATES),
	round: v.number(),
	type: v.picklist(REQUEST_TYPES),
	categoryCode: v.nullable(v.string()),
	urgency: v.picklist(URGENCIES),
	channel: v.picklist(CHANNELS),
	text: v.string(),
	place: v.string(),
	communityId: v.nullable(v.string()),
	ownerName: v.string(),
	answer: v.nullable(v.picklist(['solved', 'not_solved'])),
	rating: v.nullable(v.number()),
	createdAt: instant,
	changedAt: instant,
	closedAt: v.nullable(instant),
	history: v.array(v.object({ at: instant, action: v.string(), fromState: v.nullable(v.string()), toState: v.string() }))
});

const pick = <T extends object, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> => Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, K>;
const { limit: _limit, ...listEntries } = CaseListInput.entries;

export const requestsApi: readonly Endpoint[] = [
	endpoint({
		method: 'POST',
		path: '/requests',
		summary: 'Sends a need in. With a token of scope requests:submit for somebody else; without one as a person speaking for themselves. `clientId` makes a repeated send harmless.',
		tag: 'requests',
		access: 'public',
		// Files come in by forms, which look into them; a key told here could be anybody's.
		body: v.omit(SubmitInput, ['attachments']),
		response: Receipt,
		status: 201,
		handle: async (ctx, { body }) => {
			const made = await submit(ctx, body as v.InferInput<typeof SubmitInput>);
			return {
				...pick(made, ['id', 'number', 'key', 'state', 'categoryCode', 'contactDueAt', 'resolveDueAt', 'notices', 'repeated']),
				offers: made.offers.map((offer) => pick(offer, ['serviceId', 'serviceName', 'organizationName', 'score', 'reasons']))
			};
		}
	}),
	endpoint({
		method: 'GET',
		path: '/requests',
		summary: 'Cases, newest change first; personal values masked. Confidential ones are left out for tokens.',
		tag: 'requests',
		access: permissions.read,
		query: v.object({
			queue: listEntries.queue,
			state: v.optional(v.picklist(STATES)),
			community: v.optional(id),
			category: v.optional(v.pipe(v.string(), v.maxLength(40))),
			text: v.optional(v.pipe(v.string(), v.maxLength(100))),
			sort: listEntries.sort,
			after: v.optional(v.pipe(v.string(), v.maxLength(60))),
			limit: v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(200)))
		}),
		response: pageOf(Line),
		handle: (ctx, { query }) =>
			listCases(ctx, {
				queue: query.queue,
				states: query.state ? [query.state] : [],
				communityId: query.community,
				categoryCode: query.category,
				text: query.text,
				sort: query.sort,
				cursor: query.after ?? null,
				limit: query.limit
			})
	}),
	endpoint({
		method: 'GET',
		path: '/requests/{id}',
		summary: 'One case with its history; personal values masked',
		tag: 'requests',
		access: permissions.read,
		params: v.object({ id }),
		response: Case,
		handle: async (ctx, { params }) => {
			const found = await getCase(ctx, params);
			return {
				...pick(found, ['id', 'number', 'version', 'state', 'round', 'type', 'categoryCode', 'urgency', 'channel', 'text', 'ownerName', 'answer', 'rating', 'createdAt', 'changedAt', 'closedAt']),
				place: found.place.text,
				communityId: found.place.communityId,
				history: found.history.map((entry) => pick(entry, ['at', 'action', 'fromState', 'toState']))
			};
		}
	})
];
