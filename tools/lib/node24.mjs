import { existsSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';

/**
 * The Node that runs our TypeScript as it is: the one from the `node-*` package that npm installed, else the
 * running one when it strips types without a flag (22.18 and later).
 * @param {string} root the project's folder
 * @returns {string} path of the program
 * @throws {Error} that tells what to do when there is none
 */
export function findNode(root) {
	const bundled = join(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
	if (existsSync(bundled)) return bundled;
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
	throw new Error(
		`Baiyun runs on Node 24; this is Node ${process.versions.node}, and npm has no Node 24 package for ` +
			`${process.platform}-${process.arch} in this project. Install Node 24 (nodejs.org, or your system's packages) and run the same command again.`
	);
}

/**
 * Runs a file of ours on that Node in this terminal, and ends as it ends.
 * The channel between the two closes when either dies, so neither outlives the other by accident.
 * @param {string} root
 * @param {string[]} args file and its arguments
 */
export function runOnNode24(root, args) {
	const child = spawn(findNode(root), ['--disable-warning=ExperimentalWarning', ...args], {
		cwd: root,
		stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
		env: { ...process.env, BAIYUN_ROOT: root, INIT_CWD: process.env.INIT_CWD ?? process.cwd() }
	});
	// The child decides how to stop. A terminal sends Ctrl-C to both of us, so it may hear of one key press twice.
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
	if (process.env.npm_lifecycle_event) followParent(() => child.kill('SIGTERM'));
	child.on('error', (error) => {
		console.error(error.message);
		process.exit(1);
	});
	child.on('exit', (status, signal) => process.exit(status ?? 128 + (signal ? constants.signals[signal] : 0)));
}

/**
 * npm runs us under a shell and passes a signal to that shell, which ends without telling us.
 * @param {() => void} gone called once, when our parent process is gone
 */
function followParent(gone) {
	const parent = process.ppid;
	const timer = setInterval(() => {
		if (process.ppid === parent) return;
		clearInterval(timer);
		gone();
	}, 250);
	timer.unref();
}
