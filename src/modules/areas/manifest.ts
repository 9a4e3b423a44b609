import type { ModuleManifest } from '#platform/manifest.ts';
import { permissions } from './areas.permissions.ts';

export const areas: ModuleManifest = { name: 'areas', permissions };
