import type { ErrorWords } from './error-words.ts';

/** What files, tables, paper and maps say when they cannot take or make something. */
export const papersEn: Record<string, ErrorWords> = {
	'files.empty': { what: 'This file is empty.', todo: 'Please choose it again; if the photo was just taken, wait until it is stored.' },
	'files.tooLarge': ({ most }) => ({ what: `The file is too large: ${most} MB at most.`, kept: 'Everything you typed is still here.', todo: 'Compress it, or send it in parts.' }),
	'files.imageType': { what: 'This is not a photo that we can use.', kept: 'Everything you typed is still here.', todo: 'Please send a photo or screenshot from a phone (JPEG, PNG, WebP).' },
	'files.heic': {
		what: 'This photo is in an iPhone’s own format (HEIC), which cannot be opened here.',
		kept: 'Everything you typed is still here.',
		todo: 'Choose it from the photo library on the phone, which converts it, or set Settings › Camera › Formats to “Most Compatible”.'
	},
	'files.tooManyPixels': { what: 'This picture has too many pixels.', kept: 'Everything you typed is still here.', todo: 'Take a screenshot of it, or send it smaller.' },
	'files.damaged': { what: 'The file did not arrive whole, or is damaged.', kept: 'Everything you typed is still here.', todo: 'Please send it again; if that fails, choose another.' },
	'files.documentType': { what: 'This kind of file cannot be attached.', todo: 'PDF, OFD, Word, Excel, PowerPoint and OpenDocument files can. Send photos as pictures.' },
	'files.macros': { what: 'The file holds macros, which could run by themselves.', todo: 'Save it without macros (.docx, .xlsx), or as PDF.' },
	'files.encrypted': { what: 'The file has a password: nobody else could open it.', todo: 'Take the password off and send it again.' },
	'sheets.empty': { what: 'There is nothing in this table.', todo: 'Is it the right file?' },
	'sheets.notTable': { what: 'This is not a table.', todo: 'Please choose an Excel (.xlsx) or CSV file.' },
	'sheets.oldFormat': { what: 'This is an .xls file of an old Excel, which cannot be read.', todo: 'Open it in Excel or WPS, save it as .xlsx, and send that.' },
	'sheets.encrypted': { what: 'The workbook has a password.', todo: 'Open it, take the password off, and send it again.' },
	'sheets.webPage': { what: 'This file is called .xls but holds a web page.', todo: 'Open it in Excel or WPS, save it as .xlsx, and send that.' },
	'sheets.damaged': { what: 'The workbook is damaged and cannot be read.', todo: 'Open it in Excel or WPS, save a copy, and send that.' },
	'sheets.cannotGrow': ({ rows, more }) => ({ what: `The form has ${rows} lines and needs ${more} more, and where they would go stands a comment or a table object that this would upset.`, todo: 'Open the template, leave more empty lines in the list, save it and upload it again.' }),
	'sheets.tooLarge': ({ what }) => ({
		what: `The table is too large (${{ bytes: 'the file', entries: 'files inside', inflated: 'unpacked size', ratio: 'compression', sheets: 'sheets', rows: 'rows', columns: 'columns', cells: 'cells' }[String(what)] ?? 'contents'}).`,
		todo: 'Remove sheets and empty rows that are not needed, or send it in parts.'
	}),
	'print.failed': { what: 'This paper could not be made.', kept: 'Everything is still here, unchanged.', todo: 'Please try again; if it still fails, tell the system administrator the reference below.' },
	'geo.invalid': ({ problem }) => ({
		what: `This area cannot be used: ${{ type: 'it is neither a point nor an area', position: 'a position is not on the globe', ring: 'a border is not closed', tooMany: 'it has too many points', empty: 'there is nothing in it' }[String(problem)] ?? 'the format is wrong'}.`,
		todo: 'Mend it in the map tool and export GeoJSON (WGS-84) again.'
	})
};
