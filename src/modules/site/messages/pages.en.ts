import type { pagesZh } from './pages.zh.ts';

export const pagesEn = {
	aboutTitle: 'About this site',
	aboutLede: 'This is where the subdistrict and its communities get things done for residents. Say in one sentence what you need; we find who can do it; you decide whether it was done.',
	aboutText: (place) => `## What you can do here
- Tell us something: repairs, help, complaints, suggestions, praise, in your own words. If you would rather not type, call or come to the community counter; staff write it down for you, with the same service and the same deadlines.
- Find a service: guides, everyday services and help for older people, with what it costs, who may use it and when it is open.
- Follow your request: with its number and your phone, without an account.
- Read notices: water and power cuts, health checks, activities, public notices.

## The steps of a request
1. Received: you get a number at once.
2. Accepted: your community confirms who is in charge of it.
3. In hand: one named worker contacts you, agrees a time and sees to it.
4. Done: staff say that it is done. That is not yet the end.
5. You confirm: it counts as solved when you say so. If you say no, it goes back to the first worker in charge.

Each step says who is in charge and by when. Past the deadline, the head of the community is alerted.

## Where the figures come from
The three rates on the front page are computed from the requests themselves; nobody reports them. [See how](/how-we-do): the numerator, the denominator, what was left out and why.

## Who runs it
This site is run by ${place || 'the subdistrict'}. The system is open source; any subdistrict may use it.`,
	privacyTitle: 'How personal data is used',
	privacyLede: 'Only to do what you asked for. Here in plain words: what is collected, who sees it, and your rights.',
	privacyText: `## What is collected
- What you write, your answers, and the building you choose.
- Your phone number: to reach you, and so that you can follow your request with its number.
- Your photos: where and with what they were taken is removed on upload.
- When you sign in: phone number, time and network address, to protect your account.
- If you choose “Use my position” under Services: your position to about 100 metres, to show what is nearest. It is not kept.

We do not collect ID numbers, faces or contacts, and we do not track where you are. Where a matter may be anonymous, you need leave no phone number.

## Who sees it
- The community staff who handle your request. Lists show phone numbers with the middle hidden; to see one whole, staff must give a reason, which is recorded.
- A provider, such as the property manager or the meal point, gets only what is needed for the job.
- A confidential matter is seen by its named handler and the head of the community alone.
- What is public on this site are totals, never anybody’s content.

Nothing is sold, used for advertising or given to others. The pages hold no statistics, advertising or scripts of other companies.

## How it is kept
Phone numbers and the like are encrypted. Who saw or changed what, and when, is written to a log that can only be added to.

## Your rights
- To see: your requests are under “Mine” once you sign in.
- To add and correct: you can add words and photos at any time.
- To withdraw: as long as it is not done.
- Correction and deletion: ask your community; we tell you the outcome and the ground.

The legal basis is Articles 13 and 34 of the Personal Information Protection Law: what is necessary for statutory duties. For anything else we ask you first. For a child under fourteen, a parent or guardian should tell us.

## What your browser keeps
Your language, whether senior mode is on, your sign-in, and the key to the request you have just made. Nothing that tracks you.`,
	accessibilityTitle: 'Accessibility',
	accessibilityLede: 'This site is for everyone: whoever sees, hears or moves with difficulty, has an old phone or a slow connection.',
	accessibilityText: (within) => `## How you can use it
- Larger type: “Senior mode” at the top of every page, 22 pixels, larger buttons; chosen once, remembered.
- Listening: in senior mode, pages of text have a “Read to me” button that uses your device’s own voice.
- Keyboard: everything works with Tab, Enter and Space; the first Tab offers “Skip to content”.
- Zoom: no sideways scrolling at 200 % or on a screen 320 pixels wide.
- No script: residents’ pages need none, so old phones and data-saving modes work.
- No picture puzzles, no time limits, no pop-ups, nothing that plays by itself.

## The standards behind it
Designed to WCAG 2.2 level AA, with GB/T 37668—2019 and the Ministry of Industry’s rules for age-friendly websites in mind.

## If something is in your way
Tell us on the page [Report an error](/report-error) which page and what; we answer within ${within}. Or call your community and staff will do it for you.`,
	more: 'More',
	contactTitle: 'Contact'
} satisfies typeof pagesZh;
