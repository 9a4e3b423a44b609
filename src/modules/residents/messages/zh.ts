import type { ErrorWords } from '#platform/messages/index.ts';

export const zh = {
	errors: {
		'residents.idNumberTaken': { what: '这个身份证号已经登记在另一份档案里。', kept: '您写的还在页面上。', todo: '请打开那份档案核对；确是同一个人，就在那里补充。' },
		'residents.recordMoved': { what: '您看的时候，同事刚改过这份档案。', kept: '您写的还在页面上。', todo: '请看一眼新的内容，再保存一次。' },
		'residents.nameMissing': '请写姓名。',
		'residents.nameWrong': '姓名最多 60 个字。',
		'residents.codeUnknown': '请从列表里选。',
		'residents.birthDateWrong': '请写出生日期，例如 1951-03-07；只知道年份就写 1951。',
		'residents.birthDateUnlikeId': '出生日期和身份证号对不上，请核对。',
		'residents.sexUnlikeId': '性别和身份证号对不上，请核对。',
		'residents.idNumber.length': '身份证号是 18 位（老证 15 位），请数一数。',
		'residents.idNumber.characters': '身份证号只有数字，最后一位可能是 X。',
		'residents.idNumber.date': '身份证号里的出生日期不存在，请核对第 7 到 14 位。',
		'residents.idNumber.checkDigit': '身份证号的最后一位对不上，可能有一位写错了。',
		'residents.phoneWrong': '这不像电话号码，请写 11 位手机号，或带区号的座机。',
		'residents.tooLong': '太长了，请写短一些。',
		'residents.dayWrong': '请写日期，例如 2026-03-12。',
		'residents.beforeLastMove': { what: '这一天早于这个人上一次变动。', kept: '您写的还在页面上。', todo: '请写更晚的日期；上一次变动记错了，就先撤回它。' },
		'residents.personDied': { what: '这份档案记着已去世。', kept: '没有改动。', todo: '如果记错了，请先撤回去世登记。' },
		'residents.notAMember': { what: '这个人现在不在任何一户里。', kept: '您写的还在页面上。', todo: '请先登记迁入。' },
		'residents.alreadyHere': { what: '这个人已经在这一户里了。', kept: '没有改动。', todo: '要改与户主关系或居住方式，请用“更正”。' },
		'residents.dayMissing': '请写从哪一天起。',
		'residents.inTheFuture': '日期不能晚于今天。',
		'residents.householdClosed': { what: '这一户已经注销。', kept: '您写的还在页面上。', todo: '请选别的户，或新立一户。' },
		'residents.cannotTakeBack': { what: '后来又有变动，这一步不能单独撤回。', kept: '没有改动。', todo: '请从最近的一步开始撤回。' },
		'residents.notDead': { what: '这份档案没有去世登记。', kept: '没有改动。', todo: '请刷新页面看最新的内容。' },
		'residents.headIsAnother': { what: '户主刚换成了别人。', kept: '您写的还在页面上。', todo: '请看一眼现在的户主，再改。' }
	} satisfies Record<string, ErrorWords> as Record<string, ErrorWords>,
	title: '居民档案'
};
