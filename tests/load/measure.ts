import autocannon from 'autocannon';

/** Middle of the values; of an even number, the upper middle. */
export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** The value below which `share` (0…1) of the values lie. */
export const percentile = (values: readonly number[], share: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)] ?? NaN;

export interface Load {
	url: string;
	headers?: Record<string, string>;
	/** one body for each request, made on the way; makes it a POST */
	body?: () => string;
}

/** Requests a second that a server answers with 2xx under `connections` kept-alive connections for `seconds`. Any other answer is an error. */
export async function throughput(load: Load, seconds: number, connections = 10): Promise<number> {
	const result = await autocannon({
		url: load.url,
		connections,
		duration: seconds,
		headers: load.headers,
		...(load.body && { method: 'POST', requests: [{ method: 'POST', headers: { 'content-type': 'application/json', ...load.headers }, setupRequest: (request) => ({ ...request, body: load.body!() }) }] })
	});
	if (result.non2xx || result.errors) throw new Error(`${load.url}: ${result.non2xx} answers were not 2xx, ${result.errors} failed`);
	return result['2xx'] / result.duration;
}

export interface Pair {
	ours: number;
	reference: number;
	/** median of the ratios of neighbouring runs: the machine's drift falls out */
	ratio: number;
	ratios: number[];
}

/** Ours and the reference in turn, A B A B …, after a warm-up of each. */
export async function inTurn(ours: Load, reference: Load, { rounds = 5, seconds = 3, connections = 10 } = {}): Promise<Pair> {
	await throughput(ours, 2, connections);
	await throughput(reference, 2, connections);
	const a: number[] = [];
	const b: number[] = [];
	for (let round = 0; round < rounds; round++) {
		a.push(await throughput(ours, seconds, connections));
		b.push(await throughput(reference, seconds, connections));
	}
	const ratios = a.map((value, i) => value / b[i]!);
	return { ours: median(a), reference: median(b), ratio: median(ratios), ratios };
}

/** Milliseconds of each of `times` calls, one after the other. */
export async function latencies(call: (i: number) => Promise<unknown>, times: number, warmUp = 50): Promise<number[]> {
	for (let i = 0; i < warmUp; i++) await call(i);
	const out: number[] = [];
	for (let i = 0; i < times; i++) {
		const began = performance.now();
		await call(i);
		out.push(performance.now() - began);
	}
	return out;
}
