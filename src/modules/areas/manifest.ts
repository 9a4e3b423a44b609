import type { ModuleManifest } from '#platform/manifest.ts';
import { demoAreas } from './areas.demo.ts';
import { permissions } from './areas.permissions.ts';

export const areas: ModuleManifest = { name: 'areas', permissions, demo: demoAreas };
