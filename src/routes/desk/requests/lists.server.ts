import { listCommunities } from '#modules/areas/index.ts';
import { searchServices } from '#modules/directory/index.ts';
import { fillTemplate, listCategories, listTemplates, propose, similarToCase, type DeskCase } from '#modules/requests/index.ts';
import type { StepLists } from '#modules/requests/ui/lists.ts';
import { staffOfCommunity } from '#platform/accounts/index.ts';
import type { Ctx } from '#platform/context.ts';

/** Categories in their groups, as the filter and the forms show them. */
export async function categoryGroups(ctx: Ctx): Promise<StepLists['categories']> {
	const groups = await listCategories(ctx, {});
	return groups.map((group) => ({
		label: group.name[ctx.locale],
		items: group.categories.map((category) => ({ code: category.code, label: category.name[ctx.locale] }))
	}));
}

/** What the steps on this case choose from, and the resources that fit it, best first. */
export async function listsFor(ctx: Ctx, found: DeskCase) {
	const [workers, communities, categories, templates, proposal, similar, directory] = await Promise.all([
		staffOfCommunity(ctx, { communityId: found.place.communityId, roles: ['worker', 'head', 'manager'] }),
		listCommunities(ctx, {}),
		categoryGroups(ctx),
		listTemplates(ctx, { categoryCode: found.categoryCode }),
		propose(ctx, { text: found.text, communityId: found.place.communityId, answers: found.answers, limit: 8 }),
		similarToCase(ctx, { id: found.id }),
		searchServices(ctx, { community: found.place.communityId ?? undefined, limit: 100 })
	]);
	const fitting = new Set(proposal.offers.map((offer) => offer.serviceId));
	const lists: StepLists = {
		workers: workers.map((worker) => ({ id: worker.id, label: worker.name })),
		communities: communities.map((community) => ({ id: community.id, label: ctx.locale === 'en' ? community.nameEn || community.name : community.name })),
		categories,
		templates: templates.map((template) => ({ purpose: template.purpose, title: template.title, body: fillTemplate(template.body, { number: found.number, worker: found.ownerName, place: found.place.text, name: found.reporter.name }) })),
		providers: proposal.offers.map((offer) => ({ id: offer.serviceId, label: `${offer.serviceName} · ${offer.organizationName}` })),
		otherProviders: directory.items
			.filter((service) => !fitting.has(service.id))
			.map((service) => ({
				id: service.id,
				label: ctx.locale === 'en' ? `${service.nameEn || service.name} · ${service.organizationNameEn || service.organizationName}` : `${service.name} · ${service.organizationName}`
			}))
	};
	return { lists, offers: proposal.offers, similar };
}
