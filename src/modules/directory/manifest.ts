import type { ModuleManifest } from '#platform/manifest.ts';
import { permissions } from './directory.permissions.ts';

export const directory: ModuleManifest = { name: 'directory', permissions };
