// Writes db/schema.gen.ts from a freshly migrated database (DATABASE_URL). `--verify` fails on drift instead.
import { execFileSync } from 'node:child_process';

execFileSync(
	process.execPath,
	[
		'node_modules/kysely-codegen/dist/cli/bin.js',
		'--dialect=postgres',
		`--url=${process.env.DATABASE_URL}`,
		'--out-file=db/schema.gen.ts',
		'--date-parser=string',
		'--numeric-parser=string',
		'--type-mapping={"int8":"number"}',
		'--exclude-pattern=(jobs|migrations|pg_catalog).*',
		...(process.argv.includes('--verify') ? ['--verify'] : [])
	],
	{ stdio: 'inherit' }
);
