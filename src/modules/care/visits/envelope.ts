/** Visits are sealed as everything that is written on a phone is. */
export { fromBase64url, newKeyPair, openEnvelope, sealEnvelope, toBase64url, type Envelope } from '#platform/envelope.ts';
