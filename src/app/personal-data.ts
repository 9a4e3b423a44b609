import type { Ctx } from '#platform/context.ts';
import type { PersonalData } from '#platform/manifest.ts';
import { modules } from './registry.ts';

/** The personal data that the modules beside the register hold, in numbers; each asks for itself whether the caller may know. */
export const personalData = async (ctx: Ctx): Promise<PersonalData[]> => (await Promise.all(modules.flatMap(({ personalData: held }) => (held ? [held(ctx)] : [])))).flat();
