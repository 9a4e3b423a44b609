import type { ModuleManifest } from '#platform/manifest.ts';
import { requestsApi } from './requests.api.ts';
import { permissions } from './requests.permissions.ts';
import './index.ts';

export const requests: ModuleManifest = { name: 'requests', permissions, api: requestsApi };
