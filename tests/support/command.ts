import { execFile } from 'node:child_process';
import { findNode } from '../../tools/lib/node24.mjs';

export interface Ended {
	status: number;
	stdout: string;
	stderr: string;
}

/**
 * Runs one of the operator's commands (`npm run baiyun -- …`) on the installation in `dataDir`, as an operator would beside
 * the running product.
 * @param env settings beside those
 */
export function runCommand(dataDir: string, args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
	const root = process.cwd();
	const { DATABASE_URL: _url, DATABASE_APP_URL: _appUrl, BAIYUN_MASTER_KEY: _key, ...inherited } = process.env;
	return new Promise((give) => {
		const whole = { ...inherited, BAIYUN_ROOT: root, BAIYUN_DATA: dataDir, INIT_CWD: root, ...env };
		execFile(findNode(root), ['--disable-warning=ExperimentalWarning', 'src/app/cli.ts', ...args], { cwd: root, env: whole, maxBuffer: 50_000_000 }, (error, stdout, stderr) => {
			give({ status: error ? Number(error.code ?? 1) : 0, stdout, stderr });
		});
	});
}

/** The same, where anything but success is an error. @returns what stands on the last line of standard output */
export async function lastLineOf(dataDir: string, args: readonly string[], env?: Record<string, string>): Promise<string> {
	const { status, stdout, stderr } = await runCommand(dataDir, args, env);
	if (status !== 0) throw new Error(`baiyun ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
	return stdout.trimEnd().split('\n').at(-1) ?? '';
}
