import { systemActor, type Ctx } from '#platform/context.ts';
import { subdistricts } from '#platform/tenant.ts';
import { saveSiteSettings } from './site.usecases.ts';

/**
 * The footer of the demonstration. Site code and filing numbers stay empty, and so hidden: made-up ones could be taken
 * for somebody's.
 */
export async function demoSite(ctx: Ctx): Promise<void> {
	const name = (await subdistricts()).find(({ id }) => id === ctx.subdistrictId)?.name ?? '';
	await saveSiteSettings(
		{ ...ctx, actor: systemActor('演示') },
		{
			organiser: `${name}办事处`,
			operator: `${name}便民服务中心`,
			address: `${name}人民路 1 号`,
			phone: '000-8010 1000',
			hours: '周一至周五 8:30–12:00、13:30–17:30',
			about: '这是演示环境：街道、社区、人物和电话都是虚构的。',
			privacyContact: `${name}便民服务中心负责回答关于个人信息的问题：000-8010 1000，工作日 8:30–17:30，或者直接到社区窗口。`
		}
	);
}
