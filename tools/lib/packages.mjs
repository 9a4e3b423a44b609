import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { working } from './progress.mjs';

/**
 * Whether `node_modules` holds what the lock file names. Compared by content with the lock that npm leaves
 * inside `node_modules`, not by time: a checkout touches files without changing them.
 * @param {string} root the project's folder
 * @param {{ dev: boolean }} options `dev`: the packages for building and testing this code count too
 */
export function packagesMissing(root, { dev }) {
	let installed;
	try {
		installed = JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')).packages;
	} catch {
		return true;
	}
	const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
	return Object.entries(wanted).some(([path, entry]) => {
		if (path === '' || (entry.dev && !dev)) return false;
		const found = installed[path];
		// npm leaves out an optional package made for another machine.
		if (!found) return !(entry.optional || entry.devOptional || entry.peer);
		return found.version !== entry.version || !existsSync(join(root, path));
	});
}

/**
 * Installs what the lock file names, with the npm that started us or the one on the PATH. Not `npm ci`: it refuses a
 * lock that lacks optional packages of other systems, and a lock written against a mirror that does not carry them
 * lacks them. `npm install --no-save` takes the same versions, checks the same hashes and leaves the lock as it is.
 * @param {string} root
 * @returns {Promise<void>} rejects with npm's own words when it fails
 */
export async function installPackages(root) {
	const done = working('Installing packages');
	const npm = process.env.npm_execpath;
	const args = ['install', '--no-save', '--no-fund', '--no-audit', '--loglevel=error'];
	const [command, commandArgs] = npm?.endsWith('.js') ? [process.execPath, [npm, ...args]] : ['npm', args];
	const child = spawn(command, commandArgs, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
	let output = '';
	child.stdout.on('data', (part) => (output += part));
	child.stderr.on('data', (part) => (output += part));
	const status = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
	done(status === 0);
	if (status !== 0) throw new Error(`npm install failed (status ${status}). What npm said:\n${output.trim()}`);
}

/**
 * @param {string} root
 * @param {{ dev: boolean }} options
 */
export async function ensurePackages(root, options) {
	if (packagesMissing(root, options)) await installPackages(root);
}
