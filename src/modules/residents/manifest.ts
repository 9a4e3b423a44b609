import type { ModuleManifest } from '#platform/manifest.ts';
import { permissions } from './residents.permissions.ts';

export const residents: ModuleManifest = {
	name: 'residents',
	permissions
};
