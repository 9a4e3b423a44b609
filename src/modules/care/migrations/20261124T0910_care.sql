CREATE SCHEMA care;
COMMENT ON SCHEMA care IS 'Care (关爱): who needs looking after and why, who goes when, what was found, and what happens when nobody opens.';
GRANT USAGE ON SCHEMA care TO baiyun_app;

CREATE TABLE care.rule (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	code text NOT NULL,
	name text NOT NULL,
	name_en text NOT NULL,
	community_id uuid,
	condition jsonb NOT NULL,
	visit_days smallint CHECK (visit_days BETWEEN 1 AND 366),
	priority smallint NOT NULL DEFAULT 0,
	valid_from date NOT NULL,
	valid_until date,
	source text,
	position smallint NOT NULL DEFAULT 0,
	version integer NOT NULL DEFAULT 1,
	PRIMARY KEY (subdistrict_id, id),
	UNIQUE NULLS NOT DISTINCT (subdistrict_id, code, community_id, valid_from),
	CHECK (valid_until >= valid_from)
);
COMMENT ON TABLE care.rule IS 'Who stands on the care list (重点人群): a condition over groups and ages ({all|any: [...]}), how often they are visited, from which day on.';
SELECT platform.tenant_table('care.rule');

CREATE TABLE care.plan (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	person_id uuid NOT NULL,
	community_id uuid NOT NULL,
	reasons text[] NOT NULL DEFAULT '{}',
	by_hand text NOT NULL DEFAULT '',
	worker_id uuid,
	worker_name text NOT NULL DEFAULT '',
	visit_days smallint NOT NULL CHECK (visit_days BETWEEN 1 AND 366),
	rhythm_by_hand boolean NOT NULL DEFAULT false,
	last_on date,
	next_on date,
	paused_until date,
	pause_reason text,
	goal_sealed text,
	from_on date NOT NULL,
	until_on date,
	end_reason text,
	version integer NOT NULL DEFAULT 1,
	changed_at timestamptz NOT NULL,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, person_id) REFERENCES residents.person
);
COMMENT ON TABLE care.plan IS 'That somebody is visited: how often, by whom, from when. `reasons` are the codes of the rules that hold; `by_hand` says why staff put them on the list without a rule; with neither, the rules no longer hold and somebody has to say whether it ends. `last_on`: the last visit on which they were seen.';
CREATE UNIQUE INDEX plan_one_open ON care.plan (subdistrict_id, person_id) WHERE until_on IS NULL;
CREATE INDEX plan_due ON care.plan (subdistrict_id, community_id, next_on, id) WHERE until_on IS NULL;
CREATE INDEX plan_by_next ON care.plan (subdistrict_id, next_on, id) WHERE until_on IS NULL;
CREATE INDEX plan_by_worker ON care.plan (subdistrict_id, worker_id, next_on, id) WHERE until_on IS NULL;
SELECT platform.tenant_table('care.plan');

CREATE TABLE care.pairing (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	person_id uuid NOT NULL,
	household_id uuid,
	partner_kind text NOT NULL CHECK (partner_kind IN ('volunteer', 'neighbour', 'organisation', 'staff')),
	partner_person_id uuid,
	organization_id uuid,
	partner_name_sealed text,
	partner_name_masked text NOT NULL DEFAULT '',
	partner_phone_hash text,
	partner_phone_sealed text,
	partner_phone_masked text NOT NULL DEFAULT '',
	what text NOT NULL DEFAULT '',
	rhythm_days smallint CHECK (rhythm_days BETWEEN 1 AND 366),
	agreed boolean NOT NULL DEFAULT false,
	from_on date NOT NULL,
	until_on date,
	end_reason text,
	recorded_at timestamptz NOT NULL,
	recorded_by uuid,
	version integer NOT NULL DEFAULT 1,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, person_id) REFERENCES residents.person,
	FOREIGN KEY (subdistrict_id, partner_person_id) REFERENCES residents.person,
	CHECK (partner_person_id IS NOT NULL OR organization_id IS NOT NULL OR partner_name_sealed IS NOT NULL),
	CHECK (until_on >= from_on)
);
COMMENT ON TABLE care.pairing IS 'A pair (结对): a volunteer, neighbour or organisation that looks in on an old person, a child or a family; `agreed`: both sides said yes.';
CREATE INDEX pairing_by_person ON care.pairing (subdistrict_id, person_id) WHERE until_on IS NULL;
CREATE INDEX pairing_by_partner ON care.pairing (subdistrict_id, partner_person_id) WHERE until_on IS NULL AND partner_person_id IS NOT NULL;
SELECT platform.tenant_table('care.pairing');

CREATE TABLE care.visit (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	person_id uuid NOT NULL,
	community_id uuid NOT NULL,
	plan_id uuid,
	way text NOT NULL CHECK (way IN ('home', 'phone', 'met')),
	outcome text NOT NULL CHECK (outcome IN ('seen', 'not_opened', 'not_reached', 'refused', 'away')),
	visited_at timestamptz NOT NULL,
	mood smallint CHECK (mood BETWEEN 1 AND 4),
	needs text[] NOT NULL DEFAULT '{}',
	need_words_sealed text,
	health_sealed text,
	note_sealed text,
	next_on date,
	photos jsonb NOT NULL DEFAULT '[]',
	plan_last_was date,
	plan_next_was date,
	field_versions jsonb NOT NULL DEFAULT '{}',
	by_id uuid NOT NULL,
	by_name text NOT NULL,
	received_at timestamptz NOT NULL,
	version integer NOT NULL DEFAULT 1,
	withdrawn_at timestamptz,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, person_id) REFERENCES residents.person,
	FOREIGN KEY (subdistrict_id, plan_id) REFERENCES care.plan
);
COMMENT ON TABLE care.visit IS 'A visit (走访) as it was found. `id` is made on the phone, so that sending it twice makes one. mood 1 well … 4 badly. field_versions: which edit each field came from, for conflicts field by field. plan_*_was: the plan''s days before this visit moved them, so that taking it back puts them back.';
CREATE INDEX visit_by_person ON care.visit (subdistrict_id, person_id, visited_at DESC, id DESC);
CREATE INDEX visit_by_time ON care.visit (subdistrict_id, community_id, visited_at DESC, id DESC);
CREATE INDEX visit_by_worker ON care.visit (subdistrict_id, by_id, visited_at DESC, id DESC);
SELECT platform.tenant_table('care.visit');

CREATE TABLE care.visit_request (
	subdistrict_id uuid NOT NULL,
	visit_id uuid NOT NULL,
	request_id uuid NOT NULL,
	PRIMARY KEY (subdistrict_id, visit_id, request_id),
	FOREIGN KEY (subdistrict_id, visit_id) REFERENCES care.visit
);
COMMENT ON TABLE care.visit_request IS 'Needs found on a visit that became requests.';
SELECT platform.tenant_table('care.visit_request');

CREATE TABLE care.conflict (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	subject_type text NOT NULL CHECK (subject_type IN ('visit', 'plan', 'person')),
	subject_id uuid NOT NULL,
	person_id uuid NOT NULL,
	community_id uuid NOT NULL,
	field text NOT NULL,
	base_sealed text,
	theirs_sealed text,
	mine_sealed text,
	mine_by uuid NOT NULL,
	mine_by_name text NOT NULL,
	written_at timestamptz NOT NULL,
	found_at timestamptz NOT NULL,
	chosen text CHECK (chosen IN ('mine', 'theirs', 'both')),
	resolved_at timestamptz,
	resolved_by uuid,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, person_id) REFERENCES residents.person
);
COMMENT ON TABLE care.conflict IS 'Two people wrote the same field while one was offline: both values are kept side by side until somebody chooses.';
CREATE INDEX conflict_open ON care.conflict (subdistrict_id, community_id, found_at DESC, id DESC) WHERE resolved_at IS NULL;
SELECT platform.tenant_table('care.conflict');

CREATE TABLE care.assessment (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	person_id uuid NOT NULL,
	community_id uuid,
	form_key text NOT NULL,
	form_version text NOT NULL,
	state text NOT NULL CHECK (state IN ('draft', 'complete', 'superseded', 'dropped')),
	answers_sealed text NOT NULL,
	result_sealed text,
	assessed_on date NOT NULL,
	place text NOT NULL DEFAULT '',
	reason text NOT NULL DEFAULT '',
	assessors text[] NOT NULL DEFAULT '{}',
	informant text NOT NULL DEFAULT '',
	supersedes uuid,
	review_on date,
	by_id uuid,
	by_name text NOT NULL DEFAULT '',
	started_at timestamptz NOT NULL,
	completed_at timestamptz,
	version integer NOT NULL DEFAULT 1,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, person_id) REFERENCES residents.person,
	CHECK ((state IN ('draft', 'dropped')) = (completed_at IS NULL)),
	CHECK ((completed_at IS NULL) = (result_sealed IS NULL))
);
COMMENT ON TABLE care.assessment IS 'An assessment by a versioned form: answers and result are health data and sealed. A complete one is never edited; a better one supersedes it. A dropped draft keeps its row without answers.';
CREATE INDEX assessment_by_person ON care.assessment (subdistrict_id, person_id, assessed_on DESC, id DESC);
CREATE UNIQUE INDEX assessment_one_draft ON care.assessment (subdistrict_id, person_id, form_key, by_id) WHERE state = 'draft';
CREATE INDEX assessment_review ON care.assessment (subdistrict_id, review_on) WHERE state = 'complete' AND review_on IS NOT NULL;
SELECT platform.tenant_table('care.assessment');

CREATE TABLE care.door (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	person_id uuid NOT NULL,
	community_id uuid NOT NULL,
	source text NOT NULL CHECK (source IN ('visit', 'meal', 'neighbour', 'other')),
	source_id uuid,
	said text NOT NULL DEFAULT '',
	opened_at timestamptz NOT NULL,
	opened_by uuid,
	opened_by_name text NOT NULL DEFAULT '',
	step text NOT NULL CHECK (step IN ('call', 'emergency_contact', 'grid_worker', 'authorities')),
	step_due_at timestamptz,
	owner_id uuid,
	owner_name text NOT NULL DEFAULT '',
	overdue_told_at timestamptz,
	closed_at timestamptz,
	closed_by uuid,
	closed_by_name text NOT NULL DEFAULT '',
	finding text CHECK (finding IN ('well', 'away', 'needs_help', 'hospital', 'died', 'mistake')),
	closing_note_sealed text,
	client_id uuid,
	version integer NOT NULL DEFAULT 1,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, person_id) REFERENCES residents.person,
	CONSTRAINT closed_by_a_person CHECK ((closed_at IS NULL) = (closed_by IS NULL) AND (closed_at IS NULL) = (finding IS NULL))
);
COMMENT ON TABLE care.door IS 'Nobody opened (敲门未应): from the knock until a named person says what was found. It never closes by itself.';
CREATE INDEX door_open ON care.door (subdistrict_id, community_id, step_due_at, id) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX door_one_open ON care.door (subdistrict_id, person_id) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX door_client ON care.door (subdistrict_id, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX door_by_person ON care.door (subdistrict_id, person_id, opened_at DESC);
SELECT platform.tenant_table('care.door', 'SELECT, INSERT, UPDATE');

CREATE TABLE care.door_event (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	door_id uuid NOT NULL,
	at timestamptz NOT NULL,
	step text NOT NULL,
	action text NOT NULL CHECK (action IN ('opened', 'tried', 'reached', 'handed_on', 'overdue', 'taken', 'noted', 'closed')),
	who text NOT NULL DEFAULT '',
	note_sealed text,
	by_id uuid,
	by_name text NOT NULL DEFAULT '',
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, door_id) REFERENCES care.door
);
COMMENT ON TABLE care.door_event IS 'Each call and each knock of an open door, with its time and who.';
CREATE INDEX door_event_by_door ON care.door_event (subdistrict_id, door_id, id);
SELECT platform.tenant_table('care.door_event', 'SELECT, INSERT, UPDATE (note_sealed, who)');

CREATE TABLE care.door_clock (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	step text NOT NULL,
	valid_from date NOT NULL,
	minutes integer NOT NULL CHECK (minutes BETWEEN 1 AND 10080),
	source text,
	PRIMARY KEY (subdistrict_id, step, valid_from)
);
COMMENT ON TABLE care.door_clock IS 'How long each step of the door protocol may take, from a date on.';
SELECT platform.tenant_table('care.door_clock');
