import type { Ctx } from '#platform/context.ts';
import type { HeldItem } from '#platform/manifest.ts';
import { modules } from './registry.ts';

/** What the modules beside the register hold about a person, for that person; each asks for itself whether the caller may know. */
export const heldAbout = async (ctx: Ctx, personId: string): Promise<HeldItem[]> => (await Promise.all(modules.flatMap(({ heldAbout: held }) => (held ? [held(ctx, personId)] : [])))).flat();
