import type { RailGroup } from '#app/desk-nav.ts';
import type { Ctx } from '#platform/context.ts';
import type { Locale } from '#platform/i18n.ts';
import type { ErrorText } from '#platform/messages/index.ts';
import type { Subdistrict } from '#platform/tenant.ts';

declare global {
	namespace App {
		interface Error {
			code?: string;
			requestId?: string;
			/** the sentences of `code` in the reader's language, made on the server */
			text?: ErrorText;
		}
		interface Locals {
			/** who calls, where, in which language; absent only on the set-up pages */
			ctx: Ctx;
			subdistrict: Subdistrict | null;
			/** 长辈版 */
			senior: boolean;
		}
		interface PageData {
			locale: Locale;
			senior: boolean;
			subdistrict: { name: string; nameEn: string; timeZone: string } | null;
			me: { name: string; staff: boolean } | null;
			/** the desk's rail; desk pages only */
			rail?: RailGroup[];
			/** the desk's queues with their counts; desk pages only */
			queues?: { label: string; href: string; icon: string; count: number; tone?: 'near' | 'late' }[];
		}
	}
}

export {};
