import { AppError, conflict, notFound } from '#platform/errors.ts';

export const noSuchPlan = () => notFound('plan');
/** Somebody else changed the plan since the page was opened. */
export const moved = () => conflict('plan.moved');
/** A closed plan stays as it was. */
export const closed = () => conflict('plan.closed');
/** Another plan of the same area and year is adopted. */
export const twice = () => conflict('plan.twice');
export const nothingToTakeBack = () => conflict('plan.nothingToTakeBack');
export const tooMany = (most: number) => new AppError('plan.tooMany', { status: 422, params: { most } });
export const wrongState = () => conflict('plan.wrongState');
