import type { Ctx } from '#platform/context.ts';
import type { Subdistrict } from '#platform/tenant.ts';

/** The sender of a paper and the zone of its times. */
export const paperPlace = (ctx: Ctx, subdistrict: Subdistrict): { org: string; zone: string } => ({ org: (ctx.locale === 'en' && subdistrict.nameEn) || subdistrict.name, zone: subdistrict.timeZone });
