import type { Permission } from './access.ts';
import type { Ctx, Role } from './context.ts';
import type { WriteTx } from './db/tx.ts';
import type { JobDefinition } from './jobs.ts';
import type { Locale } from './i18n.ts';
import type { Measure } from './measure.ts';
import type { Endpoint } from './web/api.ts';

/** Where an entry stands on the desk's rail: 办件, 居民, 活动, 资源, 网站, 管理. The entries of a group stand by `order`. */
export type NavGroup = 'work' | 'people' | 'activities' | 'resources' | 'site' | 'admin';

/** One entry of the desk's rail. */
export interface NavItem {
	group: NavGroup;
	href: string;
	label: Record<Locale, string>;
	/** a name of `src/ui/icons/paths.ts` */
	icon: string;
	roles: readonly Role[];
	order: number;
}

/** What Ctrl K can find in this module. */
export interface Finder {
	roles: readonly Role[];
	find(ctx: Ctx, words: string): Promise<{ href: string; label: string; hint: string; icon: string }[]>;
}

/**
 * What a module shows on a resident's page, under its own permission. The page draws `key` with the component of that name
 * and knows nothing else of the module.
 */
export interface PersonTab {
	key: string;
	label: Record<Locale, string>;
	permission: Permission;
	order: number;
	/** what the tab shows; null: nothing to show the caller of this person */
	load(ctx: Ctx, personId: string): Promise<unknown>;
}

/** Something that a module holds about a person, in the reader's language, for that person. */
export interface HeldItem {
	title: string;
	/** a day, a time or a span, ready to read */
	when: string;
	lines: string[];
	/** each at an address that the person may open */
	pictures?: { href: string; alt: string; width: number; height: number }[];
}

/** A kind of personal data that a module holds beside the register, for the record of what is handled: numbers, nobody's data. */
export interface PersonalData {
	/** as purposes of residents call it */
	covers: string;
	/** of how many people it is held */
	people: number;
	/** roles that may come to it, each in their own area */
	readers: readonly Role[];
	/** encrypted at rest */
	sealed: boolean;
}

/** What a module gives to the product; composed in `app/registry.ts`. */
export interface ModuleManifest {
	name: string;
	permissions: Record<string, Permission>;
	nav?: readonly NavItem[];
	jobs?: readonly JobDefinition[];
	/** what the plan can count of this module */
	measures?: readonly Measure[];
	finder?: Finder;
	personTabs?: readonly PersonTab[];
	/** what it holds about a person beside the register; it asks `demandOwnData` of residents before it answers */
	heldAbout?: (ctx: Ctx, personId: string) => Promise<HeldItem[]>;
	/** which personal data it holds, of how many; for who oversees that */
	personalData?: (ctx: Ctx) => Promise<PersonalData[]>;
	api?: readonly Endpoint[];
	/** registers event handlers; called once at start */
	listen?: () => void;
	/** gives a new subdistrict what the module starts from (categories, clocks, terms); called once, with the tenant itself */
	install?: (tx: WriteTx<string>) => Promise<void>;
	/** fills demonstration data for one subdistrict; called once, in the order of the registry */
	demo?: (ctx: Ctx) => Promise<void>;
}
