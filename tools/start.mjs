// npm start, and with --dev npm run dev: installs what is missing, then hands over to src/app/start.ts on Node 24.
import { fileURLToPath } from 'node:url';
import { ensurePackages } from './lib/packages.mjs';
import { runOnNode24 } from './lib/node24.mjs';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');
const dev = process.argv.includes('--dev');
try {
	await ensurePackages(root, { dev });
	runOnNode24(root, ['src/app/start.ts', ...process.argv.slice(2)]);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}
