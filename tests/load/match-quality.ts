import { measure, type SetName } from '#modules/directory/matching/testset/measure.ts';

const SETS: Record<SetName, string> = {
	strangerB: 'a stranger’s services and needs, half B, whose misses nobody read',
	strangerA: 'half A of them, whose misses were read and learnt from',
	listedTest: 'a community’s list as an import leaves it, everyday speech: the half of its services whose misses nobody read (its author wrote words too)',
	listedTuning: 'the other half of it, which was tuned on',
	evaluated: 'an independent evaluator’s services as an import leaves them, with needs in residents’ voice; spent',
	unseen: 'ordinary speech whose misses nobody read, services without our terms',
	hinting: 'hints only, misses read by nobody, other services without our terms',
	test: 'half of the demonstration’s needs, split by need term',
	tuning: 'the other half, which the vocabulary was tuned on',
	last: 'circumlocution, services without our terms (seen since)',
	fresh: 'other services without our terms (seen since)',
	imported: 'hardest speech, other services (seen since)'
};

/** Share of needs whose right service stands first, and among the first three; one line for each set. */
export function matchQuality() {
	return (Object.keys(SETS) as SetName[]).map((set) => {
		const { needs, services, hit1, hit3, meanMs } = measure(set);
		const promised = set === 'unseen' || set === 'test';
		return {
			what: `${SETS[set]} (${needs} needs, ${services} services)`,
			measured: `hit@1 ${hit1.toFixed(2)}, hit@3 ${hit3.toFixed(2)}, ${meanMs.toFixed(2)} ms each`,
			promised: promised ? 'hit@1 at least 0.85, hit@3 at least 0.95' : '',
			kept: promised ? hit1 >= 0.85 && hit3 >= 0.95 : null
		};
	});
}
