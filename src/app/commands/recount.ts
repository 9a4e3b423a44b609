import { differences, recountAll, settle } from '#modules/plan/index.ts';
import { addDays, dateIn } from '#platform/dates/index.ts';
import { systemCtx } from '#platform/jobs.ts';
import { joinModules } from '../boot.ts';
import { defineCommand } from '../command.ts';
import { namedSubdistrict } from '../named-subdistrict.ts';

export const command = defineCommand({
	usage: '[--check] [--subdistrict CODE]',
	help: `Counts the figures of the plan anew from the facts: after data came in some other way than through the product.

--check changes nothing but what waits to be counted: it holds every kept day of this year and the last against a recount from
nothing, and ends with status 1 when one differs.`,
	options: {
		check: { type: 'boolean', help: 'only compare' },
		subdistrict: { type: 'string', help: '12-digit code, where several subdistricts share the installation' }
	},
	arguments: { min: 0, max: 0 },
	database: 'migrated',
	async run({ values, say }) {
		joinModules();
		const subdistrict = await namedSubdistrict(values.subdistrict);
		const ctx = systemCtx(subdistrict.id, 'cli:recount');
		if (!values.check) {
			await recountAll(ctx);
			say(`The plan of ${subdistrict.name} is counted anew.`);
			return;
		}
		await settle(ctx, { wait: true });
		const today = dateIn(ctx.clock.now(), subdistrict.timeZone);
		const found = await differences(ctx, { from: `${Number(today.slice(0, 4)) - 1}-01-01`, to: addDays(today, 1) });
		for (const { measure, day, communityId, kept, recounted } of found.slice(0, 20)) console.log(`${measure} ${day} ${communityId ?? 'whole'}: kept ${kept || 'nothing'}, facts ${recounted || 'nothing'}`);
		if (found.length) throw new Error(`${found.length} kept days differ from the facts.`);
		say('Every kept day equals a recount from nothing.');
	}
});
