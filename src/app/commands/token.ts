import { listTokens, revokeToken } from '#platform/accounts/index.ts';
import { isDate } from '#platform/dates/index.ts';
import { systemCtx } from '#platform/jobs.ts';
import { defineCommand, UsageError } from '../command.ts';
import { namedSubdistrict } from '../named-subdistrict.ts';
import { knownScopes, makeToken } from '../tokens.ts';

const tenant = async (code: string | undefined): Promise<string> => (await namedSubdistrict(code)).id;

export const command = defineCommand({
	usage: 'create --name NAME --scopes A,B [--expires YYYY-MM-DD] | list | revoke ID',
	help: `Keys for other systems (Authorization: Bearer …).

create prints the token alone on the last line; it is shown this once and stored as a hash.
list prints id, name, scopes, expiry and the day of the last use. revoke ends one at once, on every node.`,
	options: {
		name: { type: 'string', help: 'whose token it is, for the audit log' },
		scopes: { type: 'string', help: 'what it opens, separated by commas' },
		expires: { type: 'string', help: 'the last day on which it is good; without it, until revoked' },
		subdistrict: { type: 'string', help: '12-digit code, where several subdistricts share the installation' }
	},
	arguments: { min: 1, max: 2 },
	database: 'migrated',
	async run({ values, arguments: [what, id], say }) {
		if (what === 'create') {
			if (!values.name || !values.scopes) throw new UsageError('create needs --name and --scopes.');
			const scopes = values.scopes.split(',').map((scope) => scope.trim()).filter(Boolean);
			const known = knownScopes();
			const unknown = scopes.filter((scope) => !known.includes(scope));
			if (unknown.length || !scopes.length) throw new UsageError(`Unknown scopes: ${unknown.join(', ') || '(none given)'}. There are: ${known.join(', ')}`);
			if (values.expires && !isDate(values.expires)) throw new UsageError('--expires wants a day like 2027-12-31.');
			const { id: subdistrict, timeZone } = await namedSubdistrict(values.subdistrict);
			const { token } = await makeToken(systemCtx(subdistrict, 'cli:token'), { name: values.name, scopes, lastDay: values.expires ?? null }, timeZone);
			say('The token is shown this once:');
			console.log(token);
		} else if (what === 'list') {
			for (const line of await listTokens(systemCtx(await tenant(values.subdistrict), 'cli:token'), {}))
				console.log([line.id, line.name, line.scopes.join(','), line.expiresAt ? `until ${line.expiresAt.toISOString().slice(0, 10)}` : 'no end', line.lastUsedOn ?? 'never used'].join('\t'));
		} else if (what === 'revoke') {
			if (!id) throw new UsageError('revoke needs the id that list prints.');
			await revokeToken(systemCtx(await tenant(values.subdistrict), 'cli:token'), { id });
			say('Revoked.');
		} else throw new UsageError(`token ${what} is not known.`);
	}
});
