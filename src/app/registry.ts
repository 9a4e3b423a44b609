import { accounts } from '#platform/accounts/manifest.ts';
import type { ModuleManifest } from '#platform/manifest.ts';
import { activities } from '#modules/activities/manifest.ts';
import { areas } from '#modules/areas/manifest.ts';
import { care } from '#modules/care/manifest.ts';
import { directory } from '#modules/directory/manifest.ts';
import { notices } from '#modules/notices/manifest.ts';
import { plan } from '#modules/plan/manifest.ts';
import { requests } from '#modules/requests/manifest.ts';
import { residents } from '#modules/residents/manifest.ts';
import { site } from '#modules/site/manifest.ts';
import { volunteers } from '#modules/volunteers/manifest.ts';

/** Every module of the product, in the order in which their demonstration data builds on each other. */
export const modules: readonly ModuleManifest[] = [areas, accounts, directory, residents, requests, care, activities, volunteers, plan, notices, site];
