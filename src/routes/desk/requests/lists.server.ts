import { keptFor } from '#app/kept.ts';
import { land } from '#modules/areas/index.ts';
import { searchServices } from '#modules/directory/index.ts';
import { fillTemplate, listCategories, listTemplates, listViews, propose, similarToCase, type DeskCase } from '#modules/requests/index.ts';
import type { ProviderChoice, StepLists } from '#modules/requests/ui/lists.ts';
import { listTeams, volunteersMessages } from '#modules/volunteers/index.ts';
import { staffOfCommunity } from '#platform/accounts/index.ts';
import type { Ctx } from '#platform/context.ts';
import { viewQuery } from './view.ts';

/* They change a few times a year and stand on every list. */
const groupsKept = keptFor<StepLists['categories']>(5_000);

/** Categories in their groups, as the filter and the forms show them, in the reader's language. */
export const categoryGroups = (ctx: Ctx): Promise<StepLists['categories']> =>
	groupsKept.get(`${ctx.subdistrictId} ${ctx.locale}`, async () =>
		(await listCategories(ctx, {})).map((group) => ({
			label: group.name[ctx.locale],
			items: group.categories.map((category) => ({ code: category.code, label: category.name[ctx.locale] }))
		}))
	);

const viewsKept = keptFor<{ id: string; name: string; own: boolean; href: string }[]>(5_000);

/** The views that the caller kept or was given, with their addresses. */
export const savedViews = (ctx: Ctx) =>
	viewsKept.get(ctx.actor.id ?? '', async () => (await listViews(ctx, {})).map((view) => ({ id: view.id, name: view.name, own: view.own, href: `/desk/requests?${viewQuery(view.query)}` })));

/** A view may be shared, so everybody's are asked for anew. */
export const forgetViews = (): void => viewsKept.forgetAll();

/** The communities' names in the reader's language. */
export async function communityNames(ctx: Ctx): Promise<{ id: string; label: string }[]> {
	const { communities } = await land(ctx);
	return communities.map((community) => ({ id: community.id, label: (ctx.locale === 'en' && community.nameEn) || community.name }));
}

/** The services that a search by words finds for a community (null: for any), best first, with reasons in the reader's language. */
export async function findProviders(ctx: Ctx, words: string, communityId: string | null): Promise<ProviderChoice[]> {
	const [{ items }, teams] = await Promise.all([searchServices(ctx, { q: words, community: communityId ?? undefined, limit: 20 }), teamsFor(ctx, communityId)]);
	const say = (zh: string, en: string) => (ctx.locale === 'en' && en) || zh;
	const wanted = words.toLowerCase();
	return [
		...items.map((service) => ({
			id: service.id,
			name: say(service.name, service.nameEn),
			organization: say(service.organizationName, service.organizationNameEn),
			reasons: service.reasons.map(({ text }) => text)
		})),
		...teams.filter(({ name, reasons }) => [name, ...reasons].some((text) => text.toLowerCase().includes(wanted)))
	];
}

/** Teams of volunteers of a community and of the whole subdistrict: each can be offered a case as a service can. */
async function teamsFor(ctx: Ctx, communityId: string | null): Promise<ProviderChoice[]> {
	const m = volunteersMessages[ctx.locale];
	return (await listTeams(ctx, {}))
		.filter((team) => team.communityId === null || communityId === null || team.communityId === communityId)
		.map((team) => ({ id: team.id, name: (ctx.locale === 'en' && team.nameEn) || team.name, organization: m.teamOf(team.members), reasons: team.categories.map((each) => m.category[each as keyof typeof m.category]) }));
}

/** What the steps on this case choose from, and the resources that fit it, best first. `words`: what a provider is looked for by. */
export async function listsFor(ctx: Ctx, found: DeskCase, words: string | null) {
	const { communityId } = found.place;
	const [workers, communities, categories, templates, proposal, similar, providersAsked, teams] = await Promise.all([
		staffOfCommunity(ctx, { communityId, roles: ['worker', 'head', 'manager'] }),
		communityNames(ctx),
		categoryGroups(ctx),
		listTemplates(ctx, { categoryCode: found.categoryCode }),
		propose(ctx, { text: found.text, communityId, answers: found.answers, limit: 8 }),
		similarToCase(ctx, { id: found.id }),
		words ? findProviders(ctx, words, communityId) : null,
		teamsFor(ctx, communityId)
	]);
	const lists: StepLists = {
		workers: workers.map((worker) => ({ id: worker.id, label: worker.name })),
		communities,
		categories,
		templates: templates.map((template) => ({ purpose: template.purpose, title: template.title, body: fillTemplate(template.body, { number: found.number, worker: found.ownerName, place: found.place.text, name: found.reporter.name }) })),
		providers: [...proposal.offers.map((offer) => ({ id: offer.serviceId, name: offer.serviceName, organization: offer.organizationName, reasons: offer.reasons.map(({ text }) => text) })), ...teams],
		providersAsked,
		communityId
	};
	return { lists, offers: proposal.offers, similar };
}
