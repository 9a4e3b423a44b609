/** The slip that a resident takes home from the counter: number, code, named worker with the desk's telephone, by when. */
import { listCommunities } from '#modules/areas/index.ts';
import type { Ctx } from '#platform/context.ts';
import { formatDateTime } from '#platform/dates/index.ts';
import { qrSvg, renderPdf } from '#platform/print/index.ts';
import { intakeMessages } from '../messages/intake.ts';
import { requestsMessages } from '../messages/index.ts';
import { slip, slipWords } from './slip.ts';
import { getCase } from '../detail/desk-case.ts';
import { STEPS } from '../case/case.model.ts';
import { port } from '../requests.ports.ts';
import { followPath } from '../case/told.ts';

/**
 * The slip of a case that the caller may open, as a PDF of one page: A6, or a strip of 80 mm roll.
 * @param place the subdistrict's name and zone, and the address under which residents reach the site
 * @throws platform.notFound (404)
 */
export async function printSlip(ctx: Ctx, id: string, size: 'a6' | 'roll', place: { subdistrict: string; zone: string; origin: string }): Promise<{ number: string; pdf: Buffer }> {
	const found = await getCase(ctx, { id });
	const [communities, worker] = await Promise.all([listCommunities(ctx, {}), found.ownerId ? port('staff').find(ctx, found.ownerId) : null]);
	const community = communities.find((each) => each.id === found.place.communityId);
	const m = intakeMessages[ctx.locale];
	const stamp = (at: Date | null | undefined): string | undefined => (at ? formatDateTime(at, place.zone, ctx.locale) : undefined);
	const due = (kind: string) => stamp(found.rounds.at(-1)?.clocks.find((clock) => clock.kind === kind)?.due);
	const url = place.origin + followPath(found.number, found.key);
	const contactBy = due('first_contact');
	const waits = found.state === 'submitted' || found.state === 'accepted' || found.state === 'dispatched';
	const pdf = await renderPdf(
		slip,
		{
			lang: ctx.locale,
			size,
			org: `${place.subdistrict}${community ? ` · ${community.name}` : ''}`,
			number: found.number,
			submittedAt: stamp(found.createdAt),
			qr: qrSvg(url),
			url,
			// A slip is left lying about: a confidential need is not written on it.
			said: found.confidential ? undefined : found.text,
			worker: worker?.name ?? m.slipDesk(community?.name ?? place.subdistrict),
			role: worker ? m.slipRole : undefined,
			phone: worker?.deskPhone || community?.deskPhone,
			firstContactBy: waits ? contactBy : undefined,
			resolutionBy: due('resolve'),
			next: waits && contactBy ? m.slipNext(contactBy) : undefined,
			steps: STEPS.map((step) => requestsMessages[ctx.locale].step[step]),
			at: found.step ? STEPS.indexOf(found.step) : 0,
			words: slipWords[ctx.locale]
		},
		{ now: ctx.clock.now() }
	);
	return { number: found.number, pdf };
}
