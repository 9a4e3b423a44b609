/**
 * Says on standard error that something takes a while: one line that counts seconds on a terminal,
 * a line at the start and one at the end elsewhere.
 * @param {string} what in the form "Installing packages"
 * @returns {(ok?: boolean) => void} call it at the end
 */
export function working(what) {
	const began = Date.now();
	const seconds = () => Math.round((Date.now() - began) / 1000);
	if (!process.stderr.isTTY) {
		process.stderr.write(`${what} …\n`);
		return (ok = true) => void process.stderr.write(`${what}: ${ok ? 'done' : 'failed'} after ${seconds()} s\n`);
	}
	const draw = (/** @type {string} */ end) => process.stderr.write(`\r\x1b[2K${what} … ${end}`);
	draw('');
	const timer = setInterval(() => draw(`${seconds()} s`), 1000);
	timer.unref();
	return (ok = true) => {
		clearInterval(timer);
		draw(`${ok ? 'done' : 'failed'} (${seconds()} s)\n`);
	};
}
