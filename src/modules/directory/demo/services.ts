/** The demonstration directory: services, volunteers, rooms, tools, posts and guides of the fictional 云岭街道. */
import type { DemoService } from './shape.ts';
import { careServices } from './services/care.ts';
import { healthServices } from './services/health.ts';
import { homeServices } from './services/home.ts';
import { lifeServices } from './services/life.ts';

export { demoOrganisations } from './organisations.ts';
export type { CommunityKey, DemoCost, DemoException, DemoOpening, DemoOrganisation, DemoService } from './shape.ts';

export const demoServices: DemoService[] = [careServices, healthServices, homeServices, lifeServices].flat();
