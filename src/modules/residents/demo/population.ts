/**
 * Made-up households: who lives together, how old, since when, with which groups. Age shares as in demo.md §6 (0–14 17.95 %,
 * 60+ 18.70 %, 65+ 13.50 %). Nobody in it lives or lived: the region of every identity number is 999999, which is no region,
 * and every telephone begins with 120, which is no mobile range. Pure and repeatable.
 */
import type { Chance } from '#platform/chance.ts';
import { addDays, ageOn } from '#platform/dates/index.ts';
import { idCheckDigit } from '#platform/text/index.ts';
import type { RelationCode } from '../codes/index.ts';
import type { Residence } from '../household/membership.model.ts';
import { givenName, surname } from './names.ts';

export interface DemoGroup {
	code: string;
	kind: string | null;
	grade: string | null;
	fromOn: string;
}

export interface DemoPerson {
	name: string;
	sex: '1' | '2';
	birthDate: string;
	idNumber: string;
	phone: string | null;
	relation: RelationCode;
	residence: Residence;
	ethnicity: string;
	education: string;
	marital: string;
	workplace: string;
	groups: DemoGroup[];
	/** positions in the household of those who are their children, parents, spouse … */
	kin: { kind: 'spouse' | 'parent' | 'child' | 'guardian' | 'emergency'; other: number }[];
	/** somebody to call who is not in the register */
	emergency: { name: string; phone: string; words: string } | null;
	/** what became of them */
	fate: { kind: 'left' | 'died'; on: string } | null;
}

export interface DemoHousehold {
	/** since when; null: since before the register was kept */
	since: string | null;
	members: DemoPerson[];
}

type Shape = 'single' | 'couple' | 'coupleChild' | 'coupleChildren' | 'threeGenerations' | 'oneParent' | 'emptyNest' | 'alone' | 'grandchild' | 'oldWithChild' | 'sharers';

/** Households of each shape in a thousand; `population.test.ts` holds the ages that come of it to the shares above. */
const SHAPES: readonly (readonly [Shape, number])[] = [
	['single', 120],
	['couple', 105],
	['coupleChild', 258],
	['coupleChildren', 108],
	['threeGenerations', 112],
	['oneParent', 45],
	['emptyNest', 115],
	['alone', 75],
	['grandchild', 10],
	['oldWithChild', 35],
	['sharers', 25]
];

/** Numbers that nobody else in this population has. */
export class Numbers {
	readonly #orders = new Map<string, number>();
	#phones = 0;
	readonly #from: number;
	readonly #first: number;
	/**
	 * @param from where the telephones begin, of a hundred million
	 * @param orders how many of a sex and birthday are left to others
	 */
	constructor(from = 0, orders = 0) {
		this.#from = from;
		this.#first = orders;
	}
	idNumber(birthDate: string, sex: '1' | '2'): string {
		const key = birthDate + sex;
		const n = this.#orders.get(key) ?? this.#first;
		this.#orders.set(key, n + 1);
		if (n > 498) throw new RangeError('more than 499 people of one sex were born on one day');
		const first17 = `999999${birthDate.replaceAll('-', '')}${String(n * 2 + (sex === '1' ? 1 : 2)).padStart(3, '0')}`;
		return first17 + idCheckDigit(first17);
	}
	phone(): string {
		// A prime step goes through every number once before it repeats.
		return `120${String((this.#from + ++this.#phones * 7_368_787) % 100_000_000).padStart(8, '0')}`;
	}
}

/** One household of a shape taken by chance, as it is on `today`. */
export function demoHousehold(luck: Chance, numbers: Numbers, today: string): DemoHousehold {
	const shape = luck.weighted(SHAPES);
	const tenants = shape === 'sharers' || luck.percent(shape === 'single' ? 55 : shape === 'couple' ? 35 : shape.startsWith('couple') ? 18 : 4);
	const maker = new Maker(luck, numbers, today, tenants);
	const members = maker.of(shape);
	const youngestAdult = Math.min(...members.filter(({ relation }) => relation === '02' || relation === '12').map(({ birthDate }) => ageOn(birthDate, today)));
	const since = tenants ? addDays(today, -luck.between(20, 1500)) : luck.percent(40) ? null : addDays(today, -luck.between(200, Math.max(400, Math.min(9000, (youngestAdult - 19) * 365))));
	return { since, members };
}

class Maker {
	readonly luck: Chance;
	readonly numbers: Numbers;
	readonly today: string;
	readonly tenants: boolean;
	constructor(luck: Chance, numbers: Numbers, today: string, tenants: boolean) {
		this.luck = luck;
		this.numbers = numbers;
		this.today = today;
		this.tenants = tenants;
	}

	of(shape: Shape): DemoPerson[] {
		const { luck } = this;
		switch (shape) {
			case 'single':
				return [this.head(luck.between(21, 46))];
			case 'couple':
				return this.couple(luck.between(24, 66));
			case 'coupleChild':
				return this.family(luck.between(28, 56), 1);
			case 'coupleChildren':
				return this.family(luck.between(30, 48), luck.percent(88) ? 2 : 3);
			case 'threeGenerations':
				return this.threeGenerations();
			case 'oneParent': {
				const parent = this.head(luck.between(29, 52));
				return this.withKin([parent, this.child(parent, null)]);
			}
			case 'emptyNest':
				return this.withAway(this.couple(luck.between(60, 84)));
			case 'alone':
				return this.withAway([this.head(luck.weighted([[luck.between(61, 75), 45], [luck.between(75, 88), 48], [luck.between(88, 101), 7]] as const), luck.percent(66) ? '2' : '1', '30')]);
			case 'grandchild': {
				const grandparents = luck.percent(60) ? this.couple(luck.between(58, 72)) : [this.head(luck.between(58, 74), '2')];
				const child = this.person(luck.between(2, 14), luck.pick(['1', '2'] as const), grandparents[0]!.name, '40');
				child.relation = child.sex === '1' ? '41' : '42';
				child.kin.push({ kind: 'guardian', other: 0 });
				child.groups.push(this.group('left_behind_child', luck.pick(['both', 'one'])));
				return [...grandparents, child];
			}
			case 'oldWithChild': {
				const parent = this.head(luck.between(66, 92), luck.percent(60) ? '2' : '1', '30');
				const child = this.person(Math.max(30, this.age(parent) - luck.between(24, 33)), luck.pick(['1', '2'] as const), parent.name, '20');
				child.relation = child.sex === '1' ? '20' : '30';
				return this.withKin([parent, child]);
			}
			case 'sharers':
				return Array.from({ length: luck.between(2, 4) }, (_, i) => {
					const each = this.person(luck.between(20, 38), luck.pick(['1', '2'] as const), null, i ? '99' : '02');
					each.residence = 'tenant';
					return each;
				});
		}
	}

	private age(person: DemoPerson): number {
		return ageOn(person.birthDate, this.today);
	}

	private head(age: number, sex: '1' | '2' = this.luck.percent(68) ? '1' : '2', marital?: string): DemoPerson {
		return this.person(age, sex, null, '02', marital);
	}

	private couple(age: number): DemoPerson[] {
		const head = this.head(age, undefined, '21');
		const wife = head.sex === '1';
		const spouse = this.person(Math.max(22, age + (wife ? -this.luck.between(-1, 5) : this.luck.between(-1, 5))), wife ? '2' : '1', null, wife ? '12' : '11', '21');
		head.kin.push({ kind: 'spouse', other: 1 });
		spouse.kin.push({ kind: 'spouse', other: 0 });
		return [head, spouse];
	}

	private child(parent: DemoPerson, other: DemoPerson | null, age = Math.max(0, Math.min(this.age(parent), other ? this.age(other) : 99) - this.luck.between(23, 36))): DemoPerson {
		const sex = this.luck.percent(52) ? '1' : '2';
		const father = parent.sex === '1' ? parent : (other ?? parent);
		return this.person(age, sex, father.name, sex === '1' ? '20' : '30');
	}

	private family(age: number, children: number): DemoPerson[] {
		const parents = this.couple(age);
		const made: DemoPerson[] = [];
		for (let i = 0; i < children; i++) {
			const before = made.at(-1);
			const wanted = before ? this.age(before) - this.luck.between(1, 6) : undefined;
			if (wanted !== undefined && wanted < 0) break;
			made.push(this.child(parents[0]!, parents[1]!, wanted));
		}
		// 独生子女, 长子, 次女: as the register writes them.
		const counts = { '1': 0, '2': 0 };
		for (const child of made) {
			const order = counts[child.sex]++;
			child.relation = made.length === 1 ? (child.sex === '1' ? '21' : '31') : (`${child.sex === '1' ? 2 : 3}${2 + order}` as RelationCode);
		}
		return this.withKin([...parents, ...made]);
	}

	private threeGenerations(): DemoPerson[] {
		const { luck } = this;
		const family = this.family(luck.between(29, 46), luck.percent(70) ? 1 : 2);
		const [head] = family as [DemoPerson];
		const ages = this.age(head) + luck.between(23, 31);
		const father = luck.percent(70) ? this.person(ages, '1', head.name, '51') : null;
		const mother = !father || luck.percent(75) ? this.person(Math.max(50, ages - luck.between(0, 4)), '2', null, '52') : null;
		for (const parent of [father, mother]) {
			if (!parent) continue;
			family.push(parent);
			parent.kin.push({ kind: 'child', other: 0 });
			head.kin.push({ kind: 'parent', other: family.length - 1 });
		}
		return family;
	}

	/** Parents and children of a household whose first member (and the second, if married to it) are the parents. */
	private withKin(members: DemoPerson[]): DemoPerson[] {
		const parents = members[1] && (members[1].relation === '11' || members[1].relation === '12') ? [0, 1] : [0];
		for (const [i, child] of members.entries()) {
			if (parents.includes(i) || !/^[23]/.test(child.relation)) continue;
			for (const parent of parents) {
				members[parent]!.kin.push({ kind: 'child', other: i });
				child.kin.push({ kind: 'parent', other: parent });
			}
			if (this.age(child) < 18) child.kin.push({ kind: 'guardian', other: parents.at(-1)! });
		}
		return members;
	}

	/** Old people whose children live in another town: the child is the one to call. */
	private withAway(members: DemoPerson[]): DemoPerson[] {
		const { luck, numbers } = this;
		const [head] = members as [DemoPerson];
		if (luck.percent(85)) {
			const sex = luck.pick(['1', '2'] as const);
			const family = head.sex === '1' ? [...head.name][0]! : surname(luck);
			const to = { name: family + givenName(luck, sex, Number(head.birthDate.slice(0, 4)) + 26), phone: numbers.phone(), words: sex === '1' ? '儿子' : '女儿' };
			for (const member of members) member.emergency = to;
		}
		return members;
	}

	private person(age: number, sex: '1' | '2', fatherOrNull: string | null, relation: RelationCode, marital?: string): DemoPerson {
		const { luck, numbers, today } = this;
		const birthDate = addDays(`${Number(today.slice(0, 4)) - age}${today.slice(4) === '-02-29' ? '-02-28' : today.slice(4)}`, -luck.between(0, 364));
		const year = Number(birthDate.slice(0, 4));
		const family = fatherOrNull === null ? surname(luck) : ['欧阳', '司徒', '上官', '诸葛'].find((double) => fatherOrNull.startsWith(double)) ?? [...fatherOrNull][0]!;
		return {
			name: family + givenName(luck, sex, year),
			sex,
			birthDate,
			idNumber: numbers.idNumber(birthDate, sex),
			phone: age >= 14 && luck.percent(age > 75 ? 62 : age > 16 ? 94 : 30) ? numbers.phone() : null,
			relation,
			residence: this.tenants ? 'tenant' : relation === '02' ? 'owner' : luck.percent(96) ? 'owner_family' : age > 19 ? 'away' : 'owner_family',
			ethnicity: luck.weighted([['01', 930], ['03', 20], ['11', 10], ['08', 8], ['07', 12], ['14', 10], ['06', 10]] as const),
			education: age < 6 ? '90' : age < 12 ? '80' : age < 15 ? '70' : age < 18 ? '60' : age > 65 ? luck.weighted([['80', 45], ['71', 32], ['61', 15], ['31', 5], ['90', 3]] as const) : luck.weighted([['71', 22], ['61', 24], ['41', 8], ['31', 20], ['21', 22], ['14', 4]] as const),
			marital: marital ?? (age < 22 ? '10' : relation === '11' || relation === '12' ? '21' : age > 60 ? luck.pick(['21', '30']) : luck.weighted([['10', 50], ['21', 30], ['40', 20]] as const)),
			workplace: age >= 22 && age < 60 && luck.percent(55) ? luck.pick(['云岭纺织厂', '电机厂', '云岭小学', '红云商场', '市公交公司', '棋盘街菜市场', '自由职业', '外卖配送', '云岭街道卫生服务中心', '建筑公司', '物流园', '快递站']) : age >= 60 ? '退休' : '',
			groups: this.groupsOf(age),
			kin: [],
			emergency: null,
			fate: luck.percent(age > 85 ? 14 : age > 70 ? 7 : age > 60 ? 2.5 : 0.15) ? { kind: 'died', on: addDays(today, -luck.between(20, 900)) } : null
		};
	}

	private group(code: string, kind: string | null = null, grade: string | null = null): DemoGroup {
		return { code, kind, grade, fromOn: addDays(this.today, -this.luck.between(30, 1800)) };
	}

	private groupsOf(age: number): DemoGroup[] {
		const { luck } = this;
		const groups: DemoGroup[] = [];
		if (luck.percent(1.6)) groups.push(this.group('dibao', luck.pick(['household', 'person'])));
		else if (luck.percent(1)) groups.push(this.group('dibao_edge'));
		if (age >= 60 && luck.percent(1.2)) groups.push(this.group('tekun', luck.pick(['home', 'home', 'institution'])));
		if (age >= 3 && luck.percent(age >= 60 ? 9 : 3.2)) groups.push(this.group('disabled', luck.weighted([['61', 13], ['62', 18], ['63', 2], ['64', 48], ['65', 8], ['66', 8], ['67', 3]] as const), luck.weighted([['1', 14], ['2', 26], ['3', 28], ['4', 32]] as const)));
		if (age >= 22 && luck.percent(age >= 70 ? 3 : 1.4)) groups.push(this.group('entitled', luck.weighted([['veteran', 60], ['soldier_family', 12], ['martyr_family', 6], ['war_veteran', 10], ['disabled_soldier', 8], ['ill_veteran', 4]] as const)));
		if (age >= 18 && age < 58 && luck.percent(2.6)) groups.push(this.group('unemployed', luck.percent(70) ? 'registered' : 'hard_to_place'));
		if (luck.percent(age >= 60 ? 3 : 0.6)) groups.push(this.group('illness'));
		if (age >= 70 && luck.percent(age >= 85 ? 24 : 7)) groups.push(this.group('frail', null, luck.weighted([['1', 45], ['2', 30], ['3', 17], ['4', 8]] as const)));
		if (age < 16 && luck.percent(1)) groups.push(this.group('child_in_need', luck.pick(['poverty', 'own', 'care'])));
		if (age >= 55 && luck.percent(0.5)) groups.push(this.group('bereaved_family', luck.pick(['lost', 'disabled'])));
		return groups;
	}
}
