CREATE SCHEMA directory;
COMMENT ON SCHEMA directory IS 'What there is: organisations, their services, places, hours and free places; the need terms that lead to them.';
GRANT USAGE ON SCHEMA directory TO baiyun_app;

CREATE TABLE directory.organization (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	external_id text,
	kind text NOT NULL CHECK (kind IN ('government', 'public', 'social', 'company', 'shop', 'team', 'other')),
	status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'retired')),
	name text NOT NULL,
	name_en text NOT NULL DEFAULT '',
	alternate_name text NOT NULL DEFAULT '',
	description text NOT NULL DEFAULT '',
	description_en text NOT NULL DEFAULT '',
	website text,
	email text,
	community_id uuid,
	version integer NOT NULL DEFAULT 1,
	created_at timestamptz NOT NULL DEFAULT now(),
	updated_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (subdistrict_id, id),
	UNIQUE (subdistrict_id, external_id)
);
COMMENT ON TABLE directory.organization IS 'Who offers: 驻区单位, social organisations, shops, volunteer teams, government desks.';
COMMENT ON COLUMN directory.organization.external_id IS 'Its id in the list it was imported from; the first key by which an import finds it again.';
COMMENT ON COLUMN directory.organization.community_id IS 'The community that keeps this entry; null: the subdistrict.';
CREATE UNIQUE INDEX organization_by_name ON directory.organization (subdistrict_id, name) WHERE status = 'active';
SELECT platform.tenant_table('directory.organization');

CREATE TABLE directory.location (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	organization_id uuid NOT NULL,
	external_id text,
	kind text NOT NULL DEFAULT 'physical' CHECK (kind IN ('physical', 'postal', 'virtual')),
	name text NOT NULL DEFAULT '',
	address text NOT NULL DEFAULT '',
	address_en text NOT NULL DEFAULT '',
	transportation text NOT NULL DEFAULT '',
	url text,
	lon double precision CHECK (lon BETWEEN -180 AND 180),
	lat double precision CHECK (lat BETWEEN -90 AND 90),
	community_id uuid,
	accessibility text[] NOT NULL DEFAULT '{}',
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, organization_id) REFERENCES directory.organization,
	CHECK ((lon IS NULL) = (lat IS NULL))
);
COMMENT ON TABLE directory.location IS 'A place where something is offered. Coordinates are WGS-84 degrees.';
CREATE INDEX location_by_organization ON directory.location (subdistrict_id, organization_id);
CREATE INDEX location_by_position ON directory.location (subdistrict_id, lat, lon) WHERE lat IS NOT NULL;
SELECT platform.tenant_table('directory.location');

CREATE TABLE directory.service (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	organization_id uuid NOT NULL,
	external_id text,
	kind text NOT NULL DEFAULT 'service' CHECK (kind IN ('service', 'volunteer', 'room', 'tool', 'post', 'guide')),
	status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'paused', 'retired')),
	name text NOT NULL,
	name_en text NOT NULL DEFAULT '',
	aliases text[] NOT NULL DEFAULT '{}',
	description text NOT NULL DEFAULT '',
	description_en text NOT NULL DEFAULT '',
	alert text NOT NULL DEFAULT '',
	url text,
	email text,
	terms text[] NOT NULL DEFAULT '{}',
	groups text[] NOT NULL DEFAULT '{}',
	min_age smallint CHECK (min_age BETWEEN 0 AND 150),
	max_age smallint CHECK (max_age BETWEEN 0 AND 150),
	communities uuid[] NOT NULL DEFAULT '{}',
	conditions text NOT NULL DEFAULT '',
	conditions_en text NOT NULL DEFAULT '',
	cost_kind text NOT NULL DEFAULT 'free' CHECK (cost_kind IN ('free', 'paid', 'subsidised')),
	cost_note text NOT NULL DEFAULT '',
	prices jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(prices) = 'array'),
	documents jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(documents) = 'array'),
	steps jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(steps) = 'array'),
	promised_days smallint CHECK (promised_days BETWEEN 0 AND 999),
	statutory_days smallint CHECK (statutory_days BETWEEN 0 AND 999),
	legal_basis text NOT NULL DEFAULT '',
	languages text[] NOT NULL DEFAULT '{zh}',
	community_id uuid,
	assured_on date,
	check_every_days smallint NOT NULL DEFAULT 180 CHECK (check_every_days BETWEEN 1 AND 3650),
	check_due date NOT NULL,
	search tsvector NOT NULL DEFAULT '',
	version integer NOT NULL DEFAULT 1,
	created_at timestamptz NOT NULL DEFAULT now(),
	updated_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (subdistrict_id, id),
	UNIQUE (subdistrict_id, external_id),
	FOREIGN KEY (subdistrict_id, organization_id) REFERENCES directory.organization,
	CHECK (min_age <= max_age)
);
COMMENT ON TABLE directory.service IS 'Anything that can serve a need: a service, a volunteer''s skill, a room, a tool to lend, a post, a guide (办事指南).';
COMMENT ON COLUMN directory.service.terms IS 'Codes of directory.term that it serves.';
COMMENT ON COLUMN directory.service.groups IS 'Population groups that it is for; empty: everyone.';
COMMENT ON COLUMN directory.service.communities IS 'Communities whose residents may use it; empty: the whole subdistrict.';
COMMENT ON COLUMN directory.service.prices IS 'In order of showing: [{group, label, labelEn, fen, unit, nature: welfare|market, note}]; fen null: by agreement. 福利性 and 经营性 prices of one service stand side by side.';
COMMENT ON COLUMN directory.service.documents IS 'What to bring: [{text, textEn, note}].';
COMMENT ON COLUMN directory.service.steps IS 'What to do, in order: [{title, text, clock}].';
COMMENT ON COLUMN directory.service.promised_days IS '承诺办结时限, working days; statutory_days is 法定办结时限.';
COMMENT ON COLUMN directory.service.community_id IS 'The community that keeps this entry; null: the subdistrict.';
COMMENT ON COLUMN directory.service.assured_on IS 'When somebody last made sure that the entry is right (HSDS assured_date).';
COMMENT ON COLUMN directory.service.check_due IS 'When it is to be checked next: assured_on + check_every_days, or the date it was put off to.';
COMMENT ON COLUMN directory.service.search IS 'Tokens made by #platform/search; never written by hand.';
CREATE INDEX service_by_search ON directory.service USING gin (search);
CREATE INDEX service_by_name ON directory.service (subdistrict_id, name COLLATE "zh-Hans-x-icu", id);
CREATE INDEX service_by_organization ON directory.service (subdistrict_id, organization_id);
CREATE INDEX service_by_terms ON directory.service USING gin (terms);
CREATE INDEX service_by_update ON directory.service (subdistrict_id, updated_at DESC, id DESC);
CREATE INDEX service_by_check ON directory.service (subdistrict_id, check_due, id) WHERE status = 'active';
SELECT platform.tenant_table('directory.service');

-- As requests.ids_by_words: behind row-level security `@@` may not use the index, so the wall stands in here.
CREATE FUNCTION directory.ids_by_words(words tsquery) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
	AS $$ SELECT id FROM directory.service WHERE subdistrict_id = platform.current_subdistrict() AND search @@ words $$;
COMMENT ON FUNCTION directory.ids_by_words IS 'Entries of the transaction''s tenant whose words fit, by the index of words.';
REVOKE ALL ON FUNCTION directory.ids_by_words FROM PUBLIC;
GRANT EXECUTE ON FUNCTION directory.ids_by_words TO baiyun_app;

CREATE TABLE directory.service_at_location (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	service_id uuid NOT NULL,
	location_id uuid NOT NULL,
	note text NOT NULL DEFAULT '',
	position smallint NOT NULL DEFAULT 0,
	PRIMARY KEY (subdistrict_id, id),
	UNIQUE (subdistrict_id, service_id, location_id),
	FOREIGN KEY (subdistrict_id, service_id) REFERENCES directory.service ON DELETE CASCADE,
	FOREIGN KEY (subdistrict_id, location_id) REFERENCES directory.location
);
COMMENT ON TABLE directory.service_at_location IS 'Which service is offered where.';
CREATE INDEX service_at_location_by_location ON directory.service_at_location (subdistrict_id, location_id);
SELECT platform.tenant_table('directory.service_at_location');

CREATE TABLE directory.phone (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	organization_id uuid,
	service_id uuid,
	position smallint NOT NULL DEFAULT 0,
	number text NOT NULL,
	extension text NOT NULL DEFAULT '',
	label text NOT NULL DEFAULT '',
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, organization_id) REFERENCES directory.organization ON DELETE CASCADE,
	FOREIGN KEY (subdistrict_id, service_id) REFERENCES directory.service ON DELETE CASCADE,
	CHECK (num_nonnulls(organization_id, service_id) = 1)
);
COMMENT ON TABLE directory.phone IS 'Public desk numbers only. A volunteer''s own number is not kept here: residents reach them through the community''s desk.';
CREATE INDEX phone_by_service ON directory.phone (subdistrict_id, service_id);
CREATE INDEX phone_by_organization ON directory.phone (subdistrict_id, organization_id);
SELECT platform.tenant_table('directory.phone');

CREATE TABLE directory.schedule (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	service_id uuid NOT NULL,
	service_at_location_id uuid,
	position smallint NOT NULL DEFAULT 0,
	calendar text NOT NULL DEFAULT 'civil' CHECK (calendar IN ('civil', 'weekly')),
	valid_from date,
	valid_to date,
	note text NOT NULL DEFAULT '',
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, service_id) REFERENCES directory.service ON DELETE CASCADE,
	FOREIGN KEY (subdistrict_id, service_at_location_id) REFERENCES directory.service_at_location ON DELETE CASCADE,
	CHECK (valid_from <= valid_to)
);
COMMENT ON TABLE directory.schedule IS 'Hours of a service, at one of its places or wherever it is; several with dates make summer and winter hours.';
COMMENT ON COLUMN directory.schedule.calendar IS 'civil: rests on public holidays, on make-up days (调休) opens as on a Monday. weekly: the week as written, all year.';
CREATE INDEX schedule_by_service ON directory.schedule (subdistrict_id, service_id);
SELECT platform.tenant_table('directory.schedule');

CREATE TABLE directory.opening (
	subdistrict_id uuid NOT NULL,
	schedule_id uuid NOT NULL,
	weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7),
	opens smallint NOT NULL CHECK (opens BETWEEN 0 AND 1439),
	closes smallint NOT NULL CHECK (closes > opens AND closes <= 2880),
	PRIMARY KEY (subdistrict_id, schedule_id, weekday, opens),
	FOREIGN KEY (subdistrict_id, schedule_id) REFERENCES directory.schedule ON DELETE CASCADE
);
COMMENT ON TABLE directory.opening IS 'Weekly opening hours: ISO weekday (1 Monday), minutes after midnight; closes beyond 1440 is after midnight.';
SELECT platform.tenant_table('directory.opening');

CREATE TABLE directory.hours_exception (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	schedule_id uuid NOT NULL,
	from_date date NOT NULL,
	to_date date NOT NULL,
	opens smallint CHECK (opens BETWEEN 0 AND 1439),
	closes smallint CHECK (closes > opens AND closes <= 2880),
	reason text NOT NULL DEFAULT '',
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, schedule_id) REFERENCES directory.schedule ON DELETE CASCADE,
	CHECK (from_date <= to_date),
	CHECK ((opens IS NULL) = (closes IS NULL))
);
COMMENT ON TABLE directory.hours_exception IS 'Dates on which the week does not hold: closed (opens null) or other hours. It outranks holidays and make-up days.';
CREATE INDEX hours_exception_by_schedule ON directory.hours_exception (subdistrict_id, schedule_id, from_date);
SELECT platform.tenant_table('directory.hours_exception');

CREATE TABLE directory.capacity (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	service_id uuid NOT NULL,
	unit text NOT NULL,
	available integer NOT NULL CHECK (available >= 0),
	maximum integer CHECK (maximum >= 0),
	note text NOT NULL DEFAULT '',
	updated_at timestamptz NOT NULL,
	PRIMARY KEY (subdistrict_id, id),
	UNIQUE (subdistrict_id, service_id, unit),
	FOREIGN KEY (subdistrict_id, service_id) REFERENCES directory.service ON DELETE CASCADE
);
COMMENT ON TABLE directory.capacity IS 'How much is free as the provider last said (beds, wheelchairs): HSDS service_capacity. What can be booked by time is directory.slot.';
SELECT platform.tenant_table('directory.capacity');

CREATE TABLE directory.slot (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	service_id uuid NOT NULL,
	service_at_location_id uuid,
	starts_at timestamptz NOT NULL,
	ends_at timestamptz NOT NULL,
	places integer NOT NULL CHECK (places > 0),
	taken integer NOT NULL DEFAULT 0,
	note text NOT NULL DEFAULT '',
	cancelled_at timestamptz,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, service_id) REFERENCES directory.service ON DELETE CASCADE,
	FOREIGN KEY (subdistrict_id, service_at_location_id) REFERENCES directory.service_at_location ON DELETE SET NULL (service_at_location_id),
	CONSTRAINT slot_not_overbooked CHECK (taken BETWEEN 0 AND places),
	CHECK (starts_at < ends_at)
);
COMMENT ON TABLE directory.slot IS 'A bookable time with its places. `taken` is moved only together with a booking; the check decides who was too late.';
CREATE UNIQUE INDEX slot_once ON directory.slot (subdistrict_id, service_id, starts_at, ends_at, service_at_location_id) NULLS NOT DISTINCT WHERE cancelled_at IS NULL;
CREATE INDEX slot_next ON directory.slot (subdistrict_id, service_id, starts_at) WHERE cancelled_at IS NULL AND taken < places;
SELECT platform.tenant_table('directory.slot');

CREATE TABLE directory.booking (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	slot_id uuid NOT NULL,
	subject_type text NOT NULL,
	subject_id uuid NOT NULL,
	places integer NOT NULL DEFAULT 1 CHECK (places > 0),
	booked_at timestamptz NOT NULL,
	cancelled_at timestamptz,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, slot_id) REFERENCES directory.slot
);
COMMENT ON TABLE directory.booking IS 'Who holds a place in a slot, as the record that booked it (a request); no personal data.';
CREATE UNIQUE INDEX booking_once ON directory.booking (subdistrict_id, slot_id, subject_type, subject_id) WHERE cancelled_at IS NULL;
CREATE INDEX booking_by_subject ON directory.booking (subdistrict_id, subject_type, subject_id);
SELECT platform.tenant_table('directory.booking', 'SELECT, INSERT, UPDATE');

CREATE TABLE directory.revision (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	entity text NOT NULL CHECK (entity IN ('organization', 'service')),
	entity_id uuid NOT NULL,
	version integer NOT NULL,
	at timestamptz NOT NULL,
	by_name text NOT NULL,
	origin text NOT NULL CHECK (origin IN ('desk', 'contact', 'import', 'api', 'system')),
	changed jsonb NOT NULL,
	PRIMARY KEY (subdistrict_id, id),
	UNIQUE (subdistrict_id, entity, entity_id, version)
);
COMMENT ON TABLE directory.revision IS 'What each change of an entry changed: {field: [before, after]}; append-only.';
SELECT platform.tenant_table('directory.revision', 'SELECT, INSERT');

CREATE TABLE directory.change_request (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	organization_id uuid NOT NULL,
	service_id uuid,
	base_version integer NOT NULL DEFAULT 0,
	fields jsonb NOT NULL,
	note text NOT NULL DEFAULT '',
	status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'accepted', 'partly', 'refused', 'withdrawn')),
	verdict jsonb NOT NULL DEFAULT '{}',
	reason text NOT NULL DEFAULT '',
	proposed_by text NOT NULL,
	proposed_by_name text NOT NULL,
	proposed_at timestamptz NOT NULL,
	decided_by_name text,
	decided_at timestamptz,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, organization_id) REFERENCES directory.organization,
	FOREIGN KEY (subdistrict_id, service_id) REFERENCES directory.service
);
COMMENT ON TABLE directory.change_request IS 'An edit by an organisation''s contact that waits for the desk: {field: {before, after}}, decided field by field. service_id null proposes a new service.';
CREATE INDEX change_request_open ON directory.change_request (subdistrict_id, proposed_at, id) WHERE status = 'open';
CREATE UNIQUE INDEX change_request_one_open ON directory.change_request (subdistrict_id, service_id) WHERE status = 'open' AND service_id IS NOT NULL;
CREATE INDEX change_request_by_organization ON directory.change_request (subdistrict_id, organization_id, proposed_at DESC);
SELECT platform.tenant_table('directory.change_request', 'SELECT, INSERT, UPDATE');

CREATE TABLE directory.term (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	code text NOT NULL CHECK (code ~ '^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)?$'),
	parent_code text,
	zh text NOT NULL,
	en text NOT NULL DEFAULT '',
	definition text NOT NULL DEFAULT '',
	groups text[] NOT NULL DEFAULT '{}',
	request_type text NOT NULL DEFAULT 'help',
	urgency text NOT NULL DEFAULT 'normal',
	related text[] NOT NULL DEFAULT '{}',
	retired_at timestamptz,
	version integer NOT NULL DEFAULT 1,
	PRIMARY KEY (subdistrict_id, code),
	FOREIGN KEY (subdistrict_id, parent_code) REFERENCES directory.term
);
COMMENT ON TABLE directory.term IS 'Need terms: what people need, in two levels. For whom is the population facet (groups), not another term.';
SELECT platform.tenant_table('directory.term');

CREATE TABLE directory.term_mapping (
	subdistrict_id uuid NOT NULL,
	term_code text NOT NULL,
	scheme text NOT NULL,
	code text NOT NULL,
	position smallint NOT NULL DEFAULT 0,
	PRIMARY KEY (subdistrict_id, term_code, scheme, code),
	FOREIGN KEY (subdistrict_id, term_code) REFERENCES directory.term ON DELETE CASCADE
);
COMMENT ON TABLE directory.term_mapping IS 'A need term in other vocabularies: scheme `complaint` (category of a request), `service` (how providers name it), or that of a standard.';
CREATE INDEX term_mapping_by_code ON directory.term_mapping (subdistrict_id, scheme, code);
SELECT platform.tenant_table('directory.term_mapping');

CREATE TABLE directory.alias (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	term_code text NOT NULL,
	phrase text CHECK (char_length(phrase) BETWEEN 1 AND 60),
	phrase_key text NOT NULL,
	status text NOT NULL DEFAULT 'proposed' CHECK (status IN ('heard', 'proposed', 'confirmed', 'refused')),
	source text NOT NULL CHECK (source IN ('seed', 'triage', 'desk')),
	times integer NOT NULL DEFAULT 1,
	first_at timestamptz NOT NULL,
	last_at timestamptz NOT NULL,
	decided_by_name text,
	decided_at timestamptz,
	PRIMARY KEY (subdistrict_id, id),
	UNIQUE (subdistrict_id, term_code, phrase_key),
	FOREIGN KEY (subdistrict_id, term_code) REFERENCES directory.term,
	CHECK ((phrase IS NULL) = (status = 'heard'))
);
COMMENT ON TABLE directory.alias IS 'A resident''s phrase that means a need term. Taught by choices at triage: heard once, proposed when heard again, used once the desk confirms it.';
COMMENT ON COLUMN directory.alias.phrase IS 'Null while it was heard once only: what one person alone ever said stays in their request.';
COMMENT ON COLUMN directory.alias.phrase_key IS 'Keyed hash of the normalised phrase, so that width, case and traditional forms count as one.';
CREATE INDEX alias_by_status ON directory.alias (subdistrict_id, status, times DESC, id);
SELECT platform.tenant_table('directory.alias');

CREATE TABLE directory.assurance (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	service_id uuid NOT NULL,
	at timestamptz NOT NULL,
	by_name text NOT NULL,
	outcome text NOT NULL CHECK (outcome IN ('right', 'changed', 'no_answer', 'postponed', 'gone')),
	note text NOT NULL DEFAULT '',
	next_check date,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, service_id) REFERENCES directory.service ON DELETE CASCADE
);
COMMENT ON TABLE directory.assurance IS 'Calls made to check an entry, and what came of them; append-only.';
CREATE INDEX assurance_by_service ON directory.assurance (subdistrict_id, service_id, at DESC);
SELECT platform.tenant_table('directory.assurance', 'SELECT, INSERT');

CREATE TABLE directory.matching_state (
	subdistrict_id uuid PRIMARY KEY REFERENCES platform.subdistrict,
	terms bigint NOT NULL DEFAULT 0,
	services bigint NOT NULL DEFAULT 0
);
COMMENT ON TABLE directory.matching_state IS 'Counts up with every change of terms or services, so that each app process knows when what it holds in memory is old.';
SELECT platform.tenant_table('directory.matching_state');

CREATE TABLE directory.import_file (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	name text NOT NULL,
	bytes bytea NOT NULL CHECK (octet_length(bytes) <= 20000000),
	kept_by text NOT NULL,
	kept_at timestamptz NOT NULL,
	PRIMARY KEY (subdistrict_id, id)
);
COMMENT ON TABLE directory.import_file IS 'A file between its reading and the confirmation of its import, so that it is sent once; swept after a day.';
SELECT platform.tenant_table('directory.import_file', 'SELECT, INSERT, DELETE');
