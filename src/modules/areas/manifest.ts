import type { ModuleManifest } from '#platform/manifest.ts';
import { api } from './areas.api.ts';
import { demoAreas } from './areas.demo.ts';
import { finder } from './areas.finder.ts';
import { permissions } from './areas.permissions.ts';

export const areas: ModuleManifest = {
	name: 'areas',
	permissions,
	nav: [
		{ group: 'resources', href: '/desk/areas', label: { zh: '区划', en: 'Areas' }, icon: 'map-pin', roles: ['worker', 'head', 'manager', 'system_admin'], order: 90 }
	],
	finder,
	api,
	demo: demoAreas
};
