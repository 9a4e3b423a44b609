// Runs one of our TypeScript files on Node 24, whatever Node is on the PATH: with-node24.mjs FILE [ARGUMENT…]
import { fileURLToPath } from 'node:url';
import { ensurePackages } from './lib/packages.mjs';
import { runOnNode24 } from './lib/node24.mjs';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');
try {
	await ensurePackages(root, { dev: false });
	runOnNode24(root, process.argv.slice(2));
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}
