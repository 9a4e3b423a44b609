import type { ErrorWords } from './error-words.ts';

/** What files, tables, paper and maps say when they cannot take or make something. */
export const papersZh: Record<string, ErrorWords> = {
	'files.empty': { what: '这个文件是空的。', todo: '请重新选一次；如果是刚拍的照片，等它存好再选。' },
	'files.tooLarge': ({ most }) => ({ what: `文件太大，最多 ${most} MB。`, kept: '您填写的内容都还在。', todo: '请压缩一下，或者分成几份再传。' }),
	'files.imageType': { what: '这不是能用的照片。', kept: '您填写的内容都还在。', todo: '请传手机拍的照片或截图（JPEG、PNG、WebP）。' },
	'files.heic': {
		what: '这张照片是苹果手机的 HEIC 格式，这里打不开。',
		kept: '您填写的内容都还在。',
		todo: '请直接从手机相册选择，手机会自动转换；或者在“设置 › 相机 › 格式”里选“兼容性最佳”再拍。'
	},
	'files.tooManyPixels': { what: '这张图片的尺寸太大。', kept: '您填写的内容都还在。', todo: '请截一张图，或者缩小以后再传。' },
	'files.damaged': { what: '文件没有传完整，或者已经损坏。', kept: '您填写的内容都还在。', todo: '请再传一次；如果还不行，换一张照片或一份文件。' },
	'files.documentType': { what: '这种文件不能作附件。', todo: '可以用 PDF、OFD、Word、Excel、PowerPoint 和 OpenDocument 文件；照片请作为图片上传。' },
	'files.macros': { what: '文件里带有宏，可能会自己运行，不能上传。', todo: '请另存为不带宏的文件（.docx、.xlsx），或者导出为 PDF。' },
	'files.encrypted': { what: '文件加了密码，别人打不开。', todo: '请去掉密码，再传一次。' },
	'sheets.empty': { what: '表格里没有内容。', todo: '请看一看是不是选错了文件。' },
	'sheets.notTable': { what: '这不是表格文件。', todo: '请选择 Excel（.xlsx）或 CSV 文件。' },
	'sheets.oldFormat': { what: '这是旧版 Excel 的 .xls 文件，读不了。', todo: '请用 Excel 或 WPS 打开，另存为 .xlsx 再传。' },
	'sheets.encrypted': { what: '表格加了密码，读不了。', todo: '请打开后去掉密码，再传一次。' },
	'sheets.webPage': { what: '这个文件名是 .xls，内容却是网页。', todo: '请用 Excel 或 WPS 打开，另存为 .xlsx 再传。' },
	'sheets.damaged': { what: '表格文件损坏了，读不出来。', todo: '请用 Excel 或 WPS 打开，另存一份再传。' },
	'sheets.cannotGrow': ({ rows, more }) => ({ what: `表里只留了 ${rows} 行，还差 ${more} 行；要加行的地方有批注或表格对象，加行会弄乱它。`, todo: '请打开模板，在名单处多留一些空行，保存后再上传。' }),
	'sheets.tooLarge': ({ what }) => ({
		what: `表格太大了（${{ bytes: '文件', entries: '内含的文件', inflated: '解开以后的内容', ratio: '压缩比', sheets: '工作表', rows: '行数', columns: '列数', cells: '单元格' }[String(what)] ?? '内容'}超出限度）。`,
		todo: '请删去用不着的工作表和空行，或者分成几份再传。'
	}),
	'print.failed': { what: '这张纸没有印出来。', kept: '内容都还在，没有改动。', todo: '请再试一次；如果还不行，请联系系统管理员，并报出下面的编号。' },
	'geo.invalid': ({ problem }) => ({
		what: `这个范围不能用：${{ type: '不是点或面', position: '有的位置不在地球上', ring: '边界没有闭合', tooMany: '顶点太多', empty: '里面没有内容' }[String(problem)] ?? '格式不对'}。`,
		todo: '请在地图工具里改好，再导出 GeoJSON（WGS-84）。'
	})
};
