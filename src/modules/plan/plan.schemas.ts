import * as v from 'valibot';
import { isDate } from '#platform/dates/index.ts';

export const id = v.pipe(v.string(), v.uuid());
export const day = v.pipe(v.string(), v.check(isDate, 'platform.notValid'));
