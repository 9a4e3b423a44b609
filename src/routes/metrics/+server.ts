import { config } from '#platform/config.ts';
import { registry } from '#platform/metrics.ts';
import type { RequestHandler } from './$types';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
const LOOPBACK_HOST = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * For Prometheus on this machine. Through the public address (another host name, or a proxy's forwarded header)
 * there is nothing here unless BAIYUN_PUBLIC_METRICS=1.
 */
export const GET: RequestHandler = async ({ url, request, locals }) => {
	const forwarded = request.headers.has('x-forwarded-for') || request.headers.has('forwarded');
	const local = !forwarded && LOOPBACK_HOST.test(url.hostname) && LOOPBACK.test(locals.ctx.ip ?? '');
	if (!config().publicMetrics && !local) return new Response('not found\n', { status: 404 });
	return new Response(await registry.metrics(), { headers: { 'content-type': registry.contentType, 'cache-control': 'no-store' } });
};
