/** A browser's user agent in a few words that its owner recognises: `Chrome · Android`. Null when it says nothing. */
export function deviceName(agent: string): string | null {
	const browser = [
		[/MicroMessenger/, '微信 WeChat'],
		[/AlipayClient/, '支付宝 Alipay'],
		[/Edg(e|A|iOS)?\//, 'Edge'],
		[/HuaweiBrowser/, 'Huawei Browser'],
		[/MiuiBrowser/, 'Mi Browser'],
		[/QQBrowser/, 'QQ Browser'],
		[/Firefox|FxiOS/, 'Firefox'],
		[/Chrome|CriOS/, 'Chrome'],
		[/Safari/, 'Safari']
	].find(([pattern]) => (pattern as RegExp).test(agent))?.[1];
	const system = [
		[/HarmonyOS/, 'HarmonyOS'],
		[/Android/, 'Android'],
		[/iPhone|iPad/, 'iOS'],
		[/Windows/, 'Windows'],
		[/Mac OS X/, 'macOS'],
		[/Linux/, 'Linux']
	].find(([pattern]) => (pattern as RegExp).test(agent))?.[1];
	return [browser, system].filter(Boolean).join(' · ') || null;
}
