import type { SmsAdapter } from './index.ts';

/*
 * Any gateway that takes one HTTP request for one message:
 *   BAIYUN_SMS_URL      where to; setting it is what turns the gateway on
 *   BAIYUN_SMS_METHOD   POST unless set
 *   BAIYUN_SMS_HEADERS  JSON object, e.g. {"content-type":"application/json","authorization":"Bearer …"}
 *   BAIYUN_SMS_BODY     text with {{to}}, {{text}} and {{purpose}}; what is filled in is escaped for JSON, or
 *                       percent-encoded when the content type is a form
 *   BAIYUN_SMS_EXPECT   text that a good answer contains, for gateways that refuse with status 200
 */
const TIMEOUT_MS = 10_000;

export function httpSms(url: string, env: NodeJS.ProcessEnv): SmsAdapter {
	const headers: Record<string, string> = { 'content-type': 'application/json', ...(env.BAIYUN_SMS_HEADERS ? (JSON.parse(env.BAIYUN_SMS_HEADERS) as Record<string, string>) : {}) };
	const template = env.BAIYUN_SMS_BODY ?? '{"to":"{{to}}","text":"{{text}}"}';
	const type = Object.entries(headers).findLast(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
	const escape = type.includes('x-www-form-urlencoded') ? encodeURIComponent : (text: string) => JSON.stringify(text).slice(1, -1);
	return {
		name: 'http',
		async send(message) {
			const values: Record<string, string> = message;
			const response = await fetch(url, {
				method: env.BAIYUN_SMS_METHOD ?? 'POST',
				headers,
				body: template.replace(/\{\{(to|text|purpose)\}\}/g, (_, name: string) => escape(values[name]!)),
				signal: AbortSignal.timeout(TIMEOUT_MS),
				redirect: 'error'
			});
			const body = await response.text();
			if (!response.ok) throw new Error(`the SMS gateway answered ${response.status}`);
			if (env.BAIYUN_SMS_EXPECT && !body.includes(env.BAIYUN_SMS_EXPECT)) throw new Error('the SMS gateway did not accept the message');
		}
	};
}
