import { accessSync, chmodSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Browser {
	executablePath: string;
	/** what the browser is started with beside our own environment */
	env: Record<string, string>;
}

/**
 * Flags for a browser in a closed network: `--no-sandbox` because CI often runs as root, the others keep it from
 * asking for updates and services of its maker.
 */
export const quietFlags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--font-render-hinting=none'];

/**
 * A headless Chromium: the one that CHROMIUM names, else the one that npm brought, unpacked once into
 * node_modules/.cache. It finds the Chinese face that npm brought as well, whatever fonts the machine has.
 */
export async function browser(): Promise<Browser> {
	const cache = cacheFolder();
	const env = { FONTCONFIG_FILE: fontConfig(cache) };
	if (process.env.CHROMIUM) return { executablePath: process.env.CHROMIUM, env };
	const executablePath = join(cache, 'chromium');
	if (!existsSync(executablePath)) await unpack(cache, executablePath);
	return { executablePath, env };
}

function cacheFolder(): string {
	const folder = join(process.cwd(), 'node_modules/.cache/baiyun-chromium');
	try {
		mkdirSync(folder, { recursive: true });
		accessSync(folder, constants.W_OK);
		return folder;
	} catch {
		return mkdtempSync(join(tmpdir(), 'baiyun-chromium-'));
	}
}

/** Unpacks beside its place and moves it there, so that nobody starts half a browser. */
async function unpack(cache: string, target: string): Promise<void> {
	const { default: chromium } = await import('@sparticuz/chromium');
	const draft = mkdtempSync(join(cache, 'draft-'));
	const before = process.env.TMPDIR;
	// The package unpacks into the temporary folder and takes what lies there, from whomever.
	process.env.TMPDIR = draft;
	try {
		const unpacked = await chromium.executablePath();
		chmodSync(unpacked, 0o755);
		for (const library of readdirSync(draft).filter((name) => name !== 'chromium')) if (!existsSync(join(cache, library))) renameSync(join(draft, library), join(cache, library));
		renameSync(unpacked, target);
	} finally {
		if (before === undefined) delete process.env.TMPDIR;
		else process.env.TMPDIR = before;
		rmSync(draft, { recursive: true, force: true });
	}
}

function fontConfig(cache: string): string {
	const file = join(cache, 'fonts.conf');
	const family = (name: string) => `<alias><family>${name}</family><prefer><family>Noto Sans SC</family></prefer></alias>`;
	writeFileSync(
		file,
		`<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
	<dir>${join(process.cwd(), 'node_modules/@expo-google-fonts/noto-sans-sc/400Regular')}</dir>
	<dir>${join(process.cwd(), 'node_modules/@expo-google-fonts/noto-sans-sc/700Bold')}</dir>
	<dir>/usr/share/fonts</dir>
	<cachedir>${join(cache, 'fonts')}</cachedir>
	${['sans-serif', 'serif', 'system-ui', 'monospace'].map(family).join('\n\t')}
</fontconfig>
`
	);
	return file;
}
