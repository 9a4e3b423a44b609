import type { TestProject } from 'vitest/node';
import { startProduct } from './product.ts';

declare module 'vitest' {
	export interface ProvidedContext {
		/** the running demonstration */
		product: { origin: string; dataDir: string };
	}
}

/**
 * Vitest's global set-up for tests of a running product: one with demonstration data for all of them, or the one that
 * PRODUCT_ORIGIN and PRODUCT_DATA name. It takes a caller's address from a header, so that a test may come from
 * many; see `call` in http.ts.
 */
export default async function setUp(project: TestProject): Promise<(() => Promise<void>) | undefined> {
	const { PRODUCT_ORIGIN: origin, PRODUCT_DATA: dataDir } = process.env;
	if (origin && dataDir) {
		project.provide('product', { origin, dataDir });
		return undefined;
	}
	const product = await startProduct({ ADDRESS_HEADER: 'x-test-address' });
	project.provide('product', { origin: product.origin, dataDir: product.dataDir });
	return () => product.stop();
}
