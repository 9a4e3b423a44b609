import { hasRole, type Ctx } from '#platform/context.ts';
import type { NavGroup } from '#platform/manifest.ts';
import { modules } from './registry.ts';

export interface RailGroup {
	group: NavGroup;
	items: { href: string; label: string; icon: string }[];
}

const ORDER: readonly NavGroup[] = ['work', 'people', 'activities', 'resources', 'site', 'admin'];

/** The entries of the desk's rail that the caller's roles open, in their groups; empty groups are left out. */
export function railFor(ctx: Ctx): RailGroup[] {
	const items = modules
		.flatMap((module) => module.nav ?? [])
		.filter((item) => hasRole(ctx.actor, ...item.roles))
		.sort((a, b) => a.order - b.order);
	return ORDER.map((group) => ({
		group,
		items: items.filter((item) => item.group === group).map((item) => ({ href: item.href, label: item.label[ctx.locale], icon: item.icon }))
	})).filter((group) => group.items.length > 0);
}

export interface Find {
	href: string;
	label: string;
	hint: string;
	icon: string;
}

/** What Ctrl K finds: pages of the rail by name, then what each module's finder knows and the caller may see. */
export async function findAnything(ctx: Ctx, words: string): Promise<{ pages: Find[]; records: Find[] }> {
	const wanted = words.trim().toLowerCase();
	const pages = railFor(ctx)
		.flatMap((group) => group.items)
		.filter((item) => !wanted || item.label.toLowerCase().includes(wanted) || item.href.includes(wanted))
		.map((item) => ({ ...item, hint: '' }));
	if (!wanted) return { pages, records: [] };
	const finders = modules.flatMap((module) => (module.finder && hasRole(ctx.actor, ...module.finder.roles) ? [module.finder] : []));
	const records = (await Promise.all(finders.map((finder) => finder.find(ctx, words.trim())))).flat();
	return { pages, records };
}
