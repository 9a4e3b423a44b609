import { seedServices } from '#modules/directory/index.ts';
import { recountAll } from '#modules/plan/index.ts';
import { seedRequests } from '#modules/requests/index.ts';
import { seedResidents } from '#modules/residents/index.ts';
import { systemCtx } from '#platform/jobs.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { joinModules } from '../boot.ts';
import { defineCommand, UsageError } from '../command.ts';
import { namedSubdistrict } from '../named-subdistrict.ts';

/** @throws UsageError unless it is a whole number from 1 to ten million; undefined stays undefined */
function howMany(name: string, text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	const number = Number(text);
	if (!Number.isInteger(number) || number < 1 || number > 10_000_000) throw new UsageError(`--${name} takes a whole number from 1 to 10000000.`);
	return number;
}

export const command = defineCommand({
	usage: '[--residents N] [--requests N] [--callers N] [--services N] [--subdistrict CODE]',
	help: `Fills an installation with made-up data to measure with; never use it on a real one.

--residents N people of the register, in households behind doors, with their groups; towers are built where doors are missing.
--requests N cases of the usual mix over the last year, told by --callers N different people (a third as many unless given).
--services N services, variations of the demonstration's.`,
	options: {
		requests: { type: 'string', help: 'how many cases' },
		residents: { type: 'string', help: 'how many people in the register' },
		callers: { type: 'string', help: 'how many different people told the cases' },
		services: { type: 'string', help: 'how many services' },
		subdistrict: { type: 'string', help: '12-digit code, where several subdistricts share the installation' }
	},
	arguments: { min: 0, max: 0 },
	database: 'migrated',
	async run({ values, say }) {
		const requests = howMany('requests', values.requests);
		const callers = howMany('callers', values.callers);
		const residents = howMany('residents', values.residents);
		const services = howMany('services', values.services);
		if (callers && !requests) throw new UsageError('--callers goes with --requests.');
		if (!residents && !requests && !services) throw new UsageError('Say how much: --residents N, --requests N, --services N.');
		joinModules();
		const subdistrict = await namedSubdistrict(values.subdistrict);
		const ctx = systemCtx(subdistrict.id, 'cli:seed');
		if (services) await seedServices(ctx, services, (done) => say.progress('services', done, services));
		if (residents) await seedResidents(ctx, residents, (done) => say.progress('people', done, residents));
		if (requests) await seedRequests(ctx, requests, { callers, onProgress: (done) => say.progress('cases', done, requests) });
		await ownerPool().query('ANALYZE');
		// Bulk data says no word of what it changed.
		await recountAll(ctx);
		say(`${[services && `${services} services`, requests && `${requests} cases`, residents && `${residents} people`].filter(Boolean).join(' and ')} in ${subdistrict.name}`);
	}
});
