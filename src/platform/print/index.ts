/**
 * Paper: everything that leaves as a PDF.
 *
 * A module keeps its templates (`*.typ`) beside itself in `print/`, names each with `template<Data>(file)`,
 * and calls `renderPdf(template, data)`. The look stands in `templates/lib.typ`; two templates that belong to
 * no module stand here: `notice` (one page for a door or a board) and `printTable` (any list).
 * Words reach a template in its data, so that one template serves zh and en.
 */
export { renderPdf, template, type Template } from './render.ts';
export { qrSvg } from './qr.ts';
export { unprintable } from './glyphs.ts';
export { notice, type NoticeData } from './notice.ts';
export { printTable, tableReportWords, type TableReportData, type TableReportWords } from './table-report.ts';
