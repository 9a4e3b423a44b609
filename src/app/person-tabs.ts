import { mayCall } from '#platform/access.ts';
import type { Ctx } from '#platform/context.ts';
import type { PersonTab } from '#platform/manifest.ts';
import { modules } from './registry.ts';

/** The tabs of a resident's page that the caller's roles open, in their order. */
export const personTabs = (ctx: Ctx): PersonTab[] => modules.flatMap(({ personTabs: tabs }) => tabs ?? []).filter(({ permission }) => mayCall(ctx.actor, permission)).sort((a, b) => a.order - b.order);
