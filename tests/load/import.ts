/*
 * A subdistrict's whole register as one sheet: received, checked against the people who are there, taken in, and taken back. Part of
 * `npm run bench`. What is promised: 20,000 rows in under a minute, from the upload to the last row written.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { idCheckDigit } from '#platform/text/index.ts';
import { workbookBuffer } from '#platform/sheets/index.ts';
import type { RegisterBench } from './residents.ts';

const ROWS = 20_000;
const HEADS = ['序号', '姓名', '性别', '身份证号', '出生日期', '与户主关系', '户编号', '现住址', '联系电话', '民族', '文化程度', '婚姻状况', '人员类别', '工作单位', '紧急联系人', '紧急联系电话', '备注'];

/** Fictional people (region 999999, telephones 120…) behind doors that the compound has. */
async function sheet(compound: string): Promise<Buffer> {
	const day = (i: number) => new Date(Date.UTC(1935, 0, 1 + (i % 30_000))).toISOString().slice(0, 10);
	const rows = Array.from({ length: ROWS }, (_, i) => {
		const first17 = `999999${day(i).replaceAll('-', '')}${String(500 + (i % 499)).padStart(3, '0')}`;
		const home = Math.floor(i / 3);
		return [
			i + 1,
			`${'王李张刘陈杨赵黄周吴'[i % 10]}${String.fromCharCode(0x4e00 + ((i * 7) % 6000))}`,
			Number(first17[16]) % 2 ? '男' : '女',
			first17 + idCheckDigit(first17),
			day(i).replaceAll('-', '.'),
			i % 3 === 0 ? '户主' : '其他亲属',
			`BENCH${home}`,
			`${compound}${(home % 4) + 1}幢${(Math.floor(home / 4) % 2) + 1}单元${(Math.floor(home / 8) % 6) + 1}0${(Math.floor(home / 48) % 2) + 1}`,
			`1208${String(i).padStart(7, '0')}`,
			'汉族',
			'高中',
			'已婚',
			i % 20 ? '' : '低保',
			'白云印刷厂',
			'李四',
			'12000000000',
			''
		];
	});
	return workbookBuffer({ now: new Date(), sheets: [{ name: '居民', columns: HEADS.map((header) => ({ header })), rows }] });
}

export async function importSpeed({ origin, cookie, databaseUrl, tell }: RegisterBench): Promise<void> {
	const database = new pg.Client({ connectionString: databaseUrl });
	await database.connect();
	try {
		const page = await (await fetch(`${origin}/desk/residents/new`, { headers: { cookie } })).text();
		const communityId = /name="communityId" value="([0-9a-f-]{36})"/.exec(page)?.[1];
		const { rows } = await database.query<{ name: string }>('SELECT name FROM areas.compound WHERE community_id = $1 ORDER BY name LIMIT 1', [communityId]);
		const form = new FormData();
		form.set('file', new File([new Uint8Array(await sheet(rows[0]!.name))], '居民.xlsx'));
		const post = async (path: string, body: FormData | URLSearchParams): Promise<string> => {
			const answer = await fetch(`${origin}${path}`, { method: 'POST', redirect: 'manual', headers: { cookie, origin, accept: 'text/html' }, body });
			const location = answer.headers.get('location');
			if (!location) throw new Error(`${path} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
			return location;
		};
		const until = async (id: string, state: string): Promise<number> => {
			const begun = performance.now();
			for (;;) {
				const { rows: found } = await database.query<{ state: string; error_code: string | null }>('SELECT state, error_code FROM residents.import WHERE id = $1', [id]);
				if (found[0]!.state === state) return performance.now() - begun;
				if (found[0]!.error_code) throw new Error(`the import failed: ${found[0]!.error_code}`);
				await sleep(100);
			}
		};
		const begun = performance.now();
		const at = await post('/desk/residents/import', form);
		const id = at.split('/').at(-1)!;
		const chosen = await (await fetch(`${origin}${at}`, { headers: { cookie } })).text();
		const choices = new URLSearchParams([...chosen.matchAll(/name="(version|table|key\.\d+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]));
		choices.set('statedOn', new Date().toISOString().slice(0, 10));
		HEADS.forEach((head, i) => choices.set(`field.${i}`, FIELDS[head] ?? ''));
		await post(`${at}?/check`, choices);
		const checked = await until(id, 'checked');
		await post(`${at}?/apply`, new URLSearchParams());
		const applied = await until(id, 'applied');
		const seconds = (performance.now() - begun) / 1000;
		tell({ what: `${ROWS.toLocaleString('en')} rows of a sheet into the register`, measured: `${seconds.toFixed(1)} s (checked ${(checked / 1000).toFixed(1)}, written ${(applied / 1000).toFixed(1)})`, promised: 'under 60 s', kept: seconds < 60 });
		await post(`${at}?/undo`, new URLSearchParams());
		const undone = (await until(id, 'undone')) / 1000;
		tell({ what: 'the same sheet taken back', measured: `${undone.toFixed(1)} s`, promised: 'under 60 s', kept: undone < 60 });
	} finally {
		await database.end();
	}
}

const FIELDS: Record<string, string> = { 姓名: 'name', 性别: 'sex', 身份证号: 'idNumber', 出生日期: 'birthDate', 与户主关系: 'relation', 户编号: 'householdNumber', 现住址: 'address', 联系电话: 'phone', 民族: 'ethnicity', 文化程度: 'education', 婚姻状况: 'marital', 人员类别: 'groups', 工作单位: 'workplace', 紧急联系人: 'emergencyName', 紧急联系电话: 'emergencyPhone', 备注: 'remarks', 序号: 'serial' };
