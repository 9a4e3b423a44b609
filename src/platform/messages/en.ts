import type { zh } from './zh.ts';
import { papersEn } from './papers.en.ts';

export const en = {
	errors: {
		...papersEn,
		'platform.notFound': {
			what: 'We could not find what you asked for.',
			todo: 'Part of the address may be missing, or the page was taken down. Start again from the front page, or call your community.'
		},
		'platform.forbidden': {
			what: 'You may not see or change what is here.',
			kept: 'Nothing was changed.',
			todo: 'If this is your work, ask your subdistrict’s system administrator for the right.'
		},
		'platform.signInFirst': { what: 'Please sign in first.', kept: 'Nothing was changed.', todo: 'You will come back here afterwards.' },
		'platform.invalidInput': {
			what: 'A few things need another look.',
			kept: 'Everything you typed is still here.',
			todo: 'See the places marked in red, then send it again.'
		},
		'platform.tooMany': ({ retryAfterSeconds }) => ({
			what: 'That was tried too often. Let us pause a moment.',
			kept: 'Everything you typed is still here, and whatever was sent before is safe.',
			todo: `Please try again in ${waitEn(Number(retryAfterSeconds ?? 60))}. If it is urgent, call your community.`
		}),
		'platform.unexpected': {
			what: 'Something went wrong on our side.',
			kept: 'Nothing is half saved: it was either saved whole or not at all.',
			todo: 'Please try again later. If it still fails, call your community and read out the reference below.'
		},
		'platform.badToken': { what: 'This access token is wrong, revoked or past its date.', todo: 'Ask the system administrator of the subdistrict for a new one.' },
		'platform.crossSite': {
			what: 'This request did not come from a page of this site.',
			kept: 'Nothing was changed.',
			todo: 'Go back to a page of this site and try again; programs use an access token.'
		},
		'platform.subdistrictExists': { what: 'There is a subdistrict with this code already.', kept: 'Nothing was changed.', todo: 'Check the 12-digit code.' },
		'platform.notJson': { what: 'The body of the request is not JSON.', todo: 'Check the content type and the body.' },
		'platform.notForm': {
			what: 'The form did not arrive whole.',
			kept: 'Nothing was changed.',
			todo: 'Go back one step and send it again.'
		},
		'platform.changed': {
			what: 'Somebody else changed this after you opened it.',
			kept: 'Everything you typed is still here.',
			todo: 'Look at the new version, then decide whether to send yours.'
		},
		'platform.notAPhone': 'Please enter a mobile number of 11 digits.',
		'platform.required': 'Please fill this in.',
		'platform.tooLong': 'This is too long. Please shorten it.',
		'platform.notValid': 'This does not look right. Please check it.',
		'platform.tooLarge': {
			what: 'The files are too large.',
			todo: 'Choose fewer photos at a time, or save the words first and add the photos later.'
		}
	},
	errorPage: {
		requestId: 'Reference',
		home: 'Front page',
		back: 'Go back',
		signIn: 'Sign in',
		call: 'Call your community',
		heading: (status: number): string => headingsEn[status] ?? (status >= 500 ? 'Something went wrong' : 'That did not work')
	}
} satisfies typeof zh;

const headingsEn: Record<number, string> = {
	401: 'Please sign in',
	403: 'You may not enter here',
	404: 'There is no such page',
	409: 'Somebody was first',
	413: 'Too large',
	422: 'Almost there',
	429: 'One moment, please'
};

const waitEn = (seconds: number): string => (seconds <= 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`);
