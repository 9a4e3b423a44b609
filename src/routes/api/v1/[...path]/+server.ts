import { answerApi } from '#app/api.ts';
import type { RequestHandler } from './$types';

/** All of `/api/v1`: the modules' manifests say what is there. */
export const fallback: RequestHandler = ({ locals, request, url, params }) => answerApi(locals.ctx, request, url, params.path);
