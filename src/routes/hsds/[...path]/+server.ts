import { answerHsds } from '#modules/directory/index.ts';
import { config } from '#platform/config.ts';
import type { RequestHandler } from './$types';

/** HSDS 3.1 (Human Services Data Specification): the directory for other directories. Public, read only. */
export const GET: RequestHandler = ({ locals, params, url }) => answerHsds(locals.ctx, params.path, url, { origin: config().publicOrigin, place: locals.subdistrict!.name });
