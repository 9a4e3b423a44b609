import { getShift, listTeams, listVolunteers, permissions, saveShift } from '#modules/volunteers/index.ts';
import { shiftValues, text } from '#modules/volunteers/volunteers.forms.ts';
import type { Ctx } from '#platform/context.ts';
import { AppError } from '#platform/errors.ts';
import { communityChoices } from '../communities.server.ts';

/** What the form of a shift chooses from. */
export async function shiftChoices(ctx: Ctx) {
	const [communities, teams] = await Promise.all([communityChoices(ctx, permissions.keep), listTeams(ctx, {})]);
	return { communities, teams: teams.map(({ id, name, nameEn }) => ({ id, name: (ctx.locale === 'en' && nameEn) || name })) };
}

/** The volunteer whose number stands on the form. @throws platform.invalidInput (422) where there is none */
async function leadOf(ctx: Ctx, number: string): Promise<string | null> {
	if (!number) return null;
	const [found] = (await listVolunteers(ctx, { q: number, limit: 1 })).items;
	if (!found || !/^\d{18}$/.test(number)) throw new AppError('platform.invalidInput', { status: 422, fields: [{ path: 'leadNumber', code: 'volunteers.leadUnknown' }] });
	return found.id;
}

/** @returns the id of the shift that the form opened or changed; a lead who is left as they are may be of a community that the caller does not see */
export async function saveFromForm(ctx: Ctx, values: Record<string, unknown>, stored?: { id: string }): Promise<string> {
	const before = stored && (await getShift(ctx, stored));
	const number = text(values.leadNumber);
	const leadVolunteerId = before && number === before.leadNumber ? before.leadVolunteerId : await leadOf(ctx, number);
	const { id } = await saveShift(ctx, { ...shiftValues(values), leadVolunteerId, ...(stored && { id: stored.id, version: Number(values.version) }) } as never);
	return id;
}
