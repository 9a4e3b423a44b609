import { subdistricts, type Subdistrict } from '#platform/tenant.ts';
import { UsageError } from './command.ts';

/**
 * The subdistrict that a command is for: the one of the code, or the only one there is.
 * @throws UsageError when the code is unknown, or missing where several subdistricts share the installation
 */
export async function namedSubdistrict(code: string | undefined): Promise<Subdistrict> {
	const all = await subdistricts();
	if (all.length === 0) throw new Error('Nothing is set up yet: run init first.');
	if (!code && all.length > 1) throw new UsageError(`Several subdistricts are here; name one: ${all.map((each) => `--subdistrict ${each.code} (${each.name})`).join(', ')}`);
	const found = code ? all.find((each) => each.code === code) : all[0];
	if (!found) throw new UsageError(`There is no subdistrict ${code}.`);
	return found;
}
