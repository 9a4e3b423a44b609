import { ownerPool } from '#platform/db/pools.ts';
import { checks } from '../doctor/checks.ts';
import { defineCommand } from '../command.ts';

export const command = defineCommand({
	usage: '',
	help: `Checks an installation, beside the running product or without it, and changes nothing: versions, settings of the database,
migrations, the tenant wall, the application's role, every link of the audit chain, keys, disk, clock, jobs.

Exit status 1 when something failed; warnings alone leave it 0.`,
	options: {},
	arguments: { min: 0, max: 0 },
	database: 'running',
	async run({ say }) {
		let failures = 0;
		const owner = await ownerPool().connect();
		try {
			for (const { title, run } of checks) {
				const findings = await run(owner).catch((error: Error) => [{ state: 'fail' as const, text: `could not be checked: ${error.message}` }]);
				for (const { state, text } of findings) console.log(`${{ ok: 'ok  ', warn: 'WARN', fail: 'FAIL' }[state]}  ${title}: ${text}`);
				failures += findings.filter(({ state }) => state === 'fail').length;
			}
		} finally {
			owner.release(true);
		}
		if (failures) throw new Error(`${failures} of the checks failed.`);
		say('Nothing failed.');
	}
});
