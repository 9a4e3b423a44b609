/** How long a consent that was taken back can be given again before what rested on it is removed. */
import * as v from 'valibot';
import { addDays } from '#platform/dates/index.ts';
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';
import { getSetting, putSetting } from '#platform/settings.ts';
import { forModule } from '#platform/usecase.ts';
import { todayOf } from '#platform/today.ts';
import { permissions } from '../residents.permissions.ts';

const { query, useCase } = forModule<'platform'>();
const KEY = 'residents.withdrawalGraceDays';

/** To begin with. The law gives no number (个人信息保护法 art. 47: deleted when consent is taken back); each subdistrict settles its own. */
export const GRACE_DAYS = 30;
/** Longer would keep what nobody may look at. */
const MOST_DAYS = 90;

export interface Grace {
	days: number;
	/** nobody here has settled it yet */
	isDefault: boolean;
}

export const withdrawalGrace = query({
	name: 'residents.withdrawalGrace',
	access: permissions.oversee,
	input: v.object({}),
	run: async (tx): Promise<Grace> => {
		const days = await getSetting<number | null>(tx, KEY, null);
		return { days: days ?? GRACE_DAYS, isDefault: days === null };
	}
});

/** Holds for consents that are taken back from now on: who took one back before was told a day. */
export const setWithdrawalGrace = useCase({
	name: 'residents.setWithdrawalGrace',
	access: permissions.purposes,
	input: v.object({ days: v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.integer('residents.graceWrong'), v.minValue(1, 'residents.graceWrong'), v.maxValue(MOST_DAYS, 'residents.graceWrong')) }),
	run: async (tx, { days }) => {
		const before = await getSetting<number>(tx, KEY, GRACE_DAYS);
		await putSetting(tx, KEY, days);
		return { before };
	},
	subject: ({ days }, { before }) => ({ subjectType: 'setting', subjectId: KEY, detail: { before, days } })
});

/** The day from which what rests on a consent that is taken back today goes. */
export async function removalDay(tx: ReadTx<'residents'> | WriteTx<'residents'>): Promise<string> {
	return addDays(await todayOf(tx), await graceDays(tx));
}

/** In a transaction of the register's own. */
export const graceDays = (tx: ReadTx<'residents'> | WriteTx<'residents'>): Promise<number> => getSetting(tx as unknown as ReadTx<'platform'>, KEY, GRACE_DAYS);
