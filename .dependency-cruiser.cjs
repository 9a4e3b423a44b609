/*
 * Who may import whom (docs/guide/architecture: "The house"). Each rule names what it protects;
 * an exception is written here, with its reason, or does not exist.
 */
const inModule = '^src/modules/([^/]+)/';
const test = String.raw`\.(test|testing)\.ts$`; // tests, and what several tests of a module share
/** Files of a module that run anywhere, the browser too. */
const pure = '(model|forms|times|schemas|policy)';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		{
			name: 'no-circles',
			comment: 'A reaction in another module is an event, never an import back.',
			severity: 'error',
			from: {},
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
		},
		{
			name: 'platform-knows-nobody',
			comment: 'The platform is what every module stands on; it knows none of them.',
			severity: 'error',
			from: { path: '^src/platform/', pathNot: test },
			to: { path: '^src/', pathNot: '^src/platform/' }
		},
		{
			name: 'ui-knows-no-module',
			comment: 'Primitives serve every module and know none.',
			severity: 'error',
			from: { path: '^src/ui/', pathNot: test },
			to: { path: '^src/(modules|app|routes)/' }
		},
		{
			name: 'modules-meet-at-the-index',
			comment: 'Another module is its index.ts and nothing else. The tables behind it are a compile error; its files are this one.',
			severity: 'error',
			from: { path: inModule, pathNot: test },
			to: { path: '^src/modules/', pathNot: ['^src/modules/$1/', String.raw`^src/modules/[^/]+/index\.ts$`] }
		},
		{
			name: 'modules-know-no-page',
			comment: 'Pages and the composition root stand on modules, not the other way round.',
			severity: 'error',
			from: { path: '^src/modules/', pathNot: test },
			to: { path: '^src/(app|routes)/' }
		},
		{
			name: 'pure-files-are-pure',
			comment: 'model, schemas and policy run anywhere, with no database: own pure files, pure files of the platform, and Valibot.',
			severity: 'error',
			from: { path: String.raw`^src/modules/.+\.${pure}\.ts$` },
			to: { path: [String.raw`^src/.+\.(store|queries|usecases)\.ts$`, '^src/platform/(db/|audit|jobs|settings|tenant|usecase|accounts/)', '^node:', '^node_modules/(pg|kysely)/'], dependencyTypesNot: ['type-only'] }
		},
		{
			name: 'logic-without-components',
			comment: 'Use cases run in the CLI and in tests, where no Svelte is compiled: only ui/ and pages import components.',
			severity: 'error',
			from: { path: '^src/(modules|platform|app)/', pathNot: ['^src/modules/[^/]+/ui/', String.raw`\.svelte(\.test\.ts)?$`] },
			to: { path: String.raw`\.svelte$` }
		},
		{
			name: 'pages-take-the-front-door',
			comment: 'A page imports a module through index.ts, ui/ and messages/; its component also takes pure files, because index.ts would bring the database into the browser. A test beside a page begins with what the module\'s own tests begin with.',
			severity: 'error',
			from: { path: '^src/(routes/|hooks)', pathNot: test },
			to: { path: '^src/modules/', pathNot: ['^src/modules/[^/]+/(index\\.ts$|ui/|messages/)', String.raw`^src/modules/.+\.${pure}\.ts$`] }
		},
		{
			name: 'product-without-test-tools',
			comment: 'What runs at a subdistrict is installed there: no development package, no file of the tests.',
			severity: 'error',
			from: { path: '^src/', pathNot: test },
			to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] }
		},
		{
			name: 'product-without-tests',
			comment: 'The tests look at the product; it does not look back.',
			severity: 'error',
			from: { path: '^src/', pathNot: test },
			to: { path: '^tests/' }
		},
		{
			name: 'everything-resolves',
			comment: 'An import that resolves to nothing, or to a package that package.json does not name.',
			severity: 'error',
			from: { path: '^src/' },
			to: { couldNotResolve: true, pathNot: String.raw`^(\$app/|\$env/|\$lib/|\./\$types)` }
		}
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: String.raw`(^|/)\$types` },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['svelte', 'node', 'import', 'default', 'types'], extensions: ['.ts', '.mjs', '.js', '.svelte', '.json'] }
	}
};
