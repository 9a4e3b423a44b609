/**
 * What a resident reads in a text message, by what happened. `{…}` are the notice's own params; the way to the case is
 * put behind it. Nothing of the need itself: a telephone may be lying on a table.
 */
export const toldZh = {
	sentences: {
		submitted: '您的诉求 {number} 已登记。',
		accepted: '您的诉求 {number} 已受理。',
		declined: '您的诉求 {number} 不属于我们的职责范围，您可以怎么办写在这里：',
		assigned: '您的诉求 {number} 由{worker}承办，会和您联系。',
		offered: '您的诉求 {number} 已转给{provider}。',
		booked: '您的诉求 {number}：时间已定，{time}。',
		time_proposed: '您的诉求 {number}：{provider}提出了上门时间，请您看看是否方便。',
		message: '您的诉求 {number} 有新消息。',
		served: '您的诉求 {number} 工作人员说已办完。是否解决由您说了算，请点开确认。',
		reopened: '您的诉求 {number} 已重新打开，由首接人继续办。',
		solved: '您的诉求 {number} 已按您的答复结案，谢谢。',
		closed: '您的诉求 {number} 已结案，原因写在这里：',
		proxy: '您的家人或邻居请您帮着看诉求 {number}，可以替 TA 答复、确认是否解决。',
		merged: '您的诉求 {number} 和另一件是同一件事，已合在一起办，结果照样告诉您。',
		transferred: '您的诉求 {number} 换了承办人：{worker}。'
	} as Record<string, string>,
	/** for something that has no sentence of its own */
	other: '您的诉求 {number} 有新进展。',
	/** instead of a param that the notice does not carry */
	unknown: { worker: '工作人员', provider: '服务方', time: '见详情' } as Record<string, string>
};

export type ToldWords = typeof toldZh;
