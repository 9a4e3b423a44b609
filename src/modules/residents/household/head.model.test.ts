import { expect, test } from 'vitest';
import { relations, sexOfRelation, type RelationCode, type Sex } from '../codes/index.ts';
import { relationToNewHead } from './head.model.ts';

const kin = (relation: RelationCode, sex: Sex = sexOfRelation(relation) ?? '1') => ({ relation, sex });

test.each<[string, RelationCode, Sex, RelationCode, Sex, RelationCode | null]>([
	['the wife takes over: her husband', '12', '2', '02', '1', '11'],
	['the wife takes over: the son', '12', '2', '22', '1', '22'],
	['the wife takes over: the daughter-in-law', '12', '2', '38', '2', '38'],
	['the wife takes over: his mother', '12', '2', '52', '2', '54'],
	['the wife takes over: her father', '12', '2', '55', '1', '51'],
	['the husband takes over: her mother', '11', '1', '52', '2', '56'],
	['the husband takes over: his brother, once her in-law', '11', '1', '71', '1', null],
	['a son takes over: his father', '21', '1', '02', '1', '51'],
	['a son takes over: his mother', '21', '1', '12', '2', '52'],
	['a son takes over: a sister', '22', '1', '33', '2', '70'],
	['a son takes over: a daughter-in-law, whose?', '22', '1', '38', '2', null],
	['a son takes over: a grandchild, whose?', '22', '1', '41', '1', null],
	['a daughter-in-law takes over: the old head', '38', '2', '02', '1', '53'],
	['a mother takes over: the old head, a son', '52', '2', '02', '1', '20'],
	['a grandson takes over: the old head, a woman', '41', '1', '02', '2', '62'],
	['somebody not related takes over', '99', '1', '02', '1', '99'],
	['whoever takes over: a lodger', '22', '1', '99', '2', '99'],
	['a spouse of unknown sex takes over: the mother', '10', '0', '52', '2', null]
])('%s', (_, head, headSex, other, otherSex, expected) => expect(relationToNewHead({ relation: head, sex: headSex }, { relation: other, sex: otherSex })).toBe(expected));

test('no answer names a relation of the other sex, and none names a second head', () => {
	for (const head of relations.codes)
		for (const other of relations.codes)
			for (const sex of ['1', '2'] as const) {
				if (sexOfRelation(other) !== null && sexOfRelation(other) !== sex) continue;
				const answer = relationToNewHead(kin(head), { relation: other, sex });
				if (answer === null) continue;
				expect(relations.has(answer) && answer !== '01' && answer !== '02').toBe(true);
				expect(sexOfRelation(answer) ?? sex).toBe(sex);
			}
});
