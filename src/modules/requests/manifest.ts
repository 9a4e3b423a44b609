import type { WriteTx } from '#platform/db/tx.ts';
import type { ModuleManifest } from '#platform/manifest.ts';
import { installDefaults } from './requests.config.ts';
import { requestsApi } from './requests.api.ts';
import { permissions } from './requests.permissions.ts';
import './index.ts';

export const requests: ModuleManifest = { name: 'requests', permissions, api: requestsApi, install: (tx) => installDefaults(tx as unknown as WriteTx<'requests'>) };
