import { listStaff, resetPassword } from '#platform/accounts/index.ts';
import { systemCtx } from '#platform/jobs.ts';
import { defineCommand } from '../command.ts';
import { namedSubdistrict } from '../named-subdistrict.ts';

export const command = defineCommand({
	usage: 'USERNAME',
	help: `Gives somebody of the staff a one-time password, printed alone on the last line; it must be changed at the next sign-in,
and all their sessions end. For an administrator who cannot be helped at the desk. A second factor stays as it is.`,
	options: { subdistrict: { type: 'string', help: '12-digit code, where several subdistricts share the installation' } },
	arguments: { min: 1, max: 1 },
	database: 'migrated',
	async run({ values, arguments: [typed = ''], say }) {
		const ctx = systemCtx((await namedSubdistrict(values.subdistrict)).id, 'cli:password');
		const username = typed.trim().toLowerCase();
		const user = (await listStaff(ctx, { words: username })).items.find((line) => line.username === username);
		if (!user) throw new Error(`There is no account ${username}.`);
		const { password } = await resetPassword(ctx, { id: user.id });
		say(`${user.name} (${user.username}), one-time password:`);
		console.log(password);
	}
});
