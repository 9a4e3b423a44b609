import { answerApi } from '#app/api.ts';
import type { RequestHandler } from './$types';

/** All of `/api/v1`: the modules' manifests say what is there. */
export const fallback: RequestHandler = ({ locals, request, url }) => answerApi(locals.ctx, request, url, url.pathname.slice('/api/v1/'.length));
