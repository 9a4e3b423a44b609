/** Coded errors of the module; `messages` says each in words: what went wrong, what was kept, what to do. */
import { AppError, conflict, forbidden, notFound } from '#platform/errors.ts';
import type { Refusal } from './case/actions.ts';

/** A case that is not there, or not for the caller's eyes: the two look alike on purpose. */
export const noSuchCase = (): AppError => notFound('request');

/** The action cannot be taken; `refusal` says why. A wrong state is a conflict, a missing right is a refusal. */
export const refused = (refusal: Refusal): AppError => {
	const right = ['not_involved', 'needs_handle', 'needs_triage', 'needs_supervise', 'confidential', 'only_owner'].includes(refusal);
	return right ? new AppError(`requests.refused_${refusal}`, { status: 403 }) : conflict(`requests.refused_${refusal}`);
};

/** Somebody else has done something since the caller looked. Nothing was written. */
export const stale = (): AppError => conflict('requests.stale');

export const slotGone = (): AppError => conflict('requests.slotGone');
export const unknownWorker = (): AppError => new AppError('requests.unknownWorker', { status: 422 });
export const unknownProvider = (): AppError => new AppError('requests.unknownProvider', { status: 422 });
export const unknownCategory = (): AppError => new AppError('requests.unknownCategory', { status: 422 });
export { forbidden };
