/** `/api/v1/residents`: other programs of the subdistrict find people and read a record, masked as for a manager, without reveals. */
import * as v from 'valibot';
import { endpoint, pageOf, type Endpoint } from '#platform/web/api.ts';
import { noSuchPerson } from './residents.errors.ts';
import { permissions } from './residents.permissions.ts';
import { FIELD_KEYS } from './person/fields.ts';
import { openPage } from './person/page.ts';
import { searchPeople, SearchInput } from './person/search.ts';

const id = v.pipe(v.string(), v.uuid());
const text = v.nullable(v.string());
const Shown = v.object({ value: text, masked: v.boolean() });

const Card = v.object({
	id: v.string(),
	communityId: text,
	householdId: text,
	name: v.string(),
	sex: v.string(),
	age: v.nullable(v.number()),
	ageBand: v.nullable(v.number()),
	address: v.string(),
	phone: v.string(),
	died: v.boolean(),
	left: v.boolean(),
	livesAway: v.boolean()
});

const Person = v.object({
	id: v.string(),
	version: v.number(),
	communityId: text,
	householdId: text,
	age: v.nullable(v.number()),
	ageBand: v.nullable(v.number()),
	address: Shown,
	fields: v.object(Object.fromEntries(FIELD_KEYS.map((key) => [key, Shown])) as Record<(typeof FIELD_KEYS)[number], typeof Shown>),
	diedOn: text,
	leftOn: text
});

export const api: readonly Endpoint[] = [
	endpoint({
		method: 'POST',
		path: '/residents/search',
		summary: 'Find people by name, pinyin, initials, whole telephone or ID number, or address. What is looked for travels in the body.',
		tag: 'residents',
		access: permissions.read,
		body: SearchInput,
		response: v.object({ ...pageOf(Card).entries, by: text, problem: text }),
		handle: async (ctx, { body }) => {
			const { items, ...found } = await searchPeople(ctx, body);
			return { ...found, items: items.map(({ seeing: _, ...card }) => card) };
		}
	}),
	endpoint({
		method: 'GET',
		path: '/residents/{id}',
		summary: 'A record as the caller may see it. That it was read is written down, once an hour; the person sees it.',
		tag: 'residents',
		access: permissions.read,
		params: v.object({ id }),
		response: Person,
		handle: async (ctx, { params }) => {
			let page = await openPage(ctx, params.id);
			if ('mergedInto' in page) page = await openPage(ctx, page.mergedInto);
			if ('mergedInto' in page) throw noSuchPerson();
			const { version, communityId, householdId, age, ageBand, address, fields, diedOn, leftOn } = page;
			return { id: page.id, version, communityId, householdId, age, ageBand, address, fields, diedOn, leftOn };
		}
	})
];
