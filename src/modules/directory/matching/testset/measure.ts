/** Measures the engine on the sets of needs beside this file. Called by the tests and by the bench. */
import { demoOrganisations, demoServices } from '../../demo/services.ts';
import { Corpus } from '../corpus.ts';
import { matchServices } from '../match.ts';
import type { MatchService } from '../service.ts';
import { builtInTaxonomy } from '../taxonomy.ts';
import { classifyService } from '../classify.ts';
import { evaluatedNeeds, evaluatedServices, type EvaluatedService } from './evaluated.ts';
import { freshNeeds } from './fresh.ts';
import { hintingNeeds } from './hinting.ts';
import { importedNeeds, importedServices } from './imported.ts';
import { lastNeeds } from './last.ts';
import { listedHalf, listedServices } from './listed.ts';
import { demoNeeds, type Need } from './needs.ts';
import { strangerHalf, strangerServices } from './stranger.ts';
import { unseenNeeds } from './unseen.ts';

/**
 * `listedTuning` and `listedTest`: halves of the needs over a community's list, as an import leaves it, split by service.
 * `strangerA` and `strangerB`: halves of a stranger's needs over services that an import leaves without terms.
 * `tuning` and `test`: halves of the needs over the demonstration directory, split by need term. `imported` and `fresh`:
 * over services named otherwise and without terms. `last` and `unseen`: over the demonstration directory with its terms
 * taken away. `hinting`: as `fresh`. `evaluated`: an evaluator's services as an import leaves them, with his needs. Nobody has read the misses of `unseen`,
 * `hinting`, `listedTest` and `strangerB`; README.md says what each was when first met.
 */
export type SetName = 'strangerA' | 'strangerB' | 'listedTuning' | 'listedTest' | 'evaluated' | 'tuning' | 'test' | 'imported' | 'fresh' | 'last' | 'unseen' | 'hinting';

export interface Figures {
	needs: number;
	services: number;
	/** Shares, 0..1. */
	hit1: number;
	hit3: number;
	noResult: number;
	confident: number;
	/** Milliseconds for one match, mean and 95th percentile. */
	meanMs: number;
	p95Ms: number;
}

const NOW = new Date('2026-06-01T02:00:00Z');

/** Runs one set; the corpus is built anew, so that sets do not see one another. */
export function measure(set: SetName): Figures {
	const { needs, corpus } = sets[set]();
	let hit1 = 0;
	let hit3 = 0;
	let noResult = 0;
	let confident = 0;
	const times: number[] = [];
	for (const { says, wants } of needs) {
		const start = performance.now();
		const matches = matchServices(says, {}, NOW, corpus);
		times.push(performance.now() - start);
		if (matches.length === 0) noResult++;
		if (matches[0]?.confident) confident++;
		if (matches[0] && wants.includes(matches[0].serviceId)) hit1++;
		if (matches.some((match) => wants.includes(match.serviceId))) hit3++;
	}
	times.sort((a, b) => a - b);
	const share = (count: number) => count / needs.length;
	return {
		needs: needs.length,
		services: corpus.size,
		hit1: share(hit1),
		hit3: share(hit3),
		noResult: share(noResult),
		confident: share(confident),
		meanMs: times.reduce((sum, ms) => sum + ms, 0) / times.length,
		p95Ms: times[Math.floor(times.length * 0.95)]!
	};
}

const sets: Record<SetName, () => { needs: Need[]; corpus: Corpus }> = {
	strangerA: () => ({ needs: strangerHalf('A'), corpus: asImported(strangerServices) }),
	strangerB: () => ({ needs: strangerHalf('B'), corpus: asImported(strangerServices) }),
	listedTuning: () => ({ needs: listedHalf(0), corpus: asImported(listedServices) }),
	listedTest: () => ({ needs: listedHalf(1), corpus: asImported(listedServices) }),
	evaluated: () => ({ needs: evaluatedNeeds, corpus: evaluatedCorpus() }),
	tuning: () => ({ needs: half(0), corpus: demoCorpus(true) }),
	test: () => ({ needs: half(1), corpus: demoCorpus(true) }),
	imported: () => ({ needs: importedNeeds, corpus: importedCorpus() }),
	fresh: () => ({ needs: freshNeeds, corpus: importedCorpus() }),
	last: () => ({ needs: lastNeeds, corpus: demoCorpus(false) }),
	hinting: () => ({ needs: hintingNeeds, corpus: importedCorpus() }),
	unseen: () => ({ needs: unseenNeeds, corpus: demoCorpus(false) })
};

/** Terms of the demonstration directory in order of code, every other one: a term is in one half only. */
function half(which: 0 | 1): Need[] {
	const termOf = new Map(demoServices.map((service) => [service.key, service.terms[0]!]));
	const terms = [...new Set(termOf.values())].sort();
	return demoNeeds.filter((need) => terms.indexOf(termOf.get(need.wants[0]!)!) % 2 === which);
}

/** The demonstration directory as the engine sees it. */
export function demoCorpus(withTerms: boolean): Corpus {
	return new Corpus(builtInTaxonomy(), demoMatchServices(withTerms));
}

export function demoMatchServices(withTerms: boolean): MatchService[] {
	const names = new Map(demoOrganisations.map((organisation) => [organisation.key, organisation.name]));
	return demoServices.map((service) => ({
		id: service.key,
		version: 1,
		name: service.name,
		aliases: service.aliases,
		organizationName: names.get(service.organisation)!,
		description: service.description,
		termCodes: withTerms ? service.terms : [],
		eligibility: { ...service.eligibility, communityIds: service.eligibility.communities },
		cost: service.cost,
		kind: service.kind
	}));
}

function importedCorpus(): Corpus {
	return new Corpus(
		builtInTaxonomy(),
		importedServices.map(({ id, name, organization, description }) => ({
			id, version: 1, name, aliases: [], organizationName: organization, description, termCodes: [],
			eligibility: { groups: [], communityIds: [] }, cost: { kind: 'unknown' }, kind: 'service'
		}))
	);
}

/** An evaluator's services, as an import leaves them. */
export const evaluatedCorpus = (): Corpus => asImported(evaluatedServices);

/** As an import leaves them: terms read from the text, confirmed by nobody. */
function asImported(services: readonly EvaluatedService[]): Corpus {
	const taxonomy = builtInTaxonomy();
	return new Corpus(
		taxonomy,
		services.map(({ id, name, organization, description, conditions, ages = [null, null] }): MatchService => {
			const eligibility = { groups: [], communityIds: [], ...(ages[0] !== null && { minAge: ages[0] }), ...(ages[1] !== null && { maxAge: ages[1] }), ...(conditions && { text: conditions }) };
			const text = { name, aliases: [], description, termCodes: [], eligibility };
			const termCodes = classifyService(text, taxonomy).filter(({ weight }) => weight >= 0.45).slice(0, 6).map(({ term }) => term);
			return { ...text, id, version: 1, organizationName: organization, termCodes, termsRead: true, cost: { kind: 'unknown' }, kind: 'service' };
		})
	);
}
