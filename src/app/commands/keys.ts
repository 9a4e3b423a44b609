import { config, reloadKeys } from '#platform/config.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { countSealed, resealAll } from '#platform/keys/reseal.ts';
import { formatKeys, withNewKey, withoutKeys, writeKeyFile } from '#platform/keys/ring.ts';
import { KEYS_CHANGED } from '#platform/keys/notice.ts';
import { defineCommand, UsageError, type Say } from '../command.ts';

/** Values that running nodes sealed with the old key while they had not heard of the new one: as often as this they are caught. */
const PASSES = 5;

/** Sheets that wait for their undo (30 days) and cookies are sealed too, outside the database; after this none is left. */
const KEEP_DAYS = 35;

const today = (): string => new Date().toISOString().slice(0, 10);
const inEnvironment = (): boolean => Boolean(process.env.BAIYUN_MASTER_KEY);

export const command = defineCommand({
	usage: 'rotate | list | prune',
	help: `The master keys that seal phone numbers, ID numbers and health data.

rotate makes a new key, tells the running product, and seals everything again, beside it. Older keys stay for what is sealed
outside the database (sheets that can still be undone, cookies). Take a copy of secrets/master.key to its other place afterwards.
Where BAIYUN_MASTER_KEY holds the keys, rotate prints what to put there; set it on every node, restart, and run rotate again.
The look-up key, by which a number is found and the codes on slips are made, stays: it opens nothing.

list tells the generations, since when, and how many values each seals. prune takes out the keys that seal nothing any more
and were replaced ${KEEP_DAYS} days ago or earlier.`,
	options: {
		now: { type: 'boolean', default: false, help: `prune: without waiting ${KEEP_DAYS} days; sheets and cookies under those keys are lost` }
	},
	arguments: { min: 1, max: 1 },
	database: 'migrated',
	async run({ values, arguments: [what], say }) {
		if (what === 'rotate') await rotate(say);
		else if (what === 'list') await list();
		else if (what === 'prune') await prune(Boolean(values.now), say);
		else throw new UsageError(`keys ${what} is not known.`);
	}
});

async function rotate(say: Say): Promise<void> {
	const { keys, dataDir } = config();
	if (inEnvironment()) {
		// The newest key given seals nothing yet: it is the one that was printed, and all nodes have it.
		const counts = await countSealed();
		if (keys.sealing.size === 1 || counts.get(keys.newest)) {
			say('BAIYUN_MASTER_KEY holds the keys. Set it to the line below on every node, restart them, and run `keys rotate` again:');
			console.log(formatKeys(withNewKey(keys, today())).replaceAll('\n', ','));
			return;
		}
	} else {
		writeKeyFile(dataDir, formatKeys(withNewKey(keys, today())));
		reloadKeys();
		await ownerPool().query(`SELECT pg_notify($1, '')`, [KEYS_CHANGED]);
	}
	let sealed = 0;
	for (let pass = 1; pass <= PASSES; pass++) {
		const again = await resealAll((done, total) => total && say.progress('Sealing again', done, total));
		sealed += again;
		if (pass > 1 && again === 0) break;
		await new Promise((wait) => setTimeout(wait, 1_000));
	}
	const left = [...(await countSealed())].filter(([generation]) => generation !== config().keys.newest).reduce((sum, [, n]) => sum + n, 0);
	if (left) throw new Error(`${left} values are still under an older key: a running node has not heard of the new one. Restart it and run this again.`);
	say(`Generation ${config().keys.newest} seals everything now; ${sealed} values were sealed again. Keep a copy of the new keys apart from the back-ups.`);
}

async function list(): Promise<void> {
	const counts = await countSealed();
	const { sealing, newest } = config().keys;
	for (const [generation, { since }] of [...sealing].sort(([a], [b]) => b - a))
		console.log([`generation ${generation}`, since ? `since ${since}` : 'the first', `${counts.get(generation) ?? 0} values`, generation === newest ? 'seals' : 'opens only'].join('\t'));
	for (const [generation, n] of counts) if (!sealing.has(generation)) console.log(`generation ${generation}\tis not here\t${n} values cannot be read`);
}

async function prune(now: boolean, say: Say): Promise<void> {
	if (inEnvironment()) throw new Error('BAIYUN_MASTER_KEY holds the keys: take the older ones out there.');
	const { keys, dataDir } = config();
	const counts = await countSealed();
	const limit = new Date(Date.now() - KEEP_DAYS * 86_400_000).toISOString().slice(0, 10);
	const unused = [...keys.sealing.keys()].filter((generation) => {
		const replaced = keys.sealing.get(generation + 1)?.since ?? null;
		return generation !== keys.newest && !counts.get(generation) && (now || (replaced !== null && replaced <= limit));
	});
	if (!unused.length) return say('No key can be taken out yet.');
	writeKeyFile(dataDir, formatKeys(withoutKeys(keys, unused)));
	say(`Taken out: generation ${unused.join(', ')}.`);
}
