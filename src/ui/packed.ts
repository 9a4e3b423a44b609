/**
 * Long plain data on its way to a hydrated page, as JSON text: the framework writes a string much faster than it walks
 * fifty rows. Only for what JSON carries unchanged (no dates, no undefined that matters).
 */
export type Packed<T> = string & { readonly of?: T };

export const packed = <T>(value: T): Packed<T> => JSON.stringify(value);
export const unpacked = <T>(text: Packed<T>): T => JSON.parse(text) as T;
