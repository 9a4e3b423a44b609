import type { ToldWords } from './told.zh.ts';

export const toldEn = {
	taken: 'You have a place at "{title}", {when}. Cannot come after all? That is fine, cancel here:',
	waiting: '"{title}", {when}, is full. You are number {place} in the line; we tell you as soon as there is a place:',
	offered: 'A place at "{title}", {when}, is yours until {until}. Tell us whether you come:',
	lapsed: 'The place kept for you at "{title}" has gone to the next in line. You can sign up again:',
	cancelled: 'Your sign-up for "{title}", {when}, has been cancelled. See you another time:',
	moved: '"{title}" has been moved to {when}. If that does not suit you, you can cancel here:',
	called_off: 'We are sorry: "{title}", {when}, will not take place. Details:',
	restored: '"{title}", {when}, takes place after all; your sign-up stands:',
	feedback: 'Thank you for coming to "{title}". Three short questions, if you like:'
} satisfies ToldWords;
