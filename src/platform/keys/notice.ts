import { reloadKeys } from '../config.ts';
import { listen } from '../db/listen.ts';

/** Every node hears here that the keys were rotated. */
export const KEYS_CHANGED = 'baiyun_keys_changed';

/** From now on this process reads the keys again when they change; called once at start. */
export const followKeys = (): void => listen(KEYS_CHANGED, reloadKeys);
