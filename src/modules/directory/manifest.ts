import type { ModuleManifest } from '#platform/manifest.ts';
import { permissions } from './directory.permissions.ts';
// Joins the module's use cases to the product, so that the walk over all of them (deny by default) meets them.
import './index.ts';

export const directory: ModuleManifest = { name: 'directory', permissions };
