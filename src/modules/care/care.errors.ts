import { AppError, conflict, notFound } from '#platform/errors.ts';

/** For what is not there and for what the caller may not know of: nobody learns by asking who is in the register. */
export const noSuchPerson = () => notFound('person');
export const noSuchPlan = () => notFound('plan');
export const noSuchDoor = () => notFound('door');
export const noSuchVisit = () => notFound('visit');

export const doorClosed = () => conflict('care.doorClosed');
/** Somebody else has gone on meanwhile; what was typed is kept on the page. */
export const doorMoved = () => conflict('care.doorMoved');
export const notReachedYet = () => new AppError('care.notReachedYet', { status: 422 });
