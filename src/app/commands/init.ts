import { saveCommunity } from '#modules/areas/index.ts';
import { config } from '#platform/config.ts';
import { systemCtx } from '#platform/jobs.ts';
import { defineCommand, UsageError } from '../command.ts';
import { setUpCode } from '../set-up-code.ts';
import { createSubdistrict } from '../tenants.ts';

export const command = defineCommand({
	usage: '--subdistrict NAME --code CODE --community NAME [--community NAME …]',
	help: `Makes an empty installation ready to use: one subdistrict with its communities, no invented data.

CODE is the subdistrict's 12-digit statistical code (ending in 000). Communities are numbered 001, 002, … in the order
given; write "012 NAME" or the whole 12-digit code before the name to choose.
The last line is the one-time code with which /setup makes the three administrators.`,
	options: {
		subdistrict: { type: 'string', help: 'name, such as 云岭街道' },
		code: { type: 'string', help: '12 digits' },
		community: { type: 'string', multiple: true, help: 'name of a community; may be given many times' },
		english: { type: 'string', help: 'English name of the subdistrict' }
	},
	arguments: { min: 0, max: 0 },
	database: 'migrated',
	async run({ values, say }) {
		const { subdistrict, code, community } = values;
		if (!subdistrict || !code || !community?.length) throw new UsageError('--subdistrict, --code and at least one --community are needed.');
		if (!/^\d{9}000$/.test(code)) throw new UsageError('--code wants 12 digits that end in 000.');
		const communities = community.map((given, i) => {
			const [, digits, name] = /^(?:(\d{12}|\d{3})\s+)?(.+)$/.exec(given.trim()) ?? [];
			if (!name) throw new UsageError('A --community has no name.');
			const own = digits?.length === 12 ? digits : `${code.slice(0, 9)}${digits ?? String(i + 1).padStart(3, '0')}`;
			if (!own.startsWith(code.slice(0, 9))) throw new UsageError(`Community code ${own} is not of subdistrict ${code}.`);
			return { code: own, name };
		});
		if (new Set(communities.map((each) => each.code)).size < communities.length) throw new UsageError('Two communities have the same code.');
		const ctx = systemCtx(await createSubdistrict({ code, name: subdistrict.trim(), nameEn: values.english }), 'cli:init');
		for (const each of communities) {
			await saveCommunity(ctx, each);
			say(`${each.code} ${each.name}`);
		}
		say(`${subdistrict} is ready. Make its administrators at ${config().publicOrigin}/setup with this one-time code:`);
		console.log(setUpCode());
	}
});
