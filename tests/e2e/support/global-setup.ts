import { startProduct } from '../../support/product.ts';
import { browser } from './chromium.ts';

/**
 * Before the first test: a browser, and a freshly started product with demonstration data, or the running one that
 * E2E_ORIGIN names (its data folder is E2E_DATA). The workers get both by the environment. @returns what stops the product
 */
export default async function setUp(): Promise<(() => Promise<void>) | undefined> {
	const { executablePath, env } = await browser();
	Object.assign(process.env, env, { E2E_CHROMIUM: executablePath });
	if (process.env.E2E_ORIGIN) return undefined;
	const product = await startProduct({ ADDRESS_HEADER: 'x-test-address' });
	process.env.E2E_ORIGIN = product.origin;
	process.env.E2E_DATA = product.dataDir;
	return () => product.stop();
}
