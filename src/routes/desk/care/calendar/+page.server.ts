import { listCommunities } from '#modules/areas/index.ts';
import { careScope } from '#modules/care/index.ts';
import { groupTypes, milestones } from '#modules/residents/index.ts';
import { addDays, dateIn, isDate } from '#platform/dates/index.ts';
import type { PageServerLoad } from './$types';

const KINDS = ['birthday', 'turns', 'expires', 'review'] as const;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx, subdistrict } = locals;
	const today = dateIn(ctx.clock.now(), subdistrict?.timeZone ?? 'Asia/Shanghai');
	const day = (name: string, otherwise: string) => {
		const given = url.searchParams.get(name) ?? '';
		return isDate(given) ? given : otherwise;
	};
	const from = day('from', today);
	const to = day('to', addDays(from, 30));
	const kinds = KINDS.filter((kind) => !url.searchParams.has('kind') || url.searchParams.getAll('kind').includes(kind));
	const communityId = url.searchParams.get('community') || null;
	const own = careScope(ctx.actor);
	const [lines, communities, types] = await Promise.all([milestones(ctx, { communityId, from, to, kinds }), listCommunities(ctx, {}), groupTypes(ctx, {})]);
	const names = Object.fromEntries(types.map((type) => [type.code, (ctx.locale === 'en' && type.nameEn) || type.name]));
	return {
		from,
		to,
		kinds,
		communityId,
		communities: communities.filter(({ id }) => own === 'all' || own.includes(id)).map(({ id, name, nameEn }) => ({ id, name: (ctx.locale === 'en' && nameEn) || name })),
		days: [...Map.groupBy(lines, ({ milestone }) => milestone.on)].map(([on, all]) => ({ on, lines: all.map(({ person, milestone }) => ({ person, milestone: 'group' in milestone ? { ...milestone, group: names[milestone.group] ?? milestone.group } : milestone })) }))
	};
};
