import type { ErrorWords } from './error-words.ts';
import { papersZh } from './papers.zh.ts';

/** What the platform itself says; every module has its own words beside it. */
export const zh = {
	errors: {
		...papersZh,
		'platform.notFound': {
			what: '没有找到您要的内容。',
			todo: '可能是网址少了一截，或者内容已经撤下。请从首页重新找，或者打社区的电话。'
		},
		'platform.forbidden': {
			what: '这里的内容，您现在的身份不能看，也不能改。',
			kept: '没有任何东西被改动。',
			todo: '如果这是您的工作，请联系本街道的系统管理员开通权限。'
		},
		'platform.signInFirst': {
			what: '请先登录。',
			kept: '没有任何东西被改动。',
			todo: '登录以后会回到这里。'
		},
		'platform.invalidInput': {
			what: '有几处还要改一改。',
			kept: '您填写的内容都还在。',
			todo: '请看标红的地方，改好再提交一次。'
		},
		'platform.tooMany': ({ retryAfterSeconds }) => ({
			what: '试的次数太多，先停一停。',
			kept: '您填写的内容都还在，之前提交成功的也都在。',
			todo: `请过 ${waitZh(Number(retryAfterSeconds ?? 60))} 再试；着急的话，请直接打社区的电话。`
		}),
		'platform.unexpected': {
			what: '我们这边出了点问题。',
			kept: '没有保存到一半的东西：要么已经完整保存，要么没有改动。',
			todo: '请稍后再试。如果还不行，请打社区的电话，并报出下面的编号。'
		},
		'platform.badToken': { what: '这个访问令牌不对，或者已经停用、过期。', todo: '请找本街道的系统管理员要一个新的。' },
		'platform.crossSite': {
			what: '这个请求不是从本站的页面发出的。',
			kept: '没有任何东西被改动。',
			todo: '请回到本站的页面再操作一次；程序调用接口请使用访问令牌。'
		},
		'platform.subdistrictExists': { what: '这里已经有这个代码的街道了。', kept: '没有任何东西被改动。', todo: '请核对 12 位代码。' },
		'platform.notJson': { what: '请求的内容不是 JSON。', todo: '请检查 Content-Type 和正文。' },
		'platform.notForm': {
			what: '表单没有完整送到。',
			kept: '没有任何东西被改动。',
			todo: '请退回上一步，再提交一次。'
		},
		'platform.changed': {
			what: '您打开以后，别人改过这一条。',
			kept: '您填写的内容都还在。',
			todo: '请看一看新的内容，再决定是否提交。'
		},
		'platform.notAPhone': '请填写 11 位手机号。',
		'platform.required': '请填写这一项。',
		'platform.tooLong': '太长了，请写短一些。',
		'platform.notValid': '这一项的格式不对，请看一看。',
		'platform.tooLarge': {
			what: '上传的文件太大。',
			todo: '照片请一次少选几张，或者先存下文字，照片稍后再补。'
		}
	} satisfies Record<string, ErrorWords> as Record<string, ErrorWords>,
	errorPage: {
		requestId: '编号',
		home: '回首页',
		back: '退回上一步',
		signIn: '去登录',
		call: '打电话给社区',
		heading: (status: number): string => headingsZh[status] ?? (status >= 500 ? '出了点问题' : '办不了')
	}
};

const headingsZh: Record<number, string> = { 401: '请先登录', 403: '这里您不能进', 404: '没有这一页', 409: '有人先改了', 413: '文件太大', 422: '还要改一改', 429: '请稍等' };

const waitZh = (seconds: number): string => (seconds <= 90 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`);
