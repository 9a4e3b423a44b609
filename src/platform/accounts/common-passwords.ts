/*
 * Words at the heart of the passwords that are tried first, in lower case. Digits and signs at the ends are taken
 * off before the look-up, so `Admin@2026!` is found as `admin`.
 */
export const COMMON: ReadonlySet<string> = new Set(
	`password passwd passw0rd pass word admin administrator root system sysadmin manager guest user test tester demo default
	welcome login letmein iloveyou woaini woainima woaini1314 aini mima mimashi nihao zhongguo china beijing shanghai
	shequ jiedao baiyun shequbaiyun gongzuo wangge wanggeyuan juweihui minzheng zhengfu zhengwu admin admina
	qwerty qwert qwertyuiop asdf asdfgh asdfghjkl zxcv zxcvbn zxcvbnm qazwsx qazwsxedc abc abcd abcde abcdef aaa aaaa
	dragon monkey football baseball master shadow sunshine princess superman batman michael jordan computer internet
	secret changeme change hello freedom whatever trustno access flower love lovely money happy lucky summer winter spring autumn
	huawei xiaomi alibaba taobao tencent weixin wechat qq aliyun
	123456 1234567 12345678 123456789 1234567890 0123456789 111111 11111111 1111111111 000000 0000000000 888888 88888888 8888888888 666666 66666666
	5201314 1314520 147258369 123123123 1231231234 123321 12341234 1234512345 112233 1122334455 q1w2e3r4t5 1q2w3e4r5t 1qaz2wsx3edc a1b2c3d4e5 abc1234567`
		.split(/\s+/)
		.filter(Boolean)
);
