import { redirect } from '@sveltejs/kit';
import { readForm } from '#platform/web/forms.ts';
import { keep, kept } from '../kept.ts';
import { proposalFor } from '../proposal.ts';
import { sameBefore } from '../same.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const draft = await kept(event);
	if (!draft.text) redirect(303, '/tell');
	const { offers, category } = await proposalFor(event.locals.ctx, draft);
	const same = await sameBefore(event.locals.ctx, draft, category);
	// With nothing to choose from, the page would be one more tap and no help.
	if (offers.length === 0 && same.length === 0) redirect(303, '/tell/details');
	return { text: draft.text, offers, same };
};

export const actions: Actions = {
	choose: async (event) => {
		const wanted = String((await readForm(event.request)).get('chosen') ?? '');
		const draft = await kept(event);
		if (!draft.text) redirect(303, '/tell');
		const [serviceId, slotId] = wanted.split('|');
		const offer = serviceId ? (await proposalFor(event.locals.ctx, draft)).offers.find((each) => each.serviceId === serviceId) : undefined;
		const slot = offer?.nextSlot && offer.nextSlot.slotId === slotId ? offer.nextSlot : null;
		await keep(event, {
			...draft,
			decided: true,
			chosen: offer ? { serviceId: offer.serviceId, slotId: slot?.slotId ?? null, startsAt: slot?.startsAt.toISOString() ?? null, name: `${offer.serviceName}（${offer.organizationName}）` } : null
		});
		redirect(303, '/tell/details');
	}
};
