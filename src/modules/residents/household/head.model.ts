/** Relations when another member becomes the head, as far as they follow from the old ones. Pure. */
import type { RelationCode, Sex } from '../codes/index.ts';

interface Kin {
	relation: RelationCode;
	sex: Sex;
}

const isSpouse = (code: RelationCode) => code >= '10' && code <= '12';
/** children by blood or adoption: not 28 女婿, not 38 儿媳 */
const isChild = (code: RelationCode) => code >= '20' && code <= '39' && code !== '28' && code !== '38';
const isParent = (code: RelationCode) => code === '50' || code === '51' || code === '52' || code === '57' || code === '58' || code === '59';
const isSibling = (code: RelationCode) => ['70', '71', '73', '75', '77', '79'].includes(code);
const isHead = (code: RelationCode) => code === '01' || code === '02';

const bySex = (sex: Sex, man: RelationCode, woman: RelationCode, unknown: RelationCode): RelationCode => (sex === '1' ? man : sex === '2' ? woman : unknown);

/**
 * The relation (GB/T 4761) of `other` to the new head, from both relations to the old head.
 * @returns null where it does not follow (a son's wife when one of two sons becomes the head) and somebody must say it
 */
export function relationToNewHead(head: Kin, other: Kin): RelationCode | null {
	if (isHead(other.relation)) return ofOldHead(head, other.sex);
	if (other.relation === '99') return '99';
	if (isSpouse(head.relation)) return seenBySpouse(head.sex, other);
	if (isChild(head.relation)) return seenByChild(other);
	return null;
}

function ofOldHead({ relation }: Kin, old: Sex): RelationCode | null {
	if (isSpouse(relation)) return bySex(old, '11', '12', '10');
	if (isChild(relation)) return bySex(old, '51', '52', '50');
	if (relation === '28') return bySex(old, '55', '56', '59');
	if (relation === '38') return bySex(old, '53', '54', '59');
	if (isParent(relation)) return bySex(old, '20', '30', '80');
	if (relation === '53' || relation === '54') return old === '1' ? null : '38';
	if (relation === '55' || relation === '56') return old === '2' ? null : '28';
	if (relation === '41' || relation === '42') return bySex(old, '61', '62', '60');
	if (relation === '43' || relation === '44') return bySex(old, '63', '64', '60');
	if (relation >= '61' && relation <= '64') return relation <= '62' ? bySex(old, '41', '42', '40') : bySex(old, '43', '44', '40');
	if (isSibling(relation)) return '70';
	return relation === '99' ? '99' : null;
}

/** The old head's wife or husband is the head now: children stay children, the parents become parents-in-law and the other way round. */
function seenBySpouse(newHead: Sex, { relation, sex }: Kin): RelationCode | null {
	if ((relation >= '20' && relation <= '49') || relation === '80') return relation;
	if (relation === '51' || relation === '52') {
		const man = relation === '51';
		return newHead === '2' ? (man ? '53' : '54') : newHead === '1' ? (man ? '55' : '56') : null;
	}
	if (['53', '54', '55', '56'].includes(relation)) return bySex(sex, '51', '52', relation === '53' || relation === '55' ? '51' : '52');
	return relation >= '81' && relation <= '97' ? '97' : null;
}

/** A child of the old head is the head now. */
function seenByChild({ relation, sex }: Kin): RelationCode | null {
	if (isSpouse(relation)) return bySex(sex, '51', '52', '50');
	if (isChild(relation)) return '70';
	return relation >= '81' && relation <= '97' ? '97' : null;
}
