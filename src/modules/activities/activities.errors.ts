import { notFound } from '#platform/errors.ts';

/** For what is not there and for what the caller may not know of. */
export const noSuchTime = () => notFound('occurrence');
export const noSuchPlace = () => notFound('place');
