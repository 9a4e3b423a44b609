/**
 * The numbers that a subdistrict sets besides its clocks, with the values that a new installation starts from.
 * They are dated rows in `requests.rule`: a change holds from its date on and leaves the past alone.
 */
export const RULE_KEYS = [
	/** days after closing within which the resident may simply say "it is back" */
	'reopen_days',
	/** days after "served" without an answer before a call-back is due */
	'callback_after_days',
	/** call attempts that reach nobody before a case may be closed as not reached */
	'callback_attempts',
	/** days between two call attempts */
	'callback_gap_days',
	/** working hours to rule on a returned case */
	'send_back_hours',
	/** working hours in which a called-in party reports */
	'call_in_hours',
	/** working hours in which a provider answers an offer */
	'offer_hours',
	/** days after "served" before a case whose teller cannot be asked is closed */
	'unaskable_close_days'
] as const;
export type RuleKey = (typeof RULE_KEYS)[number];

export const DEFAULT_RULES: Record<RuleKey, number> = {
	reopen_days: 30,
	callback_after_days: 2,
	callback_attempts: 3,
	callback_gap_days: 1,
	send_back_hours: 4,
	call_in_hours: 8,
	offer_hours: 8,
	unaskable_close_days: 7
};
