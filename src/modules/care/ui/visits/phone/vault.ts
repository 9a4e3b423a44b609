/** The list of visits that was taken along. */
import { listStore } from '#ui/phone/vault.ts';

export { hasList, lockAway, MOST_WRONG, unlock, type Opened } from '#ui/phone/vault.ts';
export const vaultStore = () => listStore('baiyun-visit-list');
