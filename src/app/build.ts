import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { working } from '../../tools/lib/progress.mjs';

const inputs = ['src', 'static', 'package.json', 'package-lock.json', 'vite.config.ts', 'tsconfig.json'];

/**
 * One hash over everything the build is made from. Contents, not times: a fresh clone, a copied folder and a
 * switched branch all get an honest answer.
 */
export function sourceHash(root: string): string {
	const hash = createHash('sha256');
	const add = (path: string) => void hash.update(`${path}\0`).update(readFileSync(join(root, path))).update('\0');
	const walk = (dir: string) => {
		for (const entry of readdirSync(join(root, dir), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
			const path = `${dir}/${entry.name}`;
			if (entry.isDirectory()) walk(path);
			else if (!entry.name.endsWith('.test.ts')) add(path);
		}
	};
	for (const input of inputs) {
		if (!existsSync(join(root, input))) continue;
		if (input.includes('.')) add(input);
		else walk(input);
	}
	return hash.digest('hex');
}

/**
 * Builds the site when there is no build of these sources.
 * @throws Error with what the build printed
 */
export async function ensureBuilt(root: string): Promise<void> {
	const stamp = join(root, 'build', '.sources');
	const hash = sourceHash(root);
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
	const done = working('Building');
	const child = spawn(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build'], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, NODE_ENV: 'production' }
	});
	let output = '';
	child.stdout.on('data', (part: Buffer) => (output += part));
	child.stderr.on('data', (part: Buffer) => (output += part));
	const status = await new Promise((resolve) => child.on('close', resolve));
	done(status === 0);
	if (status !== 0) throw new Error(`The build failed:\n${output.trim()}`);
	writeFileSync(stamp, hash);
}

// Run as a program: `npm test` builds before it opens a browser.
if (import.meta.main) await ensureBuilt(process.env.BAIYUN_ROOT ?? process.cwd());
