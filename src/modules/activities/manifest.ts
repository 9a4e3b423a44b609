import type { ModuleManifest } from '#platform/manifest.ts';
import { permissions } from './activities.permissions.ts';

export const activities: ModuleManifest = {
	name: 'activities',
	permissions
};
