/**
 * Who stands how to a case: turns an actor and a case into the facts that `case/actions.ts` decides by, and says which
 * cases a list may show at all. The two must agree: a case that the list shows can be opened, and the reverse.
 */
import type { ExpressionBuilder, Expression, SqlBool, Selectable } from 'kysely';
import type { DB } from '../../../db/schema.gen.ts';
import { communitiesOf, hasRole, type Actor } from '#platform/context.ts';
import type { ReadTx, Tables } from '#platform/db/tx.ts';
import { nobody, type ActorFacts } from './case/actions.ts';

export type CaseRow = Selectable<DB['requests.request']>;

const STAFF = ['worker', 'head', 'manager'] as const;
const HEADS = ['head', 'manager'] as const;

const covers = (scope: 'all' | string[], communityId: string | null): boolean => scope === 'all' || (communityId !== null && scope.includes(communityId));

/** Organisations for which the actor is a contact. */
export const organizationsOf = (actor: Actor): string[] => [
	...new Set(actor.grants.flatMap((grant) => (grant.role === 'contact' && grant.organizationId ? [grant.organizationId] : [])))
];

/**
 * A head of any community sees what has no community yet, so that it is claimed by somebody; a worker does not.
 */
function mayHead(actor: Actor, communityId: string | null): boolean {
	if (actor.kind === 'system') return true;
	return communityId === null ? hasRole(actor, ...HEADS) : covers(communitiesOf(actor, ...HEADS), communityId);
}

function mayHandle(actor: Actor, communityId: string | null): boolean {
	if (actor.kind === 'token') return actor.scopes.includes('requests:write');
	return mayHead(actor, communityId) || covers(communitiesOf(actor, ...STAFF), communityId);
}

/** What besides the case's own row ties an actor to it; gathered by {@link tiesOf}. */
export interface Ties {
	isHandler: boolean;
	isParty: boolean;
	follower: 'joined' | 'merged' | 'proxy' | null;
	/** proved by the number and the phone it was told with, or by the key on the slip */
	proved: 'reporter' | 'follower' | 'proxy' | null;
}
export const NO_TIES: Ties = { isHandler: false, isParty: false, follower: null, proved: null };

/** Asks for the ties that the case's own row does not show. A plain case needs none. */
export async function tiesOf({ db, ctx }: ReadTx<'requests'>, row: Pick<CaseRow, 'id' | 'confidential' | 'open_parties' | 'follower_count'>): Promise<Ties> {
	const { actor } = ctx;
	const ties: Ties = { ...NO_TIES };
	if (!actor.id) return ties;
	if (row.confidential || row.open_parties > 0) {
		const handler = await db
			.selectFrom('requests.handler')
			.select('user_id')
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('request_id', '=', row.id)
			.where('user_id', '=', actor.id)
			.executeTakeFirst();
		const party = await db
			.selectFrom('requests.party')
			.select('id')
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('request_id', '=', row.id)
			.where('user_id', '=', actor.id)
			.where('released_at', 'is', null)
			.executeTakeFirst();
		ties.isHandler = handler !== undefined;
		ties.isParty = party !== undefined;
	}
	if (row.follower_count > 0) {
		const follower = await db
			.selectFrom('requests.follower')
			.select('kind')
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('request_id', '=', row.id)
			.where('ended_at', 'is', null)
			.where((eb) => eb.or([eb('user_id', '=', actor.id!), ...(actor.phoneHash ? [eb('phone_hash', '=', actor.phoneHash)] : [])]))
			.executeTakeFirst();
		ties.follower = (follower?.kind as Ties['follower']) ?? null;
	}
	return ties;
}

/**
 * Every capacity in which the actor may touch the case: as staff, as resident, as a provider's contact. One person may
 * hold several (a worker who told a need of their own); each is judged by itself and the first that may, does.
 */
export function capacities(actor: Actor, row: CaseRow, ties: Ties): ActorFacts[] {
	const self = actor.id ?? `anonymous:${row.id}`;
	if (actor.kind === 'system') return [{ ...nobody(actor.name, 'rule') }];
	const found: ActorFacts[] = [];

	const isOwner = actor.id !== null && row.owner_id === actor.id;
	const head = actor.kind === 'user' && mayHead(actor, row.community_id);
	const handles = actor.kind !== 'anonymous' && mayHandle(actor, row.community_id);
	if (handles || (isOwner && hasRole(actor, ...STAFF)) || ties.isParty) {
		found.push({
			...nobody(self, 'staff'),
			isOwner,
			isParty: ties.isParty,
			mayHandle: handles,
			mayTriage: head,
			maySupervise: head,
			mayConfidential: head || isOwner || ties.isHandler || ties.isParty
		});
	}

	const isReporter = ties.proved === 'reporter' || (actor.kind === 'user' && (row.reporter_user_id === actor.id || (actor.phoneHash !== null && row.reporter_phone_hash === actor.phoneHash)));
	const isProxy = ties.proved === 'proxy' || ties.follower === 'proxy';
	const isFollower = ties.proved === 'follower' || ties.follower === 'joined' || ties.follower === 'merged';
	if (isReporter || isProxy || isFollower) found.push({ ...nobody(self, 'resident'), isReporter, isProxy, isFollower });

	if (row.provider_id !== null && organizationsOf(actor).includes(row.provider_id)) found.push({ ...nobody(self, 'provider'), holdsOffer: true });

	return found;
}

/** May the actor open this case at all? */
export function maySee(actor: Actor, row: CaseRow, ties: Ties): boolean {
	if (actor.kind === 'system') return true;
	if (actor.kind === 'token') return !row.confidential && actor.scopes.includes('requests:read');
	return capacities(actor, row, ties).some((facts) => facts.kind !== 'staff' || !row.confidential || facts.mayConfidential);
}

/**
 * The same as a condition on `requests.request`, for lists of staff: in one of the actor's communities, or theirs by
 * ownership, call-in or naming; confidential ones only for heads, the owner, parties and named handlers.
 */
export function visibleTo(actor: Actor) {
	return (eb: ExpressionBuilder<Tables<'requests'>, 'requests.request'>): Expression<SqlBool> => {
		if (actor.kind === 'system') return eb.lit(true);
		const open = eb('requests.request.confidential', '=', false);
		if (actor.kind === 'token') return actor.scopes.includes('requests:read') ? open : eb.lit(false);
		if (actor.kind !== 'user' || !actor.id) return eb.lit(false);
		const staff = communitiesOf(actor, ...STAFF);
		const heads = communitiesOf(actor, ...HEADS);
		if (heads === 'all') return eb.lit(true);
		if (!hasRole(actor, ...STAFF)) return eb.lit(false);

		const id = actor.id;
		const named = eb.or([
			eb('requests.request.owner_id', '=', id),
			eb.exists(
				eb
					.selectFrom('requests.party')
					.select('requests.party.id')
					.whereRef('requests.party.subdistrict_id', '=', 'requests.request.subdistrict_id')
					.whereRef('requests.party.request_id', '=', 'requests.request.id')
					.where('requests.party.user_id', '=', id)
					.where('requests.party.released_at', 'is', null)
			)
		]);
		const handler = eb.exists(
			eb
				.selectFrom('requests.handler')
				.select('requests.handler.user_id')
				.whereRef('requests.handler.subdistrict_id', '=', 'requests.request.subdistrict_id')
				.whereRef('requests.handler.request_id', '=', 'requests.request.id')
				.where('requests.handler.user_id', '=', id)
		);
		const inArea = (scope: 'all' | string[]): Expression<SqlBool> =>
			scope === 'all' ? eb.lit(true) : scope.length ? eb('requests.request.community_id', 'in', scope) : eb.lit(false);
		const headed = eb.or([inArea(heads), ...(hasRole(actor, ...HEADS) ? [eb('requests.request.community_id', 'is', null)] : [])]);
		return eb.or([headed, named, eb.and([inArea(staff), eb.or([open, handler])])]);
	};
}
