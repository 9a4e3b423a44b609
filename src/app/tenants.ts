import { AppError } from '#platform/errors.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { systemCtx } from '#platform/jobs.ts';
import { writeTx } from '#platform/db/tx.ts';
import { forgetSubdistricts } from '#platform/tenant.ts';
import { modules } from './registry.ts';

/**
 * Adds a subdistrict: the one thing that only the tables' owner may do, so it is done here, by the operator's
 * commands and the set-up page, and by no module. What each module starts from is put in with it.
 * @param code 12-digit statistical code
 * @returns its id
 * @throws AppError platform.subdistrictExists (409) for a code that is there already
 */
export async function createSubdistrict(given: { code: string; name: string; nameEn?: string }): Promise<string> {
	if (!/^\d{12}$/.test(given.code)) throw new AppError('areas.codeNot12Digits', { status: 422, fields: [{ path: 'code', code: 'areas.codeNot12Digits' }] });
	const id = newId();
	const { rowCount } = await ownerPool().query(
		'INSERT INTO platform.subdistrict (subdistrict_id, code, name, name_en) VALUES ($1, $2, $3, $4) ON CONFLICT (code) DO NOTHING',
		[id, given.code, given.name, given.nameEn ?? '']
	);
	if (!rowCount) throw new AppError('platform.subdistrictExists', { status: 409, params: { code: given.code } });
	forgetSubdistricts();
	await writeTx<string, void>(systemCtx(id, 'install'), async (tx) => {
		for (const module of modules) await module.install?.(tx);
	});
	return id;
}
