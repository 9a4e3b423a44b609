/** For this module's tests on a database: a subdistrict with its settings, people with their roles, a need and how it got so far. */
import { testCtx, testSubdistrict } from '../../../tests/support/db.ts';
import { anonymous, systemActor, type Actor, type Ctx, type Role } from '#platform/context.ts';
import { writeTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { lookupHash } from '#platform/secrets.ts';
import { forgetConfig, installDefaults } from './settings/config.ts';
import { joinPorts } from './requests.ports.ts';
import { submit } from './intake/intake.usecases.ts';
import type * as v from 'valibot';
import type { SubmitInput } from './case/case.schemas.ts';

export type TestCtx = ReturnType<typeof testCtx>;

export interface World {
	id: string;
	communities: [string, string];
	/** A context for a person, whose clock all contexts of this world share. */
	as(actor: Actor): TestCtx;
	clock: TestCtx['clock'];
	manager: Actor;
	/** of the first community */
	head: Actor;
	worker: Actor;
	colleague: Actor;
	/** of the second community */
	otherWorker: Actor;
	otherHead: Actor;
	resident: Actor;
	stranger: Actor;
}

export const PHONE = '12000000001';

export const someone = (role: Role, name: string, communityId: string | null = null, organizationId: string | null = null): Actor => ({
	...anonymous,
	kind: 'user',
	id: newId(),
	name,
	grants: [{ role, communityId, organizationId }]
});

export const aResident = (phone: string, name = '居民'): Actor => ({ ...anonymous, kind: 'user', id: newId(), name, grants: [{ role: 'resident', communityId: null, organizationId: null }], phoneHash: lookupHash('phone', phone) });

/** Tuesday 2026-11-24, 10:00 in Shanghai. */
export async function world(at = '2026-11-24T02:00:00Z'): Promise<World> {
	const { id, communities } = await testSubdistrict();
	const base = testCtx(id, anonymous, at);
	const as = (actor: Actor): TestCtx => ({ ...base, actor });
	await writeTx<'requests', void>(as(systemActor('test')), installDefaults);
	forgetConfig(id);
	const made: World = {
		id,
		communities,
		as,
		clock: base.clock,
		manager: someone('manager', '周岚'),
		head: someone('head', '刘敏', communities[0]),
		worker: someone('worker', '张伟', communities[0]),
		colleague: someone('worker', '李娜', communities[0]),
		otherWorker: someone('worker', '赵磊', communities[1]),
		otherHead: someone('head', '陈静', communities[1]),
		resident: aResident(PHONE),
		stranger: anonymous
	};
	const staff = [made.manager, made.head, made.worker, made.colleague, made.otherWorker, made.otherHead];
	joinPorts({
		staff: {
			find: async (_ctx: Ctx, userId: string) => {
				const found = staff.find((one) => one.id === userId);
				return found ? { id: userId, name: found.name, deskPhone: '0999-88880000', communityIds: 'all' } : null;
			}
		},
		providers: { find: async (_ctx, target) => ({ organizationId: target.organizationId ?? target.serviceId!, organizationName: '便民修理铺', serviceName: '电工上门' }) }
	});
	return made;
}

/** A lamp that is out, told by a passer-by with a telephone, in the first community. */
export async function tell(w: World, more: Partial<v.InferInput<typeof SubmitInput>> = {}, actor: Actor = w.stranger) {
	return submit(w.as(actor), {
		text: '三号楼二单元楼道灯不亮三天了',
		categoryCode: 'corridor_light',
		answers: { where: '三号楼二单元' },
		place: { communityId: w.communities[0], address: '红云小区3号楼' },
		reporter: { phone: PHONE, name: '张三丰' },
		...more
	});
}

/** A file of this subdistrict as the store names it; there are no bytes behind it. */
export const aFile = (w: World, kind: 'photo' | 'signature') => ({ kind, fileKey: `${w.id}/image/00/${'0'.repeat(64)}.webp`, mediaType: 'image/webp', bytes: 1000 });
