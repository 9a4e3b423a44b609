/** Clauses shorter than this say nothing of a need; longer ones are never said twice. */
const SHORTEST = 3;
const LONGEST = 20;
const AT_MOST = 4;

/**
 * The clauses of a need that could become an alias: between marks of punctuation, without greetings. What holds a number
 * of three digits and more, a name with a title, or an address is left out, since an alias is shown to staff and counted
 * for everyone.
 */
export function phrasesOf(text: string): string[] {
	return [
		...new Set(
			text
				.split(/[\s，。！？；：、,.!?;:~…"“”'‘’()（）【】]+/u)
				.map((clause) => clause.replace(/^(您好|你好|请问|麻烦|谢谢|那个|就是|然后|我想问一下|我想问|想问一下|想问)+/u, ''))
				.filter((clause) => clause.length >= SHORTEST && clause.length <= LONGEST && !PERSONAL.test(clause))
		)
	].slice(0, AT_MOST);
}

const PERSONAL = /\d{3}|[一二三四五六七八九十\d]+\s*(号楼|栋|幢|单元|室|号)|(我叫|我是|名叫|姓)|(先生|女士|老师|医生|师傅|书记|主任|大爷|大妈|阿姨)$/u;
