/** Reply templates that a new subdistrict starts from; the blanks are those of `TEMPLATE_BLANKS`. */
import type { TEMPLATE_PURPOSES } from './template.usecases.ts';

interface Template {
	purpose: (typeof TEMPLATE_PURPOSES)[number];
	title: string;
	body: string;
	categories?: string[];
}

export const TEMPLATES: readonly Template[] = [
	{ purpose: 'contact', title: '首次联系', body: '{name}您好，我是{worker}。您反映的事情（{number}）我来办，有什么要补充的随时打 {phone}。' },
	{ purpose: 'contact', title: '没接通，再约', body: '{name}您好，刚才打您电话没有接通。您反映的事情（{number}）已经在办，方便时请回电 {phone}。' },
	{ purpose: 'message', title: '约上门时间', body: '{name}您好，维修师傅想约您在家的时间上门，请回复一个方便的时段。' },
	{ purpose: 'message', title: '办理进展', body: '{name}您好，您反映的事情正在办理，预计 {due} 前办完。有变化我会再告诉您。' },
	{ purpose: 'serve', title: '已修好', body: '已到现场修好，请您看看是否正常。还有问题直接点“没解决”，由我继续办。' },
	{ purpose: 'serve', title: '已劝导整改', body: '已到现场劝导，当事人同意整改，我们会在一周内再去看一次。', categories: ['square_dance', 'renovation_noise', 'neighbour_noise', 'corridor_clutter', 'bad_parking', 'street_stalls'] },
	{ purpose: 'serve', title: '已答复政策', body: '已把办理条件、材料和窗口逐条告诉您。办理中遇到问题，请打 {phone}。', categories: ['minimum_allowance', 'age_allowance', 'social_security', 'certificates', 'disability'] },
	{ purpose: 'decline', title: '请拨打 12345', body: '这件事由市里的部门负责，您可以拨打 12345，或在市政务服务网提交。需要帮忙填写，请到社区窗口。' },
	{ purpose: 'decline', title: '已在诉讼中', body: '这件事已进入诉讼，以法院处理为准。需要法律帮助，社区律师每周三下午在服务中心免费咨询。' },
	{ purpose: 'pause', title: '等配件', body: '配件已经订购，到货后马上来修，其间暂停计时。' },
	{ purpose: 'pause', title: '等您在家', body: '需要您在家时才能办，请告诉我们方便的时间，其间暂停计时。' },
	{ purpose: 'send_back', title: '不属本辖区', body: '经现场核实，地点不在本社区，建议转相应社区办理。' },
	{ purpose: 'close', title: '暂无政策', body: '目前没有政策依据，已如实说明。政策有变化，我们会主动联系您。' }
];
