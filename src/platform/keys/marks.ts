import { createHmac } from 'node:crypto';
import { config } from '../config.ts';

/** One mark for each key of this installation, equal for equal keys; keyed hashes, so they tell nothing about them. */
export function keyMarks(): string[] {
	const { lookup, sealing } = config().keys;
	const mark = (name: string, key: Buffer) => `${name}:${createHmac('sha256', key).update(`baiyun back-up ${name}`).digest('base64url').slice(0, 22)}`;
	return [mark('lookup', lookup), ...[...sealing].map(([generation, { key }]) => mark(String(generation), key))];
}
