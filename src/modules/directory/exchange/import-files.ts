import * as v from 'valibot';
import { newId } from '#platform/ids.ts';
import { notFound } from '#platform/errors.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../directory.permissions.ts';
import { id as Id } from '../directory.schemas.ts';

const { useCase, query } = forModule<'directory'>();
const DAY_MS = 86_400_000;
const MOST_BYTES = 20_000_000;

/** Keeps an uploaded file until its import is confirmed. @throws directory.fileTooLarge (422) */
export const keepImportFile = useCase({
	name: 'directory.keepImportFile',
	access: permissions.import,
	input: v.object({ name: v.pipe(v.string(), v.maxLength(255)), bytes: v.pipe(v.instance(Uint8Array), v.check((bytes) => bytes.length <= MOST_BYTES, 'directory.fileTooLarge')) }),
	run: async ({ db, ctx }, { name, bytes }) => {
		const id = newId();
		await db.insertInto('directory.import_file').values({ subdistrict_id: ctx.subdistrictId, id, name, bytes: Buffer.from(bytes), kept_by: ctx.actor.id ?? '', kept_at: ctx.clock.now() }).execute();
		return { id };
	},
	subject: (_input, result) => ({ subjectType: 'importFile', subjectId: result.id })
});

/** The caller's own kept file. @throws platform.notFound (404) when it is gone or somebody else's */
export const readImportFile = query({
	name: 'directory.readImportFile',
	access: permissions.import,
	input: v.object({ id: Id }),
	run: async ({ db, ctx }, { id }) => {
		const row = await db.selectFrom('directory.import_file').select(['name', 'bytes']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).where('kept_by', '=', ctx.actor.id ?? '').executeTakeFirst();
		if (!row) throw notFound('importFile');
		return row;
	}
});

/** Forgets a kept file, after its import or when another is chosen. */
export const dropImportFile = useCase({
	name: 'directory.dropImportFile',
	access: permissions.import,
	input: v.object({ id: Id }),
	run: async ({ db, ctx }, { id }) => {
		await db.deleteFrom('directory.import_file').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).where('kept_by', '=', ctx.actor.id ?? '').execute();
	},
	subject: (input) => ({ subjectType: 'importFile', subjectId: input.id })
});

/** Takes away files that nobody confirmed within a day. Called by a job; people may not. */
export const sweepImportFiles = useCase({
	name: 'directory.sweepImportFiles',
	access: { key: 'directory.sweepImportFiles', roles: [] },
	input: v.object({}),
	run: async ({ db, ctx }) => {
		await db.deleteFrom('directory.import_file').where('subdistrict_id', '=', ctx.subdistrictId).where('kept_at', '<', new Date(ctx.clock.now().getTime() - DAY_MS)).execute();
	}
});
