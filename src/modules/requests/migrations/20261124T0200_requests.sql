CREATE SCHEMA requests;
COMMENT ON SCHEMA requests IS 'Needs (诉求): what residents said, who handles it, by when, and what the residents say came of it.';
GRANT USAGE ON SCHEMA requests TO baiyun_app;

-- ---------------------------------------------------------------- what is configured

CREATE TABLE requests.category_group (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	code text NOT NULL CHECK (code ~ '^[a-z][a-z0-9_]{1,39}$'),
	name text NOT NULL,
	name_en text NOT NULL DEFAULT '',
	position smallint NOT NULL DEFAULT 0,
	PRIMARY KEY (subdistrict_id, code)
);
COMMENT ON TABLE requests.category_group IS 'First level of the categories (物业管理, 停车管理 …).';
SELECT platform.tenant_table('requests.category_group');

CREATE TABLE requests.category (
	subdistrict_id uuid NOT NULL,
	code text NOT NULL CHECK (code ~ '^[a-z][a-z0-9_]{1,39}$'),
	group_code text NOT NULL,
	name text NOT NULL,
	name_en text NOT NULL DEFAULT '',
	type text NOT NULL,
	urgency text NOT NULL,
	confidential boolean NOT NULL DEFAULT false,
	anonymous boolean NOT NULL DEFAULT true,
	public_place boolean NOT NULL DEFAULT true,
	terms text[] NOT NULL DEFAULT '{}',
	questions jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(questions) = 'array'),
	active boolean NOT NULL DEFAULT true,
	position smallint NOT NULL DEFAULT 0,
	version integer NOT NULL DEFAULT 1,
	PRIMARY KEY (subdistrict_id, code),
	FOREIGN KEY (subdistrict_id, group_code) REFERENCES requests.category_group,
	CHECK (NOT (confidential AND public_place))
);
COMMENT ON TABLE requests.category IS 'What a need is about, with what follows from it. `terms` are codes of the directory''s need terms; `questions` as in requests.categories.ts.';
SELECT platform.tenant_table('requests.category');

CREATE TABLE requests.clock_policy (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	community_id uuid,
	urgency text,
	category_code text,
	clock text NOT NULL CHECK (clock IN ('accept', 'first_contact', 'resolve')),
	minutes integer NOT NULL CHECK (minutes BETWEEN 1 AND 1000000),
	unit text NOT NULL CHECK (unit IN ('working', 'calendar', 'workday')),
	valid_from date NOT NULL,
	source text,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, category_code) REFERENCES requests.category,
	CHECK ((urgency IS NULL) <> (category_code IS NULL)),
	CONSTRAINT clock_policy_once UNIQUE NULLS NOT DISTINCT (subdistrict_id, community_id, urgency, category_code, clock, valid_from)
);
COMMENT ON TABLE requests.clock_policy IS 'How long a clock may run, from a date on, for an urgency, or for one category whatever its urgency (which then goes first); community null is the whole subdistrict. The latest row not after the start of a round holds for it.';
SELECT platform.tenant_table('requests.clock_policy');

CREATE TABLE requests.calendar_pattern (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	valid_from date NOT NULL,
	week jsonb NOT NULL CHECK (jsonb_array_length(week) = 7),
	makeup jsonb NOT NULL,
	PRIMARY KEY (subdistrict_id, valid_from)
);
COMMENT ON TABLE requests.calendar_pattern IS 'Working hours of a week, Monday first: [[{from, to}, …], …]; `makeup` are the hours of a make-up workday.';
SELECT platform.tenant_table('requests.calendar_pattern');

CREATE TABLE requests.calendar_day (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	date date NOT NULL,
	kind text NOT NULL CHECK (kind IN ('holiday', 'makeup_workday', 'special')),
	name text NOT NULL,
	hours jsonb,
	PRIMARY KEY (subdistrict_id, date)
);
COMMENT ON TABLE requests.calendar_day IS 'Public holidays, make-up workdays (调休) and special days.';
SELECT platform.tenant_table('requests.calendar_day');

CREATE TABLE requests.calendar_year (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	year smallint NOT NULL,
	source text NOT NULL,
	PRIMARY KEY (subdistrict_id, year)
);
COMMENT ON TABLE requests.calendar_year IS 'Years whose holidays are published, with the document. A year that is absent is counted by the weekly pattern and flagged.';
SELECT platform.tenant_table('requests.calendar_year');

CREATE TABLE requests.rule (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	key text NOT NULL,
	valid_from date NOT NULL,
	value integer NOT NULL CHECK (value >= 0),
	source text,
	PRIMARY KEY (subdistrict_id, key, valid_from)
);
COMMENT ON TABLE requests.rule IS 'Other numbers that a subdistrict sets, dated: days to reopen, call attempts before closing, hours to rule on a returned case.';
SELECT platform.tenant_table('requests.rule');

CREATE TABLE requests.reply_template (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	community_id uuid,
	title text NOT NULL,
	body text NOT NULL,
	purpose text NOT NULL CHECK (purpose IN ('message', 'decline', 'serve', 'contact', 'pause', 'send_back', 'close')),
	category_codes text[] NOT NULL DEFAULT '{}',
	position smallint NOT NULL DEFAULT 0,
	archived_at timestamptz,
	version integer NOT NULL DEFAULT 1,
	PRIMARY KEY (subdistrict_id, id)
);
COMMENT ON TABLE requests.reply_template IS 'Texts that staff use again; {name}, {number}, {worker}, {phone}, {due} are filled in.';
SELECT platform.tenant_table('requests.reply_template');

CREATE TABLE requests.saved_view (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	owner_id uuid NOT NULL,
	name text NOT NULL,
	query jsonb NOT NULL,
	shared boolean NOT NULL DEFAULT false,
	position smallint NOT NULL DEFAULT 0,
	PRIMARY KEY (subdistrict_id, id),
	UNIQUE (subdistrict_id, owner_id, name)
);
COMMENT ON TABLE requests.saved_view IS 'A filter of the case list under a name; shared ones are seen by all staff.';
SELECT platform.tenant_table('requests.saved_view');

-- ---------------------------------------------------------------- the case

-- The words and numbers that a case's columns may hold. They are domains and not checks of the table: PostgreSQL reads and plans
-- a table's checks anew for every statement that writes to it, which for these was a quarter of what a submission cost there.
CREATE DOMAIN requests.kind AS text CHECK (VALUE IN ('consult', 'help', 'complaint', 'tip_off', 'suggestion', 'praise'));
CREATE DOMAIN requests.urgency AS text CHECK (VALUE IN ('critical', 'urgent', 'normal', 'long_term'));
CREATE DOMAIN requests.channel AS text CHECK (VALUE IN ('web', 'counter', 'phone', 'patrol', 'api', 'paper'));
CREATE DOMAIN requests.words AS text CHECK (length(VALUE) BETWEEN 1 AND 4000);
CREATE DOMAIN requests.longitude AS double precision CHECK (VALUE BETWEEN -180 AND 180);
CREATE DOMAIN requests.latitude AS double precision CHECK (VALUE BETWEEN -90 AND 90);
CREATE DOMAIN requests.teller AS text CHECK (VALUE IN ('self', 'proxy', 'staff'));
CREATE DOMAIN requests.language AS text CHECK (VALUE IN ('zh', 'en'));
CREATE DOMAIN requests.state AS text CHECK (VALUE IN ('submitted', 'accepted', 'dispatched', 'in_progress', 'served', 'solved', 'unsolved_closed', 'declined', 'withdrawn', 'merged'));
CREATE DOMAIN requests.open_number AS smallint CHECK (VALUE >= 0);
CREATE DOMAIN requests.round_number AS smallint CHECK (VALUE >= 1);
CREATE DOMAIN requests.clock AS text CHECK (VALUE IN ('accept', 'first_contact', 'resolve'));
CREATE DOMAIN requests.answer AS text CHECK (VALUE IN ('solved', 'not_solved'));
CREATE DOMAIN requests.answer_way AS text CHECK (VALUE IN ('tap', 'callback', 'paper', 'counter'));
CREATE DOMAIN requests.unheard AS text CHECK (VALUE IN ('not_reached', 'refused'));
CREATE DOMAIN requests.rating AS smallint CHECK (VALUE BETWEEN 1 AND 5);
CREATE DOMAIN requests.doer AS text CHECK (VALUE IN ('resident', 'staff', 'provider', 'rule', 'token'));

CREATE TABLE requests.number_counter (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	day date NOT NULL,
	last integer NOT NULL CHECK (last BETWEEN 1 AND 999999),
	PRIMARY KEY (subdistrict_id, day)
);
COMMENT ON TABLE requests.number_counter IS 'The last case number given out on a day.';
SELECT platform.tenant_table('requests.number_counter', 'SELECT, INSERT, UPDATE');

CREATE TABLE requests.request (
	-- No foreign key to the tenant: each submission would lock that one row in share, and tenants are never deleted.
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	number text NOT NULL,
	client_id uuid,
	version integer NOT NULL DEFAULT 1,
	-- what
	type requests.kind NOT NULL,
	category_code text,
	terms text[] NOT NULL DEFAULT '{}',
	urgency requests.urgency NOT NULL,
	channel requests.channel NOT NULL,
	confidential boolean NOT NULL DEFAULT false,
	anonymous boolean NOT NULL DEFAULT false,
	public_place boolean NOT NULL DEFAULT false,
	text requests.words NOT NULL,
	summary text NOT NULL,
	answers jsonb NOT NULL DEFAULT '{}',
	search tsvector NOT NULL DEFAULT '',
	photo_count smallint NOT NULL DEFAULT 0,
	-- where
	community_id uuid,
	compound_id uuid,
	building_id uuid,
	place_masked text NOT NULL DEFAULT '',
	place_sealed text,
	lon requests.longitude,
	lat requests.latitude,
	-- who told it
	reporter_user_id uuid,
	reporter_phone_hash text,
	reporter_phone_sealed text,
	reporter_phone_masked text NOT NULL DEFAULT '',
	reporter_name_sealed text,
	reporter_name_masked text NOT NULL DEFAULT '',
	told_by requests.teller NOT NULL DEFAULT 'self',
	registered_by uuid,
	registered_by_name text NOT NULL DEFAULT '',
	locale requests.language NOT NULL DEFAULT 'zh',
	-- where it stands
	state requests.state NOT NULL,
	prior_state text,
	round smallint NOT NULL DEFAULT 1,
	owner_id uuid,
	owner_name text NOT NULL DEFAULT '',
	first_owner_id uuid,
	first_owner_name text NOT NULL DEFAULT '',
	provider_id uuid,
	provider_name text NOT NULL DEFAULT '',
	open_pauses requests.open_number NOT NULL DEFAULT 0,
	open_send_back boolean NOT NULL DEFAULT false,
	open_extension boolean NOT NULL DEFAULT false,
	open_parties requests.open_number NOT NULL DEFAULT 0,
	callback_due_at timestamptz,
	supervised_at timestamptz,
	chase_count smallint NOT NULL DEFAULT 0,
	follower_count smallint NOT NULL DEFAULT 0,
	unread_by_staff smallint NOT NULL DEFAULT 0,
	merged_into uuid,
	-- clocks of the present round; due times are what they were at the last change
	round_started_at timestamptz NOT NULL,
	accept_due_at timestamptz,
	accepted_at timestamptz,
	contact_due_at timestamptz NOT NULL,
	contacted_at timestamptz,
	resolve_due_at timestamptz NOT NULL,
	served_at timestamptz,
	served_by uuid,
	next_clock requests.clock,
	next_due_at timestamptz,
	overdue_told_at timestamptz,
	-- what the resident says came of it
	answer requests.answer,
	answer_way requests.answer_way,
	answered_at timestamptz,
	last_callback requests.unheard,
	rating requests.rating,
	closed_at timestamptz,
	close_reason text,
	created_at timestamptz NOT NULL,
	changed_at timestamptz NOT NULL,
	last_event_id uuid,
	PRIMARY KEY (subdistrict_id, id),
	UNIQUE (subdistrict_id, number),
	CHECK (NOT (confidential AND public_place)),
	CHECK ((lon IS NULL) = (lat IS NULL)),
	CHECK ((state = 'merged') = (merged_into IS NOT NULL)),
	-- Only a resident's answer makes a case solved.
	CONSTRAINT solved_by_the_resident CHECK (state <> 'solved' OR answer IS NOT DISTINCT FROM 'solved')
);
COMMENT ON TABLE requests.request IS 'A case (工单): one need of one person, from telling to answer. Masked copies stand beside sealed values so that no list decrypts.';
COMMENT ON COLUMN requests.request.client_id IS 'Made by the sender; a repeated send finds the case again instead of making a second.';
COMMENT ON COLUMN requests.request.reporter_phone_hash IS 'Keyed hash of the number. For a signed-in resident it may stand without the sealed number, which accounts keeps.';
COMMENT ON COLUMN requests.request.summary IS 'Beginning of the text on one line, with telephone and identity numbers starred.';
COMMENT ON COLUMN requests.request.place_masked IS 'Where, down to the building. The full address of a personal need is in place_sealed.';
COMMENT ON COLUMN requests.request.registered_by IS 'The member of staff who wrote it down for the resident.';
COMMENT ON COLUMN requests.request.first_owner_id IS 'Who had it first (首接负责): a "no" comes back to them.';
COMMENT ON COLUMN requests.request.next_due_at IS 'The earliest due time of a clock that runs; null while paused, served or ended.';
COMMENT ON COLUMN requests.request.changed_at IS 'The last thing that anybody did; lists show the newest change first.';
-- Every index here is paid for by each submission and each step. A filter that leaves a tenth or more of the cases (a state, a
-- community) reads along request_by_change or request_open instead of having one of its own.
CREATE UNIQUE INDEX request_client ON requests.request (subdistrict_id, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX request_by_change ON requests.request (subdistrict_id, changed_at DESC, id DESC);
CREATE INDEX request_by_creation ON requests.request (subdistrict_id, created_at DESC, id DESC);
CREATE INDEX request_by_owner ON requests.request (subdistrict_id, owner_id, changed_at DESC, id DESC) WHERE owner_id IS NOT NULL;
CREATE INDEX request_by_provider ON requests.request (subdistrict_id, provider_id, changed_at DESC, id DESC) WHERE provider_id IS NOT NULL;
CREATE INDEX request_by_category ON requests.request (subdistrict_id, category_code, changed_at DESC, id DESC);
CREATE INDEX request_by_due ON requests.request (subdistrict_id, next_due_at, id) WHERE next_due_at IS NOT NULL;
CREATE INDEX request_open ON requests.request (subdistrict_id, changed_at DESC, id DESC) WHERE state IN ('submitted', 'accepted', 'dispatched', 'in_progress', 'served');
CREATE INDEX request_paused ON requests.request (subdistrict_id, changed_at DESC, id DESC) WHERE open_pauses > 0;
CREATE INDEX request_callback ON requests.request (subdistrict_id, callback_due_at, id) WHERE callback_due_at IS NOT NULL;
CREATE INDEX request_pending ON requests.request (subdistrict_id, changed_at DESC, id DESC) WHERE open_send_back OR open_extension;
CREATE INDEX request_unread ON requests.request (subdistrict_id, changed_at DESC, id DESC) WHERE unread_by_staff > 0;
CREATE INDEX request_supervised ON requests.request (subdistrict_id, changed_at DESC, id DESC) WHERE supervised_at IS NOT NULL;
CREATE INDEX request_by_phone ON requests.request (subdistrict_id, reporter_phone_hash, created_at DESC, id DESC) WHERE reporter_phone_hash IS NOT NULL;
CREATE INDEX request_by_user ON requests.request (subdistrict_id, reporter_user_id, created_at DESC, id DESC) WHERE reporter_user_id IS NOT NULL;
CREATE INDEX request_by_place ON requests.request (subdistrict_id, lat, lon) WHERE lat IS NOT NULL AND public_place;
CREATE INDEX request_by_building ON requests.request (subdistrict_id, building_id, created_at DESC) WHERE building_id IS NOT NULL;
CREATE INDEX request_merged ON requests.request (subdistrict_id, merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX request_by_search ON requests.request USING gin (search);
SELECT platform.tenant_table('requests.request', 'SELECT, INSERT, UPDATE');

-- `@@` is not leakproof, so behind row-level security it is asked only of rows that passed the wall, one by one, and the
-- index lies idle. This function has the wall in it: one tenant, the transaction's, and nothing of a row but its id.
CREATE FUNCTION requests.ids_by_words(words tsquery) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
	AS $$ SELECT id FROM requests.request WHERE subdistrict_id = platform.current_subdistrict() AND search @@ words $$;
COMMENT ON FUNCTION requests.ids_by_words IS 'Cases of the transaction''s tenant whose text fits, by the index of words.';
REVOKE ALL ON FUNCTION requests.ids_by_words FROM PUBLIC;
GRANT EXECUTE ON FUNCTION requests.ids_by_words TO baiyun_app;

CREATE TABLE requests.round (
	subdistrict_id uuid NOT NULL,
	request_id uuid NOT NULL,
	round requests.round_number NOT NULL,
	urgency text NOT NULL,
	started_at timestamptz NOT NULL,
	accept_due_at timestamptz,
	accepted_at timestamptz,
	contact_due_at timestamptz NOT NULL,
	contacted_at timestamptz,
	resolve_due_at timestamptz NOT NULL,
	served_at timestamptz,
	served_by uuid,
	served_by_name text NOT NULL DEFAULT '',
	served_note text NOT NULL DEFAULT '',
	ended_at timestamptz,
	end_state text,
	answer text,
	answer_way text,
	rating smallint,
	PRIMARY KEY (subdistrict_id, request_id, round),
	FOREIGN KEY (subdistrict_id, request_id) REFERENCES requests.request
);
COMMENT ON TABLE requests.round IS 'One turn of a case with clocks of its own. A reopening opens the next; the earlier ones are never changed again.';
SELECT platform.tenant_table('requests.round', 'SELECT, INSERT, UPDATE');

CREATE TABLE requests.event (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	request_id uuid NOT NULL,
	round smallint NOT NULL,
	at timestamptz NOT NULL,
	action text NOT NULL,
	actor_kind requests.doer NOT NULL,
	actor_id uuid,
	actor_name text NOT NULL DEFAULT '',
	from_state text,
	to_state text NOT NULL,
	public boolean NOT NULL DEFAULT true,
	note text NOT NULL DEFAULT '',
	detail jsonb NOT NULL DEFAULT '{}',
	undo jsonb,
	undone_at timestamptz,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, request_id) REFERENCES requests.request
);
COMMENT ON TABLE requests.event IS 'The history of a case, oldest first by id. `public` ones are shown to the resident; `undo` holds what the case was before, for the steps that can be taken back.';
CREATE INDEX event_by_request ON requests.event (subdistrict_id, request_id, id);
SELECT platform.tenant_table('requests.event', 'SELECT, INSERT, UPDATE');

CREATE TABLE requests.message (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	request_id uuid NOT NULL,
	at timestamptz NOT NULL,
	side text NOT NULL CHECK (side IN ('resident', 'staff', 'provider')),
	author_id uuid,
	author_name text NOT NULL DEFAULT '',
	body text NOT NULL CHECK (length(body) BETWEEN 1 AND 2000),
	channel text NOT NULL DEFAULT 'web',
	read_at timestamptz,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, request_id) REFERENCES requests.request
);
COMMENT ON TABLE requests.message IS 'What resident and community wrote to each other on a case.';
CREATE INDEX message_by_request ON requests.message (subdistrict_id, request_id, id);
SELECT platform.tenant_table('requests.message', 'SELECT, INSERT, UPDATE');

CREATE TABLE requests.attachment (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	request_id uuid NOT NULL,
	event_id uuid,
	kind text NOT NULL CHECK (kind IN ('photo', 'proof', 'signature', 'document', 'voice')),
	file_key text NOT NULL,
	thumb_key text,
	media_type text NOT NULL,
	bytes integer NOT NULL CHECK (bytes > 0),
	width integer, height integer,
	photo_hash text CHECK (photo_hash ~ '^[0-9a-f]{16}$'),
	name text NOT NULL DEFAULT '',
	side text NOT NULL CHECK (side IN ('resident', 'staff', 'provider')),
	added_by uuid,
	added_at timestamptz NOT NULL,
	removed_at timestamptz,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, request_id) REFERENCES requests.request
);
COMMENT ON TABLE requests.attachment IS 'Photos, proofs, signatures and papers of a case; the bytes are in the file store. `photo_hash` is a 64-bit difference hash for likely duplicates.';
CREATE INDEX attachment_by_request ON requests.attachment (subdistrict_id, request_id, id);
SELECT platform.tenant_table('requests.attachment', 'SELECT, INSERT, UPDATE');

-- ---------------------------------------------------------------- around the case

CREATE TABLE requests.offer (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	request_id uuid NOT NULL,
	round smallint NOT NULL,
	organization_id uuid NOT NULL,
	organization_name text NOT NULL,
	service_id uuid,
	service_name text NOT NULL DEFAULT '',
	state text NOT NULL CHECK (state IN ('offered', 'accepted', 'time_proposed', 'time_refused', 'booked', 'declined', 'withdrawn', 'served')),
	need text NOT NULL,
	share_contact boolean NOT NULL DEFAULT false,
	chosen_by_resident boolean NOT NULL DEFAULT false,
	slot_id uuid,
	starts_at timestamptz,
	ends_at timestamptz,
	place text NOT NULL DEFAULT '',
	wish_times text[] NOT NULL DEFAULT '{}' CHECK (wish_times <@ ARRAY['morning', 'afternoon', 'evening', 'weekend']),
	wish_note text NOT NULL DEFAULT '',
	decline_reason text NOT NULL DEFAULT '',
	offered_by uuid,
	offered_at timestamptz NOT NULL,
	answer_due_at timestamptz,
	answered_at timestamptz,
	ended_at timestamptz,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, request_id) REFERENCES requests.request,
	CHECK ((starts_at IS NULL) = (ends_at IS NULL) AND starts_at < ends_at)
);
COMMENT ON TABLE requests.offer IS 'A case offered to a provider; the place of a bookable time is held by the directory (slot_id). `need` is the part of the need that the provider is told; phone and full address only once accepted, if share_contact.';
COMMENT ON COLUMN requests.offer.wish_times IS 'When it would suit the resident, who refused a time; `wish_note` in their words. They stand until another time is agreed.';
CREATE UNIQUE INDEX offer_one_live ON requests.offer (subdistrict_id, request_id) WHERE state IN ('offered', 'accepted', 'time_proposed', 'time_refused', 'booked');
CREATE INDEX offer_by_request ON requests.offer (subdistrict_id, request_id, id);
CREATE INDEX offer_unanswered ON requests.offer (subdistrict_id, answer_due_at) WHERE state IN ('offered', 'time_refused');
CREATE INDEX offer_by_organization ON requests.offer (subdistrict_id, organization_id, offered_at DESC, id DESC);
SELECT platform.tenant_table('requests.offer', 'SELECT, INSERT, UPDATE');

CREATE TABLE requests.party (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	request_id uuid NOT NULL,
	name text NOT NULL,
	user_id uuid,
	organization_id uuid,
	lead boolean NOT NULL DEFAULT false,
	task text NOT NULL DEFAULT '',
	called_by uuid,
	called_at timestamptz NOT NULL,
	due_at timestamptz NOT NULL,
	reported_at timestamptz,
	report text NOT NULL DEFAULT '',
	released_at timestamptz,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, request_id) REFERENCES requests.request
);
COMMENT ON TABLE requests.party IS 'Who was called in (吹哨报到), what for and by when; one of them leads.';
CREATE UNIQUE INDEX party_one_lead ON requests.party (subdistrict_id, request_id) WHERE lead AND released_at IS NULL;
CREATE INDEX party_by_request ON requests.party (subdistrict_id, request_id, id);
CREATE INDEX party_by_user ON requests.party (subdistrict_id, user_id) WHERE user_id IS NOT NULL AND released_at IS NULL;
SELECT platform.tenant_table('requests.party', 'SELECT, INSERT, UPDATE');

CREATE TABLE requests.handler (
	subdistrict_id uuid NOT NULL,
	request_id uuid NOT NULL,
	user_id uuid NOT NULL,
	named_by uuid,
	named_at timestamptz NOT NULL,
	PRIMARY KEY (subdistrict_id, request_id, user_id),
	FOREIGN KEY (subdistrict_id, request_id) REFERENCES requests.request
);
COMMENT ON TABLE requests.handler IS 'Who may see a confidential case besides its owner and the heads.';
CREATE INDEX handler_by_user ON requests.handler (subdistrict_id, user_id);
SELECT platform.tenant_table('requests.handler');

CREATE TABLE requests.pause (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	request_id uuid NOT NULL,
	round smallint NOT NULL,
	reason text NOT NULL CHECK (reason IN ('waiting_resident', 'waiting_department', 'waiting_material', 'weather', 'appointment', 'legal_procedure')),
	note text NOT NULL DEFAULT '',
	from_at timestamptz NOT NULL,
	until_at timestamptz,
	to_at timestamptz,
	by_id uuid,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, request_id) REFERENCES requests.request,
	CHECK (to_at >= from_at)
);
COMMENT ON TABLE requests.pause IS 'A wait for somebody or something; the resolve clock stands still. `until_at` is when it ends by itself (an appointment), `to_at` when it did.';
CREATE INDEX pause_by_request ON requests.pause (subdistrict_id, request_id, from_at);
CREATE INDEX pause_ending ON requests.pause (subdistrict_id, until_at) WHERE to_at IS NULL AND until_at IS NOT NULL;
SELECT platform.tenant_table('requests.pause', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE requests.extension (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	request_id uuid NOT NULL,
	round smallint NOT NULL,
	minutes integer NOT NULL CHECK (minutes BETWEEN 1 AND 525600),
	reason text NOT NULL,
	state text NOT NULL DEFAULT 'requested' CHECK (state IN ('requested', 'approved', 'refused')),
	requested_at timestamptz NOT NULL,
	requested_by uuid,
	requested_by_name text NOT NULL DEFAULT '',
	ruled_at timestamptz,
	ruled_by uuid,
	ruled_by_name text NOT NULL DEFAULT '',
	ruling_note text NOT NULL DEFAULT '',
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, request_id) REFERENCES requests.request,
	CONSTRAINT extension_four_eyes CHECK (ruled_by IS NULL OR ruled_by <> requested_by)
);
COMMENT ON TABLE requests.extension IS 'More time asked for (延期), in minutes of the resolve clock''s unit, and the ruling.';
CREATE INDEX extension_by_request ON requests.extension (subdistrict_id, request_id, requested_at);
CREATE UNIQUE INDEX extension_one_open ON requests.extension (subdistrict_id, request_id) WHERE state = 'requested';
SELECT platform.tenant_table('requests.extension', 'SELECT, INSERT, UPDATE');

CREATE TABLE requests.send_back (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	request_id uuid NOT NULL,
	round smallint NOT NULL,
	reason text NOT NULL CHECK (reason IN ('not_our_area', 'not_our_duty', 'wrong_category', 'needs_other_lead', 'lacks_facts')),
	note text NOT NULL,
	proposed_target text NOT NULL DEFAULT '',
	state text NOT NULL DEFAULT 'requested' CHECK (state IN ('requested', 'approved', 'refused')),
	asked_at timestamptz NOT NULL,
	asked_by uuid,
	asked_by_name text NOT NULL DEFAULT '',
	ruling_due_at timestamptz NOT NULL,
	ruled_at timestamptz,
	ruled_by uuid,
	ruled_by_name text NOT NULL DEFAULT '',
	ruling_note text NOT NULL DEFAULT '',
	category_code text,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, request_id) REFERENCES requests.request,
	CONSTRAINT send_back_four_eyes CHECK (ruled_by IS NULL OR ruled_by <> asked_by)
);
COMMENT ON TABLE requests.send_back IS 'A case handed back (退单) with reason, and the ruling with its deadline; what was ruled teaches where such cases go.';
CREATE INDEX send_back_by_request ON requests.send_back (subdistrict_id, request_id, asked_at);
CREATE UNIQUE INDEX send_back_one_open ON requests.send_back (subdistrict_id, request_id) WHERE state = 'requested';
CREATE INDEX send_back_due ON requests.send_back (subdistrict_id, ruling_due_at) WHERE state = 'requested';
SELECT platform.tenant_table('requests.send_back', 'SELECT, INSERT, UPDATE');

CREATE TABLE requests.follower (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	request_id uuid NOT NULL,
	kind text NOT NULL CHECK (kind IN ('joined', 'merged', 'proxy')),
	user_id uuid,
	phone_hash text,
	phone_sealed text,
	phone_masked text NOT NULL DEFAULT '',
	name_sealed text,
	name_masked text NOT NULL DEFAULT '',
	said text NOT NULL DEFAULT '',
	from_request_id uuid,
	client_id uuid,
	joined_at timestamptz NOT NULL,
	ended_at timestamptz,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, request_id) REFERENCES requests.request,
	CHECK (user_id IS NOT NULL OR phone_hash IS NOT NULL OR kind = 'merged')
);
COMMENT ON TABLE requests.follower IS 'Others who stand behind a case: joined (the same need), merged (told it as a case of their own), proxy (named by the reporter to answer in their place). All are kept informed and called back.';
CREATE INDEX follower_by_request ON requests.follower (subdistrict_id, request_id, id);
CREATE UNIQUE INDEX follower_phone_once ON requests.follower (subdistrict_id, request_id, phone_hash) WHERE ended_at IS NULL AND phone_hash IS NOT NULL;
CREATE UNIQUE INDEX follower_user_once ON requests.follower (subdistrict_id, request_id, user_id) WHERE ended_at IS NULL AND user_id IS NOT NULL;
CREATE UNIQUE INDEX follower_client ON requests.follower (subdistrict_id, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX follower_by_phone ON requests.follower (subdistrict_id, phone_hash) WHERE ended_at IS NULL AND phone_hash IS NOT NULL;
CREATE INDEX follower_by_user ON requests.follower (subdistrict_id, user_id) WHERE ended_at IS NULL AND user_id IS NOT NULL;
SELECT platform.tenant_table('requests.follower', 'SELECT, INSERT, UPDATE');

CREATE TABLE requests.callback (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	request_id uuid NOT NULL,
	round smallint NOT NULL,
	follower_id uuid,
	community_id uuid,
	due_at timestamptz NOT NULL,
	attempts smallint NOT NULL DEFAULT 0,
	last_attempt_at timestamptz,
	outcome text CHECK (outcome IN ('solved', 'not_solved', 'not_reached', 'refused', 'not_needed')),
	note text NOT NULL DEFAULT '',
	done_at timestamptz,
	done_by uuid,
	done_by_name text NOT NULL DEFAULT '',
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, request_id) REFERENCES requests.request,
	FOREIGN KEY (subdistrict_id, follower_id) REFERENCES requests.follower
);
COMMENT ON TABLE requests.callback IS 'A call to be made (回访): to the reporter (follower null) and to every follower. `attempts` counts calls that reached nobody.';
CREATE UNIQUE INDEX callback_once ON requests.callback (subdistrict_id, request_id, round, follower_id) NULLS NOT DISTINCT;
CREATE INDEX callback_due ON requests.callback (subdistrict_id, due_at, id) WHERE done_at IS NULL;
SELECT platform.tenant_table('requests.callback', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE requests.search_miss (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	at timestamptz NOT NULL,
	source text NOT NULL CHECK (source IN ('search', 'request')),
	words text NOT NULL,
	term text,
	category_code text,
	community_id uuid,
	request_id uuid,
	handled_at timestamptz,
	handled_by uuid,
	outcome text CHECK (outcome IN ('resource_added', 'exists', 'not_ours', 'planned')),
	note text NOT NULL DEFAULT '',
	PRIMARY KEY (subdistrict_id, id)
);
COMMENT ON TABLE requests.search_miss IS 'A need for which the community had nothing: a search without result, a case without a resource. Words are kept without numbers that name a person.';
CREATE INDEX search_miss_open ON requests.search_miss (subdistrict_id, at DESC, id DESC) WHERE handled_at IS NULL;
CREATE INDEX search_miss_by_time ON requests.search_miss (subdistrict_id, at DESC, id DESC);
SELECT platform.tenant_table('requests.search_miss', 'SELECT, INSERT, UPDATE');
