import type { ToldWords } from './told.zh.ts';

export const toldEn: ToldWords = {
	sentences: {
		submitted: 'Your request {number} has been registered.',
		accepted: 'Your request {number} has been accepted.',
		declined: 'Your request {number} is not ours to handle. What you can do instead:',
		assigned: 'Your request {number} is with {worker}, who will contact you.',
		offered: 'Your request {number} was passed to {provider}.',
		booked: 'Your request {number}: the time is fixed, {time}.',
		time_proposed: 'Your request {number}: {provider} proposed a time. Please see whether it suits you.',
		message: 'There is a new message on your request {number}.',
		served: 'Your request {number}: staff say it is done. Only you can say it is solved. Please confirm:',
		reopened: 'Your request {number} is open again, with the worker who had it first.',
		solved: 'Your request {number} is closed as you answered. Thank you.',
		closed: 'Your request {number} is closed. The reason is here:',
		proxy: 'Somebody close to you asks you to look after request {number}: you may answer and confirm for them.',
		merged: 'Your request {number} is the same matter as another and is handled with it. You will still be told.',
		transferred: 'Your request {number} is now with {worker}.'
	},
	other: 'There is news on your request {number}.',
	unknown: { worker: 'a member of staff', provider: 'the provider', time: 'see the details' }
};
