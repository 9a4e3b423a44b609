import { AppError, conflict, notFound } from '#platform/errors.ts';

/** For what is not there and for what the caller may not know of. */
export const noSuchPerson = () => notFound('person');

/** Somebody with this ID number is in the register already; `personId` leads there if the caller may see them. */
export const idNumberTaken = (personId: string) => new AppError('residents.idNumberTaken', { status: 409, params: { personId }, fields: [{ path: 'idNumber', code: 'residents.idNumberTaken' }] });

/** Somebody of this name with the same telephone or birth is in the register; whoever registers looks and decides. */
export const maybeThere = (personId: string) => conflict('residents.maybeThere', { personId });

/** Somebody changed the record after it was read. */
export const recordMoved = () => conflict('residents.recordMoved');

export const fieldWrong = (path: string, code: string, params?: Record<string, string | number>) => new AppError('platform.invalidInput', { status: 422, fields: [{ path, code, ...(params ? { params } : {}) }] });
