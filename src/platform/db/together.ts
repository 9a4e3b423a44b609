/**
 * Small writes that come many at once commit together: whoever comes while one of the same kind is on its way waits for it, and
 * goes with all who waited in one transaction. Beginning, committing and the disk are paid for once, and a row that all of them
 * hold is held once. Nobody waits for company: who comes alone goes alone, at once.
 */
import type { Ctx } from '../context.ts';
import { isConnectionLost, writeParts, writeTx, type WriteTx } from './tx.ts';

interface Member {
	ctx: Ctx;
	fn: (tx: WriteTx<string>) => Promise<unknown>;
	resolve: (result: unknown) => void;
	reject: (error: unknown) => void;
}

/** So many go in one transaction: their rows fit one write of the socket, and none waits long for the last. */
const AT_MOST = 24;

/** Those who wait, by tenant and kind; there while one of them is under way. */
const waiting = new Map<string, Member[]>();

/** Off: each goes alone, as calls of other processes do. For tests of what only the database keeps apart. */
export const together = { off: false };

/**
 * `writeTx` in company. An error of one rolls all of them back, and then each runs alone, so that only whoever failed fails; like
 * there `fn` may run again and must do nothing outside the transaction.
 * @param kind of those that may go together (`requests.submit`, or a row that all of them hold); they run one after the other
 */
export function writeTogether<Module extends string, R>(ctx: Ctx, kind: string, fn: (tx: WriteTx<Module>) => Promise<R>): Promise<R> {
	if (together.off) return writeTx(ctx, fn);
	const key = `${ctx.subdistrictId} ${kind}`;
	return new Promise<R>((resolve, reject) => {
		const member = { ctx, fn, resolve, reject } as unknown as Member;
		const line = waiting.get(key);
		if (line) line.push(member);
		else {
			const own = [member];
			waiting.set(key, own);
			void go(key, own);
		}
	});
}

async function go(key: string, line: Member[]): Promise<void> {
	while (line.length) await write(line.splice(0, AT_MOST));
	waiting.delete(key);
}

async function write(members: readonly Member[]): Promise<void> {
	if (members.length > 1)
		try {
			const results = await writeParts(members);
			return members.forEach(({ resolve }, i) => resolve(results[i]));
		} catch (error) {
			// It may have been committed: none of them may run again.
			if (isConnectionLost(error)) return members.forEach(({ reject }) => reject(error));
		}
	await Promise.all(members.map(({ ctx, fn, resolve, reject }) => writeTx(ctx, fn).then(resolve, reject)));
}
