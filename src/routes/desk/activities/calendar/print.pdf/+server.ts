import { listCommunities } from '#modules/areas/index.ts';
import { permissions, printBoard } from '#modules/activities/index.ts';
import { demand } from '#platform/access.ts';
import { apiError } from '#platform/web/api.ts';
import { readView, timesOfSpan } from '../view.server.ts';
import type { RequestHandler } from './$types';

/** What the calendar shows, on A3; of a month the month alone. */
export const GET: RequestHandler = async ({ locals, url }) => {
	try {
		demand(locals.ctx.actor, permissions.edit);
		const { filter, span } = readView(locals, url);
		const subdistrict = locals.subdistrict!;
		const [times, communities] = await Promise.all([timesOfSpan(locals, filter, { from: span.first, to: span.last }), listCommunities(locals.ctx, {})]);
		const english = locals.ctx.locale === 'en';
		const community = communities.find(({ id }) => id === filter.communityId);
		const org = [(english && subdistrict.nameEn) || subdistrict.name, community ? (english && community.nameEn) || community.name : ''].filter(Boolean).join(english ? ', ' : '');
		const pdf = await printBoard(locals.ctx, times, { org, from: span.first, to: span.last, zone: subdistrict.timeZone, url: `${url.origin}/activities?week=${span.first}${filter.communityId ? `&community=${filter.communityId}` : ''}` });
		return new Response(pdf as BodyInit, { headers: { 'content-type': 'application/pdf', 'content-disposition': 'inline; filename="activities.pdf"' } });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
