import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { FSDriver } from 'flydrive/drivers/fs';

/** Half-written files are kept here, on the same disk as the whole ones, so that a rename is one step. */
const TEMPORARY = '.tmp';
/** Older half-written files belong to nobody any more. */
const ABANDONED = 24 * 3_600_000;

/**
 * flydrive's local folder, but what was saved stays saved: bytes go to a temporary file, are forced to the disk, take
 * their name in one step, and the folders that lead to the name are forced too. A power cut leaves the whole file or
 * none, and "saved" is answered only when it would survive one.
 */
export class DurableFSDriver extends FSDriver {
	readonly #root: string;

	constructor(root: string) {
		super({ location: root, visibility: 'private' });
		this.#root = root;
	}

	override async put(key: string, contents: string | Uint8Array): Promise<void> {
		const target = join(this.#root, key);
		const temporary = join(this.#root, TEMPORARY, randomUUID());
		await mkdir(dirname(temporary), { recursive: true });
		await mkdir(dirname(target), { recursive: true });
		try {
			const file = await open(temporary, 'wx', 0o640);
			try {
				await file.writeFile(contents);
				await file.sync();
			} finally {
				await file.close();
			}
			await rename(temporary, target);
		} catch (error) {
			await rm(temporary, { force: true });
			throw error;
		}
		// From the file's folder up to the root: a folder's own name lies in the one above, and another process may
		// have made it a moment ago without having forced it yet.
		for (let folder = dirname(target); ; folder = dirname(folder)) {
			await syncFolder(folder);
			if (relative(this.#root, folder) === '') break;
		}
	}

	/** Takes away what crashed uploads left behind. */
	async sweep(now: number): Promise<number> {
		const folder = join(this.#root, TEMPORARY);
		let removed = 0;
		for (const name of await readdir(folder).catch(() => [])) {
			const file = join(folder, name);
			const seen = await stat(file).catch(() => null);
			if (seen && now - seen.mtimeMs > ABANDONED) {
				await rm(file, { force: true });
				removed += 1;
			}
		}
		return removed;
	}
}

async function syncFolder(folder: string): Promise<void> {
	const handle = await open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
