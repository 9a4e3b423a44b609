import { railFor } from '#app/desk-nav.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => ({ rail: railFor(locals.ctx) });
