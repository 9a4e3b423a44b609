import { measure, type SetName } from '#modules/directory/matching/testset/measure.ts';

const SETS: Record<SetName, string> = {
	tuning: 'the half that the vocabulary was tuned on',
	test: 'the other half: terms not tuned on',
	imported: 'services named otherwise, without our terms',
	fresh: 'the same services, needs written last',
	last: 'the demonstration directory without its terms'
};

/** Share of needs whose right service stands first, and among the first three; one line for each set. */
export function matchQuality() {
	return (Object.keys(SETS) as SetName[]).map((set) => {
		const { needs, services, hit1, hit3, meanMs } = measure(set);
		const promised = set === 'test';
		return {
			what: `${SETS[set]} (${needs} needs, ${services} services)`,
			measured: `hit@1 ${hit1.toFixed(2)}, hit@3 ${hit3.toFixed(2)}, ${meanMs.toFixed(2)} ms each`,
			promised: promised ? 'hit@1 at least 0.85, hit@3 at least 0.95' : '',
			kept: promised ? hit1 >= 0.85 && hit3 >= 0.95 : null
		};
	});
}
