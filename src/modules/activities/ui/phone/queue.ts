/** The queue of sealed arrivals on this phone, where it goes, and the list that was taken along. */
import { envelopeStore, postTo, queueState, sendEnvelopes } from '#ui/phone/queue.ts';
import { listStore } from '#ui/phone/vault.ts';

export const ARRIVALS_SYNC = 'arrivals';

export const arrivals = () => envelopeStore('baiyun-arrivals');
export const arrivalsState = () => queueState(arrivals());
export const sendArrivals = () => sendEnvelopes(arrivals(), postTo('/phone/attendance/send'));
export const rosterStore = () => listStore('baiyun-rosters');
