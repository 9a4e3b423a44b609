import type * as v from 'valibot';
import type { SignUpInput } from '../signup/signup.schemas.ts';

/** A member of a party as a form gives it. */
export type MemberInput = v.InferInput<typeof SignUpInput>['members'][number];
