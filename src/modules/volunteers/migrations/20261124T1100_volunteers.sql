-- Two spans of one person never overlap: said by the database, in exclusion constraints over (tenant, person, span).
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE SCHEMA volunteers;
COMMENT ON SCHEMA volunteers IS 'Volunteering (志愿服务): who serves, in which teams, at which shifts, for how many minutes, and the certificate of it.';
GRANT USAGE ON SCHEMA volunteers TO baiyun_app;

CREATE TABLE volunteers.rule (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	key text NOT NULL CHECK (key IN ('checkin_before_minutes', 'count_after_minutes', 'cancel_cutoff_hours', 'publicise_days', 'recent_days', 'guardian_below_age')),
	valid_from date NOT NULL,
	value integer NOT NULL CHECK (value >= 0),
	source text NOT NULL DEFAULT '',
	PRIMARY KEY (subdistrict_id, key, valid_from)
);
COMMENT ON TABLE volunteers.rule IS 'Numbers of the module that a subdistrict sets, each from a day on: when check-in opens, what counts after the end, until when cancelling is quiet, days of publicity, …';
SELECT platform.tenant_table('volunteers.rule');

CREATE TABLE volunteers.star_level (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	stars smallint NOT NULL CHECK (stars BETWEEN 1 AND 9),
	valid_from date NOT NULL,
	minutes integer CHECK (minutes > 0),
	source text NOT NULL DEFAULT '',
	PRIMARY KEY (subdistrict_id, stars, valid_from)
);
COMMENT ON TABLE volunteers.star_level IS 'From how many minutes of service a star grade is reached, from a day on; null: from that day on it is given no more. The shipped ones are those of a draft of 2012.';
SELECT platform.tenant_table('volunteers.star_level');

CREATE TABLE volunteers.counter (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	key text NOT NULL,
	last integer NOT NULL CHECK (last >= 0),
	PRIMARY KEY (subdistrict_id, key)
);
COMMENT ON TABLE volunteers.counter IS 'Last number given out: `volunteer`, and `certificate:<year>`. Its row is locked while a number is taken, so that none is given twice.';
SELECT platform.tenant_table('volunteers.counter', 'SELECT, INSERT, UPDATE');

CREATE TABLE volunteers.volunteer (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	number char(18) NOT NULL CHECK (number ~ '^[0-9]{18}$'),
	national_number text CHECK (national_number ~ '^[0-9]{18}$'),
	who_key text NOT NULL,
	person_id uuid,
	user_id uuid,
	community_id uuid NOT NULL,
	name text NOT NULL,
	name_masked text NOT NULL,
	sex text NOT NULL DEFAULT '0' CHECK (sex IN ('0', '1', '2', '9')),
	birth_date date,
	phone_hash text,
	phone_sealed text,
	phone_masked text,
	id_hash text,
	id_sealed text,
	id_masked text,
	living_area text NOT NULL DEFAULT '',
	identities text[] NOT NULL DEFAULT '{resident}' CHECK (identities <@ ARRAY['party', 'cadre', 'league', 'pioneer', 'resident']),
	skills text[] NOT NULL DEFAULT '{}',
	categories text[] NOT NULL DEFAULT '{}',
	times text[] NOT NULL DEFAULT '{}',
	guardian_name_sealed text,
	guardian_phone_sealed text,
	guardian_phone_masked text NOT NULL DEFAULT '',
	guardian_agreed_at timestamptz,
	guardian_agreed_way text CHECK (guardian_agreed_way IN ('paper', 'counter', 'phone')),
	state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'left', 'merged', 'erased')),
	merged_into uuid,
	registered_at timestamptz NOT NULL,
	registered_on date NOT NULL,
	left_on date,
	registered_way text NOT NULL CHECK (registered_way IN ('self', 'desk', 'paper')),
	registered_by uuid,
	client_id uuid,
	version integer NOT NULL DEFAULT 1,
	PRIMARY KEY (subdistrict_id, id),
	UNIQUE (subdistrict_id, number),
	FOREIGN KEY (subdistrict_id, person_id) REFERENCES residents.person,
	CHECK ((guardian_agreed_at IS NULL) = (guardian_agreed_way IS NULL)),
	CHECK ((state = 'merged') = (merged_into IS NOT NULL)),
	CHECK (state NOT IN ('left', 'erased') OR left_on IS NOT NULL),
	-- 未成年人: a Young Pioneer serves only with the guardian's consent on record.
	CONSTRAINT pioneer_with_consent CHECK (state IN ('merged', 'erased') OR NOT ('pioneer' = ANY (identities)) OR guardian_agreed_at IS NOT NULL)
);
COMMENT ON TABLE volunteers.volunteer IS 'A registered volunteer: the fields of 志愿服务条例 art. 7 (identity, skills, times, contact). `number`: 18 digits of ours, never the ID number. `who_key` counts distinct people: p:<person>, u:<account>, h:<phone hash> or n:<own id>. `times`: seven days by three parts, 1a … 7c.';
COMMENT ON COLUMN volunteers.volunteer.national_number IS 'The number that the national system gave, where there is one.';
CREATE UNIQUE INDEX volunteer_one_person ON volunteers.volunteer (subdistrict_id, person_id) WHERE person_id IS NOT NULL AND state <> 'merged';
CREATE UNIQUE INDEX volunteer_one_account ON volunteers.volunteer (subdistrict_id, user_id) WHERE user_id IS NOT NULL AND state <> 'merged';
CREATE UNIQUE INDEX volunteer_one_id ON volunteers.volunteer (subdistrict_id, id_hash) WHERE id_hash IS NOT NULL AND state <> 'merged';
CREATE UNIQUE INDEX volunteer_client ON volunteers.volunteer (subdistrict_id, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX volunteer_by_time ON volunteers.volunteer (subdistrict_id, registered_at DESC, id DESC);
CREATE INDEX volunteer_by_community ON volunteers.volunteer (subdistrict_id, community_id, registered_at DESC, id DESC);
CREATE INDEX volunteer_by_phone ON volunteers.volunteer (subdistrict_id, phone_hash) WHERE phone_hash IS NOT NULL;
CREATE INDEX volunteer_merged ON volunteers.volunteer (subdistrict_id, merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX volunteer_by_day ON volunteers.volunteer (subdistrict_id, registered_on);
SELECT platform.tenant_table('volunteers.volunteer', 'SELECT, INSERT, UPDATE');

CREATE TABLE volunteers.team (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	community_id uuid,
	name text NOT NULL,
	name_en text NOT NULL DEFAULT '',
	about text NOT NULL DEFAULT '',
	about_en text NOT NULL DEFAULT '',
	categories text[] NOT NULL DEFAULT '{}',
	for_identities text[] NOT NULL DEFAULT '{}' CHECK (for_identities <@ ARRAY['party', 'cadre', 'league', 'pioneer', 'resident']),
	founded_on date NOT NULL,
	ended_on date,
	version integer NOT NULL DEFAULT 1,
	PRIMARY KEY (subdistrict_id, id),
	UNIQUE NULLS NOT DISTINCT (subdistrict_id, community_id, name),
	CHECK (ended_on >= founded_on)
);
COMMENT ON TABLE volunteers.team IS 'A volunteer team (志愿服务队), of one community or of the subdistrict. `for_identities` empty: anybody; else whom it is made of first. Membership may be mixed all the same.';
SELECT platform.tenant_table('volunteers.team', 'SELECT, INSERT, UPDATE');

CREATE TABLE volunteers.membership (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	team_id uuid NOT NULL,
	volunteer_id uuid NOT NULL,
	role text NOT NULL DEFAULT 'member' CHECK (role IN ('lead', 'deputy', 'member')),
	from_on date NOT NULL,
	until_on date,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, team_id) REFERENCES volunteers.team,
	FOREIGN KEY (subdistrict_id, volunteer_id) REFERENCES volunteers.volunteer,
	CHECK (until_on >= from_on)
);
COMMENT ON TABLE volunteers.membership IS 'Who belongs to a team, from when to when, and in which role. Somebody may be in several teams.';
CREATE UNIQUE INDEX membership_one_open ON volunteers.membership (subdistrict_id, team_id, volunteer_id) WHERE until_on IS NULL;
CREATE INDEX membership_by_volunteer ON volunteers.membership (subdistrict_id, volunteer_id);
SELECT platform.tenant_table('volunteers.membership', 'SELECT, INSERT, UPDATE');

CREATE TABLE volunteers.task (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	community_id uuid,
	team_id uuid,
	volunteer_id uuid,
	source text NOT NULL CHECK (source IN ('desk', 'request', 'care', 'activity')),
	source_id uuid,
	request_id uuid,
	title text NOT NULL,
	about text NOT NULL DEFAULT '',
	category text NOT NULL,
	rhythm_days smallint CHECK (rhythm_days BETWEEN 1 AND 366),
	state text NOT NULL CHECK (state IN ('offered', 'open', 'done', 'declined', 'withdrawn')),
	state_reason text NOT NULL DEFAULT '',
	created_at timestamptz NOT NULL,
	created_by uuid,
	changed_at timestamptz NOT NULL,
	version integer NOT NULL DEFAULT 1,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, team_id) REFERENCES volunteers.team,
	FOREIGN KEY (subdistrict_id, volunteer_id) REFERENCES volunteers.volunteer,
	CHECK ((source = 'desk') = (source_id IS NULL)),
	CHECK ((source = 'request') = (request_id IS NOT NULL))
);
COMMENT ON TABLE volunteers.task IS 'Something for volunteers to do. `source` request: a case offered to a team (source_id is the offer); care: a pair (source_id is the pairing); activity: an occurrence. It names nobody who is helped.';
CREATE UNIQUE INDEX task_one_source ON volunteers.task (subdistrict_id, source, source_id) WHERE source_id IS NOT NULL;
CREATE INDEX task_open ON volunteers.task (subdistrict_id, community_id, created_at DESC, id DESC) WHERE state IN ('offered', 'open');
CREATE INDEX task_by_time ON volunteers.task (subdistrict_id, created_at DESC, id DESC);
CREATE INDEX task_by_volunteer ON volunteers.task (subdistrict_id, volunteer_id) WHERE volunteer_id IS NOT NULL;
SELECT platform.tenant_table('volunteers.task', 'SELECT, INSERT, UPDATE');

CREATE TABLE volunteers.shift (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	activity_id uuid NOT NULL,
	task_id uuid,
	occurrence_id uuid,
	community_id uuid,
	team_id uuid,
	title text NOT NULL,
	place text NOT NULL DEFAULT '',
	category text NOT NULL,
	served text NOT NULL DEFAULT '',
	content text NOT NULL DEFAULT '',
	starts_at timestamptz NOT NULL,
	ends_at timestamptz NOT NULL,
	on_day date NOT NULL,
	dangerous boolean NOT NULL DEFAULT false,
	team_only boolean NOT NULL DEFAULT false,
	lead_volunteer_id uuid,
	contact_name text NOT NULL DEFAULT '',
	scan_key text NOT NULL,
	state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'cancelled')),
	cancel_reason text NOT NULL DEFAULT '',
	ended_with_activity boolean NOT NULL DEFAULT false,
	short_notice boolean NOT NULL DEFAULT false,
	created_at timestamptz NOT NULL,
	created_by uuid,
	client_id uuid,
	changed_at timestamptz NOT NULL,
	version integer NOT NULL DEFAULT 1,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, task_id) REFERENCES volunteers.task,
	FOREIGN KEY (subdistrict_id, team_id) REFERENCES volunteers.team,
	FOREIGN KEY (subdistrict_id, lead_volunteer_id) REFERENCES volunteers.volunteer,
	CHECK (starts_at < ends_at AND ends_at <= starts_at + interval '24 hours')
);
COMMENT ON TABLE volunteers.shift IS 'A time at which volunteers serve. `activity_id`: what "the same activity" is for the rule of three check-ins a day (the occurrence, the task, or the shift itself). `scan_key` stands in the QR code at the place. `ended_with_activity`: cancelled because the time of its activity was, and open again when that takes place after all. `short_notice`: somebody had to cancel late and a place is open again.';
CREATE INDEX shift_by_day ON volunteers.shift (subdistrict_id, on_day, starts_at, id);
CREATE INDEX shift_by_community ON volunteers.shift (subdistrict_id, community_id, on_day, starts_at, id);
CREATE INDEX shift_by_lead ON volunteers.shift (subdistrict_id, lead_volunteer_id) WHERE lead_volunteer_id IS NOT NULL;
CREATE INDEX shift_by_task ON volunteers.shift (subdistrict_id, task_id) WHERE task_id IS NOT NULL;
CREATE INDEX shift_by_occurrence ON volunteers.shift (subdistrict_id, occurrence_id) WHERE occurrence_id IS NOT NULL;
CREATE UNIQUE INDEX shift_client ON volunteers.shift (subdistrict_id, client_id) WHERE client_id IS NOT NULL;
SELECT platform.tenant_table('volunteers.shift', 'SELECT, INSERT, UPDATE');

CREATE TABLE volunteers.shift_role (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	shift_id uuid NOT NULL,
	name text NOT NULL,
	needed smallint NOT NULL CHECK (needed BETWEEN 1 AND 500),
	taken smallint NOT NULL DEFAULT 0,
	skills text[] NOT NULL DEFAULT '{}',
	min_age smallint CHECK (min_age BETWEEN 6 AND 99),
	position smallint NOT NULL DEFAULT 0,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, shift_id) REFERENCES volunteers.shift,
	CONSTRAINT places_of_a_role CHECK (taken BETWEEN 0 AND needed)
);
COMMENT ON TABLE volunteers.shift_role IS 'What a shift needs: a role, how many, which skills (all of them) and from what age. `taken` is counted up and down under the row''s lock, and never above `needed`.';
CREATE INDEX shift_role_by_shift ON volunteers.shift_role (subdistrict_id, shift_id, position);
SELECT platform.tenant_table('volunteers.shift_role');

CREATE TABLE volunteers.signup (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	shift_id uuid NOT NULL,
	role_id uuid NOT NULL,
	volunteer_id uuid NOT NULL,
	starts_at timestamptz NOT NULL,
	ends_at timestamptz NOT NULL,
	state text NOT NULL DEFAULT 'signed' CHECK (state IN ('signed', 'cancelled', 'swapped')),
	way text NOT NULL CHECK (way IN ('phone', 'desk', 'paper', 'swap')),
	swap_asked_at timestamptz,
	signed_at timestamptz NOT NULL,
	signed_by uuid,
	ended_at timestamptz,
	client_id uuid,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, shift_id) REFERENCES volunteers.shift,
	FOREIGN KEY (subdistrict_id, role_id) REFERENCES volunteers.shift_role,
	FOREIGN KEY (subdistrict_id, volunteer_id) REFERENCES volunteers.volunteer,
	CHECK (starts_at < ends_at),
	CHECK ((state = 'signed') = (ended_at IS NULL)),
	-- Half-open: a shift may begin at the minute at which another ends.
	CONSTRAINT signup_no_clash EXCLUDE USING gist (subdistrict_id WITH =, volunteer_id WITH =, tstzrange(starts_at, ends_at, '[)') WITH &&) WHERE (state = 'signed')
);
COMMENT ON TABLE volunteers.signup IS 'A volunteer''s place at a shift. The times are the shift''s, so that the database refuses two at once. `swap_asked_at`: they would like somebody else to take it; it stays theirs until somebody does.';
CREATE UNIQUE INDEX signup_one ON volunteers.signup (subdistrict_id, shift_id, volunteer_id) WHERE state = 'signed';
CREATE UNIQUE INDEX signup_client ON volunteers.signup (subdistrict_id, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX signup_by_volunteer ON volunteers.signup (subdistrict_id, volunteer_id, starts_at);
SELECT platform.tenant_table('volunteers.signup', 'SELECT, INSERT, UPDATE');

CREATE TABLE volunteers.span (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	shift_id uuid NOT NULL,
	activity_id uuid NOT NULL,
	volunteer_id uuid NOT NULL,
	on_day date NOT NULL,
	pair_no smallint NOT NULL CONSTRAINT three_pairs CHECK (pair_no BETWEEN 1 AND 3),
	in_at timestamptz NOT NULL,
	out_at timestamptz,
	in_way text NOT NULL CHECK (in_way IN ('phone', 'staff', 'lead', 'paper')),
	out_way text CHECK (out_way IN ('phone', 'staff', 'lead', 'paper', 'closed')),
	in_by uuid,
	out_by uuid,
	out_reason text NOT NULL DEFAULT '',
	state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed', 'void')),
	in_client_id uuid,
	out_client_id uuid,
	recorded_at timestamptz NOT NULL,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, shift_id) REFERENCES volunteers.shift,
	FOREIGN KEY (subdistrict_id, volunteer_id) REFERENCES volunteers.volunteer,
	CHECK (in_at < out_at),
	CHECK (state = 'void' OR (state = 'open') = (out_at IS NULL)),
	CHECK (out_way IS DISTINCT FROM 'closed' OR length(out_reason) > 0),
	CONSTRAINT span_no_overlap EXCLUDE USING gist (subdistrict_id WITH =, volunteer_id WITH =, tstzrange(in_at, out_at, '[)') WITH &&) WHERE (state = 'closed')
);
COMMENT ON TABLE volunteers.span IS 'From a check-in to its check-out (签到—签退). At most three pairs a person, activity and day (numbered); no two closed ones of a person overlap. An open one counts nothing until it is closed; staff close it with a reason. void: recorded by mistake, with its entry taken back in the ledger.';
CREATE UNIQUE INDEX span_pair ON volunteers.span (subdistrict_id, activity_id, volunteer_id, on_day, pair_no) WHERE state <> 'void';
CREATE UNIQUE INDEX span_one_open ON volunteers.span (subdistrict_id, shift_id, volunteer_id) WHERE state = 'open';
CREATE UNIQUE INDEX span_in_client ON volunteers.span (subdistrict_id, in_client_id) WHERE in_client_id IS NOT NULL;
CREATE UNIQUE INDEX span_out_client ON volunteers.span (subdistrict_id, out_client_id) WHERE out_client_id IS NOT NULL;
CREATE INDEX span_by_shift ON volunteers.span (subdistrict_id, shift_id, volunteer_id);
CREATE INDEX span_open ON volunteers.span (subdistrict_id, in_at, id) WHERE state = 'open';
CREATE INDEX span_by_volunteer ON volunteers.span (subdistrict_id, volunteer_id, in_at DESC);
SELECT platform.tenant_table('volunteers.span', 'SELECT, INSERT, UPDATE');

CREATE TABLE volunteers.entry (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	volunteer_id uuid NOT NULL,
	kind text NOT NULL CHECK (kind IN ('service', 'training', 'lecture', 'award')),
	minutes integer NOT NULL,
	on_day date NOT NULL,
	starts_at timestamptz,
	ends_at timestamptz,
	community_id uuid,
	shift_id uuid,
	span_id uuid,
	corrects uuid,
	attendance_id uuid,
	title text NOT NULL,
	place text NOT NULL DEFAULT '',
	category text NOT NULL DEFAULT '',
	served text NOT NULL DEFAULT '',
	content text NOT NULL DEFAULT '',
	quality text NOT NULL DEFAULT '',
	lead_name text NOT NULL DEFAULT '',
	source text NOT NULL CHECK (source IN ('checked', 'closed', 'paper', 'desk', 'activity', 'correction')),
	reason text NOT NULL DEFAULT '',
	recorded_at timestamptz NOT NULL,
	recorded_by uuid,
	recorder_name text NOT NULL,
	client_id uuid,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, volunteer_id) REFERENCES volunteers.volunteer,
	FOREIGN KEY (subdistrict_id, span_id) REFERENCES volunteers.span,
	FOREIGN KEY (subdistrict_id, corrects) REFERENCES volunteers.entry,
	CHECK ((source = 'correction') = (corrects IS NOT NULL)),
	CHECK ((source = 'activity') = (attendance_id IS NOT NULL)),
	CHECK (source <> 'activity' OR kind IN ('training', 'lecture')),
	CHECK (source <> 'correction' OR length(reason) > 0),
	CHECK (source = 'correction' OR minutes >= 0),
	CHECK (kind <> 'award' OR minutes = 0)
);
COMMENT ON TABLE volunteers.entry IS 'The ledger of hours, in minutes, append-only: what was served, trained, heard at lectures, awarded. A correction is an entry of its own that names the one it corrects; nothing is edited. `attendance_id`: of activities, by which a lecture or training was attended. The application may insert and read, and hand a line to the record that a merge kept.';
CREATE UNIQUE INDEX entry_one_span ON volunteers.entry (subdistrict_id, span_id) WHERE span_id IS NOT NULL AND source <> 'correction';
CREATE UNIQUE INDEX entry_client ON volunteers.entry (subdistrict_id, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX entry_by_volunteer ON volunteers.entry (subdistrict_id, volunteer_id, kind, on_day) INCLUDE (minutes);
CREATE INDEX entry_by_day ON volunteers.entry (subdistrict_id, kind, on_day, id) INCLUDE (community_id, volunteer_id, minutes);
CREATE INDEX entry_by_attendance ON volunteers.entry (subdistrict_id, attendance_id) WHERE attendance_id IS NOT NULL;
CREATE INDEX entry_corrections ON volunteers.entry (subdistrict_id, corrects) WHERE corrects IS NOT NULL;
SELECT platform.tenant_table('volunteers.entry', 'SELECT, INSERT, UPDATE (volunteer_id)');

CREATE TABLE volunteers.certificate (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	volunteer_id uuid NOT NULL,
	community_id uuid NOT NULL,
	state text NOT NULL CHECK (state IN ('applied', 'accepted', 'issued', 'refused', 'revoked')),
	purpose text NOT NULL DEFAULT '',
	range_from date,
	range_to date,
	applied_at timestamptz NOT NULL,
	applied_way text NOT NULL CHECK (applied_way IN ('phone', 'desk')),
	applied_by uuid,
	accepted_at timestamptz,
	accepted_by_name text NOT NULL DEFAULT '',
	number text,
	issued_at timestamptz,
	issued_on date,
	publicised_until date,
	ended_at timestamptz,
	ended_by_name text NOT NULL DEFAULT '',
	ended_reason text NOT NULL DEFAULT '',
	client_id uuid,
	version integer NOT NULL DEFAULT 1,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, volunteer_id) REFERENCES volunteers.volunteer,
	CHECK (range_from <= range_to),
	CHECK ((number IS NULL) = (issued_at IS NULL)),
	CHECK (state NOT IN ('issued', 'revoked') OR issued_at IS NOT NULL),
	CHECK (state NOT IN ('refused', 'revoked') OR length(ended_reason) > 0)
);
COMMENT ON TABLE volunteers.certificate IS 'A certificate of service (志愿服务记录证明, 民发〔2015〕149号): applied for, accepted, issued with a number and made public for some days, perhaps revoked. Its QR code leads to the page that verifies its number.';
CREATE UNIQUE INDEX certificate_number ON volunteers.certificate (subdistrict_id, number) WHERE number IS NOT NULL;
CREATE UNIQUE INDEX certificate_client ON volunteers.certificate (subdistrict_id, client_id) WHERE client_id IS NOT NULL;
CREATE UNIQUE INDEX certificate_one_open ON volunteers.certificate (subdistrict_id, volunteer_id) WHERE state IN ('applied', 'accepted');
CREATE INDEX certificate_by_state ON volunteers.certificate (subdistrict_id, state, applied_at DESC, id DESC);
CREATE INDEX certificate_by_volunteer ON volunteers.certificate (subdistrict_id, volunteer_id, applied_at DESC);
CREATE INDEX certificate_public ON volunteers.certificate (subdistrict_id, issued_at DESC, id DESC) WHERE issued_at IS NOT NULL;
SELECT platform.tenant_table('volunteers.certificate', 'SELECT, INSERT, UPDATE');

CREATE TABLE volunteers.certificate_snapshot (
	subdistrict_id uuid NOT NULL,
	certificate_id uuid NOT NULL,
	range_from date NOT NULL,
	range_to date NOT NULL,
	minutes integer NOT NULL CHECK (minutes > 0),
	lines integer NOT NULL,
	issuer_name text NOT NULL,
	digest text NOT NULL,
	body_sealed text NOT NULL,
	made_at timestamptz NOT NULL,
	PRIMARY KEY (subdistrict_id, certificate_id),
	FOREIGN KEY (subdistrict_id, certificate_id) REFERENCES volunteers.certificate
);
COMMENT ON TABLE volunteers.certificate_snapshot IS 'What a certificate says, as it was on the day of issue: never changed by the application, whatever the ledger says later; removed only with everything about the person. `body_sealed` holds name, document and lines; `digest` is the SHA-256 of that text and stands on the paper.';
SELECT platform.tenant_table('volunteers.certificate_snapshot', 'SELECT, INSERT, DELETE');

CREATE TABLE volunteers.merge_change (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	merge_id uuid NOT NULL,
	subject text NOT NULL CHECK (subject IN ('volunteer', 'volunteer_merged', 'membership', 'membership_ended', 'signup', 'span', 'entry', 'task', 'certificate', 'shift')),
	row_id uuid NOT NULL,
	was text CHECK (was IN ('active', 'paused', 'left')),
	PRIMARY KEY (subdistrict_id, merge_id, subject, row_id),
	CHECK ((subject = 'volunteer_merged') = (was IS NOT NULL))
);
COMMENT ON TABLE volunteers.merge_change IS 'A row of this module that a merge of two people''s records moved to the kept one, or ended. `was`: the state of the registration that went behind the kept one. Removed when the merge is undone.';
SELECT platform.tenant_table('volunteers.merge_change', 'SELECT, INSERT, DELETE');
