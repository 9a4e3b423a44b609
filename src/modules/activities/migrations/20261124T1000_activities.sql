CREATE SCHEMA activities;
COMMENT ON SCHEMA activities IS 'Activities (活动): lectures, courses, performances, markets and whatever else people are asked to; who signs up, who came, what came of it.';
GRANT USAGE ON SCHEMA activities TO baiyun_app;

-- ---------------------------------------------------------------- what is offered

CREATE TABLE activities.kind (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	code text NOT NULL CHECK (code ~ '^[a-z][a-z_]{1,30}$'),
	name_zh text NOT NULL,
	name_en text NOT NULL,
	mass boolean NOT NULL DEFAULT false,
	learning text CHECK (learning IN ('lecture', 'training')),
	position smallint NOT NULL DEFAULT 0,
	retired_at timestamptz,
	PRIMARY KEY (subdistrict_id, code)
);
COMMENT ON TABLE activities.kind IS 'Kinds of activities as data: lecture, course, training, performance, sports day, market, outreach, meeting … `mass`: counts as a mass activity (群众性活动). `learning`: what somebody who comes has heard or been trained in, which is never service; null: neither.';
SELECT platform.tenant_table('activities.kind');

CREATE TABLE activities.programme (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	community_id uuid,
	title text NOT NULL CHECK (length(title) BETWEEN 1 AND 80),
	body text NOT NULL DEFAULT '' CHECK (length(body) <= 20000),
	chain text CHECK (chain IN ('outreach')),
	pass_sessions smallint CHECK (pass_sessions BETWEEN 1 AND 400),
	pass_share smallint CHECK (pass_share BETWEEN 1 AND 100),
	pass_outreach smallint CHECK (pass_outreach BETWEEN 1 AND 100),
	state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
	version integer NOT NULL DEFAULT 1,
	created_at timestamptz NOT NULL,
	changed_at timestamptz NOT NULL,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, community_id) REFERENCES areas.community
);
COMMENT ON TABLE activities.programme IS 'A course (课程): activities that belong together and what it takes to pass: sessions attended, or a share of them in percent. `chain` outreach: learners who passed go out and teach (科普进校园), `pass_outreach` times.';
SELECT platform.tenant_table('activities.programme');

CREATE TABLE activities.activity (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	kind text NOT NULL,
	programme_id uuid,
	programme_role text CHECK (programme_role IN ('session', 'outreach')),
	community_id uuid,
	title text NOT NULL CHECK (length(title) BETWEEN 1 AND 80),
	body text NOT NULL DEFAULT '' CHECK (length(body) <= 20000),
	first_on date NOT NULL,
	starts_at time NOT NULL,
	minutes smallint NOT NULL CHECK (minutes BETWEEN 5 AND 1440),
	rule text CHECK (length(rule) <= 300),
	skip_holidays boolean NOT NULL DEFAULT false,
	except_on date[] NOT NULL DEFAULT '{}',
	stops_before date,
	shift jsonb,
	place text NOT NULL DEFAULT '' CHECK (length(place) <= 120),
	building_id uuid,
	resources text[] NOT NULL DEFAULT '{}' CHECK (cardinality(resources) <= 10),
	how_to_come text NOT NULL DEFAULT '' CHECK (length(how_to_come) <= 300),
	capacity integer CHECK (capacity BETWEEN 1 AND 100000),
	fee text NOT NULL DEFAULT 'free' CHECK (fee IN ('free', 'paid', 'subsidised')),
	fee_fen integer CHECK (fee_fen BETWEEN 0 AND 10000000),
	full_fee_fen integer CHECK (full_fee_fen >= fee_fen),
	fee_note text NOT NULL DEFAULT '' CHECK (length(fee_note) <= 120),
	materials text NOT NULL DEFAULT '' CHECK (length(materials) <= 300),
	min_age smallint CHECK (min_age BETWEEN 0 AND 120),
	max_age smallint CHECK (max_age >= min_age),
	audience_groups text[] NOT NULL DEFAULT '{}',
	own_community_only boolean NOT NULL DEFAULT false,
	guardian_under smallint CHECK (guardian_under BETWEEN 1 AND 18),
	signup text NOT NULL DEFAULT 'open' CHECK (signup IN ('none', 'open', 'staff')),
	signup_from timestamptz,
	signup_closes_minutes integer NOT NULL DEFAULT 0 CHECK (signup_closes_minutes BETWEEN 0 AND 43200),
	cancel_cutoff_minutes integer NOT NULL DEFAULT 180 CHECK (cancel_cutoff_minutes BETWEEN 0 AND 43200),
	offer_minutes integer NOT NULL DEFAULT 720 CHECK (offer_minutes BETWEEN 15 AND 10080),
	state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'published', 'withdrawn')),
	published_at timestamptz,
	expanded_until date,
	search tsvector NOT NULL DEFAULT '',
	version integer NOT NULL DEFAULT 1,
	created_at timestamptz NOT NULL,
	created_by uuid,
	changed_at timestamptz NOT NULL,
	changed_by text NOT NULL DEFAULT '',
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, kind) REFERENCES activities.kind,
	FOREIGN KEY (subdistrict_id, programme_id) REFERENCES activities.programme,
	FOREIGN KEY (subdistrict_id, community_id) REFERENCES areas.community,
	FOREIGN KEY (subdistrict_id, building_id) REFERENCES areas.building
);
COMMENT ON TABLE activities.activity IS 'What is offered, once or as a series. `community_id` leads it (null: the subdistrict). `first_on`, `starts_at` are local; `rule` is an RFC 5545 RRULE without DTSTART; its times stand in activities.occurrence as far as `expanded_until`.';
COMMENT ON COLUMN activities.activity.resources IS 'What it uses beside its place: further rooms, a projector, a van; two that want the same one at the same time are told of each other.';
COMMENT ON COLUMN activities.activity.except_on IS 'Local days that the rule gives and that are left out (EXDATE); with `skip_holidays` the public holidays too, as far as the year''s notice is known.';
COMMENT ON COLUMN activities.activity.stops_before IS 'All that the rule gives for this local day or later was cancelled: nothing is made there any more.';
COMMENT ON COLUMN activities.activity.shift IS 'All from one time on was moved: {from, days, startsAt, minutes}. What the rule gives for `from` or later takes place `days` later, at `startsAt`, for `minutes`.';
COMMENT ON COLUMN activities.activity.offer_minutes IS 'How long a freed place is kept for the next on the waiting list before it lapses.';
CREATE INDEX activity_newest ON activities.activity (subdistrict_id, changed_at DESC, id DESC);
CREATE INDEX activity_by_programme ON activities.activity (subdistrict_id, programme_id) WHERE programme_id IS NOT NULL;
CREATE INDEX activity_by_search ON activities.activity USING gin (search);
CREATE INDEX activity_series ON activities.activity (subdistrict_id, id) WHERE state = 'published' AND rule IS NOT NULL;
SELECT platform.tenant_table('activities.activity');

-- Behind row-level security `@@` uses no index (it is not leakproof); the wall stands in the function instead.
CREATE FUNCTION activities.ids_by_words(words tsquery) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT id FROM activities.activity WHERE subdistrict_id = platform.current_subdistrict() AND search @@ words
$$;
REVOKE ALL ON FUNCTION activities.ids_by_words FROM PUBLIC;
GRANT EXECUTE ON FUNCTION activities.ids_by_words TO baiyun_app;
COMMENT ON FUNCTION activities.ids_by_words IS 'The activities of this subdistrict whose index of pairs holds the words.';

CREATE TABLE activities.undo (
	subdistrict_id uuid NOT NULL,
	activity_id uuid NOT NULL,
	did text NOT NULL CHECK (did IN ('publish', 'withdraw', 'move', 'cancel')),
	before jsonb NOT NULL,
	at timestamptz NOT NULL,
	by_id text,
	PRIMARY KEY (subdistrict_id, activity_id),
	FOREIGN KEY (subdistrict_id, activity_id) REFERENCES activities.activity
);
COMMENT ON TABLE activities.undo IS 'How an activity and its times stood before the last change that can be taken back, for ten minutes.';
SELECT platform.tenant_table('activities.undo');

CREATE TABLE activities.named_community (
	subdistrict_id uuid NOT NULL,
	activity_id uuid NOT NULL,
	community_id uuid NOT NULL,
	PRIMARY KEY (subdistrict_id, activity_id, community_id),
	FOREIGN KEY (subdistrict_id, activity_id) REFERENCES activities.activity,
	FOREIGN KEY (subdistrict_id, community_id) REFERENCES areas.community
);
COMMENT ON TABLE activities.named_community IS 'Communities that hold the activity together with the leading one, which is not repeated here. It counts once for each and once for the subdistrict.';
CREATE INDEX named_community_by_community ON activities.named_community (subdistrict_id, community_id, activity_id);
SELECT platform.tenant_table('activities.named_community');

CREATE TABLE activities.part (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	activity_id uuid NOT NULL,
	role text NOT NULL CHECK (role IN ('host', 'contributor')),
	organization_id uuid,
	name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
	gives text CHECK (gives IN ('money', 'room', 'people', 'goods')),
	amount integer CHECK (amount >= 0),
	words text NOT NULL DEFAULT '' CHECK (length(words) <= 200),
	position smallint NOT NULL DEFAULT 0,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, activity_id) REFERENCES activities.activity
);
COMMENT ON TABLE activities.part IS 'Who takes part in holding it: hosts, and what each local organisation gives. `amount`: fen of money, number of people, hours of a room; null: only said in `words`. `organization_id` is the directory''s, null for somebody who is not in it.';
CREATE INDEX part_by_activity ON activities.part (subdistrict_id, activity_id, position);
CREATE INDEX part_by_organization ON activities.part (subdistrict_id, organization_id) WHERE organization_id IS NOT NULL;
SELECT platform.tenant_table('activities.part');

CREATE TABLE activities.occurrence (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	activity_id uuid NOT NULL,
	planned_for text NOT NULL CHECK (planned_for ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$'),
	starts_at timestamptz NOT NULL,
	ends_at timestamptz NOT NULL,
	on_day date NOT NULL,
	place text,
	capacity integer CHECK (capacity BETWEEN 1 AND 100000),
	taken integer NOT NULL DEFAULT 0,
	line_last bigint NOT NULL DEFAULT 0,
	state text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'cancelled')),
	why text NOT NULL DEFAULT '' CHECK (length(why) <= 200),
	by_hand boolean NOT NULL DEFAULT false,
	uid text NOT NULL,
	sequence integer NOT NULL DEFAULT 0,
	changed_at timestamptz NOT NULL,
	version integer NOT NULL DEFAULT 1,
	PRIMARY KEY (subdistrict_id, id),
	UNIQUE (subdistrict_id, activity_id, planned_for),
	FOREIGN KEY (subdistrict_id, activity_id) REFERENCES activities.activity,
	CHECK (ends_at > starts_at),
	CONSTRAINT occurrence_not_oversold CHECK (taken >= 0 AND (capacity IS NULL OR taken <= capacity))
);
COMMENT ON TABLE activities.occurrence IS 'One time of an activity. `planned_for` is the local time that the rule gave it and stays when it is moved (RECURRENCE-ID); `on_day` the local day it is on now; `uid` and `sequence` are iCalendar''s and the uid never changes. `place` null: the activity''s. `by_hand`: somebody said of this one time that it takes place then (added, moved alone, restored), so that no holiday cancels it. `capacity` is the occurrence''s own, copied from the activity when it is made; `taken` are places taken or offered, moved only together with a sign-up; `line_last` is the last number that a party got.';
CREATE INDEX occurrence_by_time ON activities.occurrence (subdistrict_id, starts_at, id);
CREATE INDEX occurrence_by_activity ON activities.occurrence (subdistrict_id, activity_id, starts_at);
CREATE INDEX occurrence_by_day ON activities.occurrence (subdistrict_id, on_day, id);
SELECT platform.tenant_table('activities.occurrence');

CREATE TABLE activities.photo (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	occurrence_id uuid NOT NULL,
	file jsonb NOT NULL,
	caption text NOT NULL DEFAULT '' CHECK (length(caption) <= 120),
	consent text NOT NULL CHECK (consent IN ('nobody_shown', 'all_agreed', 'not_public')),
	added_at timestamptz NOT NULL,
	added_by uuid,
	retired_at timestamptz,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, occurrence_id) REFERENCES activities.occurrence
);
COMMENT ON TABLE activities.photo IS 'A photo of what was held; it is shown to the public only with consent (nobody can be recognised, or all who can have agreed).';
CREATE INDEX photo_by_occurrence ON activities.photo (subdistrict_id, occurrence_id, added_at);
SELECT platform.tenant_table('activities.photo');

CREATE TABLE activities.feed_key (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	user_id uuid NOT NULL,
	key_hash text NOT NULL,
	key_sealed text NOT NULL,
	made_at timestamptz NOT NULL,
	revoked_at timestamptz,
	PRIMARY KEY (subdistrict_id, id)
);
COMMENT ON TABLE activities.feed_key IS 'The secret part of the address of somebody''s own calendar (iCalendar): who knows it reads what that person signed up for. Hashed to be found, sealed to be shown to its owner again; one is in force at a time.';
CREATE UNIQUE INDEX feed_key_in_force ON activities.feed_key (subdistrict_id, user_id) WHERE revoked_at IS NULL;
CREATE UNIQUE INDEX feed_key_hash ON activities.feed_key (subdistrict_id, key_hash);
SELECT platform.tenant_table('activities.feed_key');

-- ---------------------------------------------------------------- who comes

CREATE TABLE activities.signup (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	occurrence_id uuid NOT NULL,
	party_id uuid NOT NULL,
	who_key text COLLATE "C" NOT NULL CHECK (who_key ~ '^[puhn]:'),
	person_id uuid,
	user_id uuid,
	name_sealed text,
	name_masked text NOT NULL DEFAULT '',
	phone_hash text,
	phone_sealed text,
	phone_masked text NOT NULL DEFAULT '',
	birth_year smallint CHECK (birth_year BETWEEN 1880 AND 2200),
	guardian_sealed text,
	on_word text[] NOT NULL DEFAULT '{}' CHECK (on_word <@ ARRAY['age', 'community']),
	exception text NOT NULL DEFAULT '' CHECK (length(exception) <= 200),
	state text NOT NULL CHECK (state IN ('taken', 'waiting', 'offered', 'declined', 'lapsed', 'cancelled')),
	line_no bigint NOT NULL,
	position smallint NOT NULL DEFAULT 0,
	offered_until timestamptz,
	source text NOT NULL CHECK (source IN ('site', 'desk', 'phone', 'paper')),
	locale text NOT NULL DEFAULT 'zh' CHECK (locale IN ('zh', 'en')),
	client_id uuid,
	signed_up_at timestamptz NOT NULL,
	signed_up_by uuid,
	changed_at timestamptz NOT NULL,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, occurrence_id) REFERENCES activities.occurrence,
	FOREIGN KEY (subdistrict_id, person_id) REFERENCES residents.person
);
COMMENT ON TABLE activities.signup IS 'One person''s place, or place in the line, in one occurrence. `who_key`: p:person of the register, u:account, h:hash of the telephone (with the name''s hash when several share one), n:own id. A family signs up as a party: its members share `party_id` and `line_no` and get places together or wait together; `line_no` orders the line and no two parties have the same. `guardian_sealed`: who agreed for a child. `on_word`: what the audience rule asks for and nobody has checked against the register. `exception`: why staff signed up somebody whom the rule leaves out.';
CREATE UNIQUE INDEX signup_once ON activities.signup (subdistrict_id, occurrence_id, who_key) WHERE state IN ('taken', 'waiting', 'offered');
CREATE INDEX signup_line ON activities.signup (subdistrict_id, occurrence_id, state, line_no);
CREATE INDEX signup_by_party ON activities.signup (subdistrict_id, party_id);
CREATE INDEX signup_by_who ON activities.signup (subdistrict_id, who_key, signed_up_at DESC);
CREATE INDEX signup_by_sender ON activities.signup (subdistrict_id, signed_up_by, signed_up_at DESC) WHERE source = 'site';
CREATE INDEX signup_by_person ON activities.signup (subdistrict_id, person_id) WHERE person_id IS NOT NULL;
CREATE INDEX signup_by_phone ON activities.signup (subdistrict_id, phone_hash) WHERE phone_hash IS NOT NULL;
CREATE INDEX signup_lapses ON activities.signup (subdistrict_id, offered_until) WHERE state = 'offered';
CREATE UNIQUE INDEX signup_client ON activities.signup (subdistrict_id, client_id, who_key) WHERE client_id IS NOT NULL;
SELECT platform.tenant_table('activities.signup');

CREATE TABLE activities.attendance (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	occurrence_id uuid NOT NULL,
	signup_id uuid,
	who_key text COLLATE "C" NOT NULL CHECK (who_key ~ '^[puhn]:'),
	person_id uuid,
	user_id uuid,
	name_sealed text,
	name_masked text NOT NULL DEFAULT '',
	phone_hash text,
	source text NOT NULL CHECK (source IN ('qr', 'list', 'paper', 'walk_in')),
	came_at timestamptz NOT NULL,
	on_day date NOT NULL,
	client_id uuid NOT NULL,
	recorded_at timestamptz NOT NULL,
	recorded_by uuid,
	feedback_asked_at timestamptz,
	taken_back_at timestamptz,
	taken_back_by uuid,
	taken_back_why text,
	PRIMARY KEY (subdistrict_id, id),
	UNIQUE (subdistrict_id, client_id),
	FOREIGN KEY (subdistrict_id, occurrence_id) REFERENCES activities.occurrence,
	FOREIGN KEY (subdistrict_id, person_id) REFERENCES residents.person
);
COMMENT ON TABLE activities.attendance IS 'Somebody came: a fact with its source, taken back (with a reason) but never deleted. `on_day` is the occurrence''s local day. `client_id` is the phone''s, so that what was recorded offline counts once however often it is sent.';
CREATE UNIQUE INDEX attendance_once ON activities.attendance (subdistrict_id, occurrence_id, who_key) WHERE taken_back_at IS NULL;
CREATE INDEX attendance_by_who ON activities.attendance (subdistrict_id, who_key, on_day);
CREATE INDEX attendance_by_person ON activities.attendance (subdistrict_id, person_id) WHERE person_id IS NOT NULL;
CREATE INDEX attendance_by_day ON activities.attendance (subdistrict_id, on_day);
SELECT platform.tenant_table('activities.attendance');

CREATE TABLE activities.feedback (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	occurrence_id uuid NOT NULL,
	who_key text COLLATE "C" NOT NULL,
	useful smallint NOT NULL CHECK (useful BETWEEN 1 AND 5),
	again boolean NOT NULL,
	words text NOT NULL DEFAULT '' CHECK (length(words) <= 500),
	source text NOT NULL CHECK (source IN ('site', 'desk', 'paper')),
	given_at timestamptz NOT NULL,
	on_day date NOT NULL,
	PRIMARY KEY (subdistrict_id, id),
	UNIQUE (subdistrict_id, occurrence_id, who_key),
	FOREIGN KEY (subdistrict_id, occurrence_id) REFERENCES activities.occurrence
);
COMMENT ON TABLE activities.feedback IS 'Three questions to who came: was it of use (1 … 5), would they come again, what should be better.';
CREATE INDEX feedback_by_day ON activities.feedback (subdistrict_id, on_day);
SELECT platform.tenant_table('activities.feedback');
