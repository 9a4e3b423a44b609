/** The queue of sealed visits on this phone, and where it goes. */
import * as queue from '#ui/phone/queue.ts';
import { listStore } from '#ui/phone/vault.ts';

export { backOff, type QueueState } from '#ui/phone/queue.ts';
export const VISITS_SYNC = 'visits';
/** Where the list of visits lies that was taken along. */
export const vaultStore = () => listStore('baiyun-visit-list');

export const queueStore = () => queue.envelopeStore('baiyun-visits');
export const queueState = (store = queueStore()) => queue.queueState(store);
export const sendEnvelopes = (store = queueStore(), send = queue.postTo('/phone/visits/send')) => queue.sendEnvelopes(store, send);
export const draftPhotos = (visitId: string, store = queueStore()) => queue.draftPhotos(visitId, store);
export const releasePhotos = (visitId: string | null, store = queueStore()) => queue.releasePhotos(visitId, store);
