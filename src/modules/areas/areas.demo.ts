import type { Ctx } from '#platform/context.ts';
import { saveCommunity } from './areas.usecases.ts';

/** The fictional subdistrict 云岭街道: its communities. */
export async function demoAreas(ctx: Ctx): Promise<void> {
	await saveCommunity(ctx, { code: '999999001001', name: '红云社区', nameEn: 'Hongyun Community', address: '云岭街道红云路 18 号', deskPhone: '000-8010 1001' });
	await saveCommunity(ctx, { code: '999999001002', name: '白云社区', nameEn: 'Baiyun Community', address: '云岭街道白云巷 6 号', deskPhone: '000-8010 1002' });
	await saveCommunity(ctx, { code: '999999001003', name: '翠湖社区', nameEn: 'Cuihu Community', address: '云岭街道翠湖南路 52 号', deskPhone: '000-8010 1003' });
	await saveCommunity(ctx, { code: '999999001004', name: '棋盘社区', nameEn: 'Qipan Community', address: '云岭街道棋盘街 9 号', deskPhone: '000-8010 1004' });
}
