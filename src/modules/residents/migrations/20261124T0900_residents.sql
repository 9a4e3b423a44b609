CREATE SCHEMA residents;
COMMENT ON SCHEMA residents IS 'The register (居民档案): dwellings, households, people, what is known of them from when and from whom, who looked, and what they agreed to.';
GRANT USAGE ON SCHEMA residents TO baiyun_app;

-- ---------------------------------------------------------------- where people live

CREATE TABLE residents.dwelling (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	community_id uuid NOT NULL,
	building_id uuid NOT NULL,
	unit smallint NOT NULL DEFAULT 1 CHECK (unit BETWEEN 1 AND 30),
	floor smallint CHECK (floor BETWEEN -5 AND 200),
	door text NOT NULL CHECK (length(door) BETWEEN 1 AND 20),
	use text NOT NULL DEFAULT 'home' CHECK (use IN ('home', 'rented', 'shop', 'dormitory', 'empty')),
	address text NOT NULL,
	address_key text COLLATE "C" NOT NULL,
	retired_at timestamptz,
	version integer NOT NULL DEFAULT 1,
	PRIMARY KEY (subdistrict_id, id),
	UNIQUE (subdistrict_id, building_id, unit, door),
	FOREIGN KEY (subdistrict_id, community_id) REFERENCES areas.community,
	FOREIGN KEY (subdistrict_id, building_id) REFERENCES areas.building
);
COMMENT ON TABLE residents.dwelling IS 'One door (住房). `address` is what people read (红云苑3幢2单元502), `address_key` the same for searching: half-width, no blanks, compound-building-unit-door.';
CREATE INDEX dwelling_by_address ON residents.dwelling (subdistrict_id, address_key);
SELECT platform.tenant_table('residents.dwelling');

CREATE TABLE residents.household (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	community_id uuid NOT NULL,
	dwelling_id uuid,
	kind text NOT NULL DEFAULT 'family' CHECK (kind IN ('family', 'collective')),
	number text,
	head_id uuid,
	opened_on date,
	closed_on date,
	close_reason text,
	client_id uuid,
	version integer NOT NULL DEFAULT 1,
	created_at timestamptz NOT NULL,
	changed_at timestamptz NOT NULL,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, community_id) REFERENCES areas.community,
	FOREIGN KEY (subdistrict_id, dwelling_id) REFERENCES residents.dwelling,
	CHECK (closed_on >= opened_on)
);
COMMENT ON TABLE residents.household IS 'A household (户档): people who live or are registered together. `number` is the local 户号; `head_id` the 户主, a present member.';
CREATE INDEX household_by_dwelling ON residents.household (subdistrict_id, dwelling_id) WHERE dwelling_id IS NOT NULL;
CREATE INDEX household_by_community ON residents.household (subdistrict_id, community_id, id);
CREATE UNIQUE INDEX household_number ON residents.household (subdistrict_id, number) WHERE number IS NOT NULL AND closed_on IS NULL;
CREATE UNIQUE INDEX household_client ON residents.household (subdistrict_id, client_id) WHERE client_id IS NOT NULL;
SELECT platform.tenant_table('residents.household');

-- ---------------------------------------------------------------- people

CREATE TABLE residents.person (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	community_id uuid,
	dwelling_id uuid,
	household_id uuid,
	lives_away boolean NOT NULL DEFAULT false,
	name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
	name_masked text NOT NULL,
	name_key text COLLATE "C" NOT NULL,
	pinyin text COLLATE "C" NOT NULL DEFAULT '',
	initials text COLLATE "C" NOT NULL DEFAULT '',
	sort_key text COLLATE "C" NOT NULL DEFAULT '',
	former_name text,
	sex text NOT NULL DEFAULT '0' CHECK (sex IN ('0', '1', '2', '9')),
	birth_date date,
	birth_known text NOT NULL DEFAULT 'day' CHECK (birth_known IN ('day', 'month', 'year')),
	ethnicity text CHECK (ethnicity ~ '^[0-9]{2}$'),
	education text CHECK (education ~ '^[0-9]{2}$'),
	marital text CHECK (marital ~ '^[0-9]{2}$'),
	political text CHECK (political ~ '^[0-9]{2}$'),
	workplace text NOT NULL DEFAULT '',
	id_kind text NOT NULL DEFAULT 'resident' CHECK (id_kind IN ('resident', 'passport', 'hk_mo_permit', 'tw_permit', 'foreign_residence')),
	id_hash text,
	id_sealed text,
	id_masked text,
	phone_hash text,
	phone_sealed text,
	phone_masked text,
	registered_elsewhere boolean NOT NULL DEFAULT false,
	left_on date,
	died_on date,
	died_recorded_at timestamptz,
	merged_into uuid,
	erased_at timestamptz,
	source_kind text NOT NULL,
	client_id uuid,
	version integer NOT NULL DEFAULT 1,
	created_at timestamptz NOT NULL,
	created_by uuid,
	changed_at timestamptz NOT NULL,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, community_id) REFERENCES areas.community,
	FOREIGN KEY (subdistrict_id, dwelling_id) REFERENCES residents.dwelling,
	FOREIGN KEY (subdistrict_id, household_id) REFERENCES residents.household,
	CHECK ((id_hash IS NULL) = (id_sealed IS NULL) AND (id_hash IS NULL) = (id_masked IS NULL)),
	CHECK ((phone_hash IS NULL) = (phone_sealed IS NULL) AND (phone_hash IS NULL) = (phone_masked IS NULL)),
	CHECK (died_on >= birth_date)
);
COMMENT ON TABLE residents.person IS 'A person (居民档案): the golden record. Where each value came from stands in residents.statement; community, dwelling, household and lives_away (residence ''away'') are those of the open membership, kept here by the one function that changes memberships.';
COMMENT ON COLUMN residents.person.name_key IS 'The name as it is searched: half-width, no blanks or dots, lower case.';
COMMENT ON COLUMN residents.person.pinyin IS 'Every syllable, no tones, no blanks (zhangjianguo); `initials` their first letters (zjg). Surnames read as surnames.';
COMMENT ON COLUMN residents.person.sort_key IS 'The order of lists, as in a dictionary: syllable, character, syllable, character (chen 陈 ai 爱), so that all of one surname stand together.';
COMMENT ON COLUMN residents.person.left_on IS 'Moved away on this day: the community keeps the record, but the person lives there no more. Null again when they come back.';
COMMENT ON COLUMN residents.person.political IS 'GB/T 4762. Held only where a purpose needs it (residents.purpose).';
COMMENT ON COLUMN residents.person.merged_into IS 'The record that this one was merged into; it stands in no list, and links to it lead there.';
CREATE UNIQUE INDEX person_by_id_number ON residents.person (subdistrict_id, id_hash) WHERE id_hash IS NOT NULL AND merged_into IS NULL AND erased_at IS NULL;
CREATE INDEX person_by_phone ON residents.person (subdistrict_id, phone_hash) WHERE phone_hash IS NOT NULL;
CREATE INDEX person_by_name ON residents.person (subdistrict_id, name_key, id);
CREATE INDEX person_by_pinyin ON residents.person (subdistrict_id, pinyin, id);
CREATE INDEX person_in_order ON residents.person (subdistrict_id, sort_key, id) WHERE merged_into IS NULL;
CREATE INDEX person_by_initials ON residents.person (subdistrict_id, initials, id);
CREATE INDEX person_by_community ON residents.person (subdistrict_id, community_id, sort_key, id) WHERE merged_into IS NULL;
CREATE INDEX person_died ON residents.person (subdistrict_id, sort_key, id) WHERE died_on IS NOT NULL;
CREATE INDEX person_left ON residents.person (subdistrict_id, sort_key, id) WHERE left_on IS NOT NULL;
CREATE INDEX person_by_birth ON residents.person (subdistrict_id, community_id, birth_date, id) WHERE merged_into IS NULL AND erased_at IS NULL AND died_on IS NULL AND left_on IS NULL;
CREATE INDEX person_by_age ON residents.person (subdistrict_id, birth_date, id) WHERE merged_into IS NULL AND died_on IS NULL AND left_on IS NULL;
CREATE INDEX person_by_dwelling ON residents.person (subdistrict_id, dwelling_id) WHERE dwelling_id IS NOT NULL;
CREATE INDEX person_by_household ON residents.person (subdistrict_id, household_id) WHERE household_id IS NOT NULL;
CREATE UNIQUE INDEX person_client ON residents.person (subdistrict_id, client_id) WHERE client_id IS NOT NULL;
SELECT platform.tenant_table('residents.person');

CREATE TABLE residents.membership (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	household_id uuid NOT NULL,
	person_id uuid NOT NULL,
	relation text NOT NULL DEFAULT '99' CHECK (relation ~ '^[0-9]{2}$'),
	residence text NOT NULL DEFAULT 'other' CHECK (residence IN ('owner', 'owner_family', 'tenant', 'staff_housing', 'away', 'other')),
	from_on date,
	until_on date,
	end_reason text CHECK (end_reason IN ('moved_out', 'moved_within', 'died', 'split', 'merged', 'head_changed', 'mistake')),
	recorded_at timestamptz NOT NULL,
	recorded_by uuid,
	opened_in uuid,
	ended_in uuid,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, household_id) REFERENCES residents.household,
	FOREIGN KEY (subdistrict_id, person_id) REFERENCES residents.person,
	CHECK (until_on >= from_on),
	CHECK ((until_on IS NULL) = (end_reason IS NULL))
);
COMMENT ON TABLE residents.membership IS 'Who belonged to which household from when until when (half-open days: from_on <= day < until_on; null from_on: since before it was recorded). `relation` to the head by GB/T 4761; with another head each begins anew (`head_changed`), so that the relations of a past day stay what they were. Ended, never deleted, so that any past day can be asked. `opened_in` and `ended_in` name the change that wrote it, so that it can be taken back.';
CREATE UNIQUE INDEX membership_one_open ON residents.membership (subdistrict_id, person_id) WHERE until_on IS NULL;
CREATE INDEX membership_by_person ON residents.membership (subdistrict_id, person_id, from_on);
CREATE INDEX membership_by_household ON residents.membership (subdistrict_id, household_id, from_on);
SELECT platform.tenant_table('residents.membership');

CREATE TABLE residents.relation (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	person_id uuid NOT NULL,
	kind text NOT NULL CHECK (kind IN ('spouse', 'parent', 'child', 'guardian', 'carer', 'emergency', 'other')),
	other_id uuid,
	name_sealed text,
	name_masked text NOT NULL DEFAULT '',
	phone_hash text,
	phone_sealed text,
	phone_masked text NOT NULL DEFAULT '',
	words text NOT NULL DEFAULT '',
	position smallint NOT NULL DEFAULT 0,
	from_on date,
	until_on date,
	recorded_at timestamptz NOT NULL,
	recorded_by uuid,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, person_id) REFERENCES residents.person,
	FOREIGN KEY (subdistrict_id, other_id) REFERENCES residents.person,
	CHECK (other_id IS NOT NULL OR name_sealed IS NOT NULL),
	CHECK (until_on >= from_on)
);
COMMENT ON TABLE residents.relation IS 'Who somebody has: other_id (or a name and phone of somebody not in the register) is person_id''s spouse, parent, child, guardian (监护人), carer, emergency contact (`position` orders the calls).';
CREATE INDEX relation_by_person ON residents.relation (subdistrict_id, person_id, position);
CREATE INDEX relation_by_other ON residents.relation (subdistrict_id, other_id) WHERE other_id IS NOT NULL;
CREATE INDEX relation_by_phone ON residents.relation (subdistrict_id, phone_hash) WHERE phone_hash IS NOT NULL AND until_on IS NULL;
SELECT platform.tenant_table('residents.relation');

-- ---------------------------------------------------------------- what is known, from whom

CREATE TABLE residents.statement (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	person_id uuid NOT NULL,
	field text NOT NULL,
	value text,
	value_sealed text,
	value_hash text,
	value_masked text,
	source_kind text NOT NULL CHECK (source_kind IN ('id_card', 'self', 'desk', 'visit', 'import', 'form', 'merge', 'system')),
	source_id uuid,
	source_note text NOT NULL DEFAULT '',
	stated_on date NOT NULL,
	chosen boolean NOT NULL,
	pinned boolean NOT NULL DEFAULT false,
	recorded_at timestamptz NOT NULL,
	recorded_by uuid,
	recorded_by_name text NOT NULL DEFAULT '',
	withdrawn_at timestamptz,
	withdrawn_by_name text NOT NULL DEFAULT '',
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, person_id) REFERENCES residents.person,
	CHECK (value IS NULL OR value_sealed IS NULL)
);
COMMENT ON TABLE residents.statement IS 'What a source said of one field of a person, and when. `chosen` marks the one that stands in the golden record (the most trusted source, then the newest; `pinned` by hand outranks both). `withdrawn_by_name`: who took it back by hand, and may take that back; empty when its whole source was. ID, phone and health values are sealed.';
CREATE INDEX statement_by_person ON residents.statement (subdistrict_id, person_id, field, recorded_at DESC);
CREATE INDEX statement_by_source ON residents.statement (subdistrict_id, source_id) WHERE source_id IS NOT NULL;
SELECT platform.tenant_table('residents.statement');

CREATE TABLE residents.group_type (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	code text NOT NULL CHECK (code ~ '^[a-z][a-z0-9_]{1,39}$'),
	name text NOT NULL,
	name_en text NOT NULL,
	sensitivity text NOT NULL CHECK (sensitivity IN ('plain', 'money', 'health', 'child')),
	kinds jsonb NOT NULL DEFAULT '[]',
	grades jsonb NOT NULL DEFAULT '[]',
	review_months smallint CHECK (review_months BETWEEN 1 AND 120),
	source text,
	active boolean NOT NULL DEFAULT true,
	position smallint NOT NULL DEFAULT 0,
	version integer NOT NULL DEFAULT 1,
	PRIMARY KEY (subdistrict_id, code)
);
COMMENT ON TABLE residents.group_type IS 'Groups (人群标签) that are recorded as facts: 低保, 特困, 残疾, 优抚 … with their kinds and grades. Groups that follow from other facts (age, 独居, 空巢) are computed and stand in no table.';
SELECT platform.tenant_table('residents.group_type');

CREATE TABLE residents.group_fact (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	person_id uuid NOT NULL,
	code text NOT NULL,
	kind text,
	grade text,
	detail_sealed text,
	detail_hashes text[] NOT NULL DEFAULT '{}',
	certificate_masked text NOT NULL DEFAULT '',
	from_on date NOT NULL,
	until_on date,
	expires_on date,
	review_on date,
	source_kind text NOT NULL,
	source_id uuid,
	source_note text NOT NULL DEFAULT '',
	end_reason text,
	recorded_at timestamptz NOT NULL,
	recorded_by uuid,
	recorded_by_name text NOT NULL DEFAULT '',
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, person_id) REFERENCES residents.person,
	FOREIGN KEY (subdistrict_id, code) REFERENCES residents.group_type,
	CHECK (until_on >= from_on)
);
COMMENT ON TABLE residents.group_fact IS 'That a person belongs to a group from a day until a day, by which source, to be reviewed when. For groups of sensitivity `health`, kind, grade, diagnosis and certificate number are in detail_sealed (JSON) and kind and grade stay null; detail_hashes are keyed hashes (`kind:…`, `grade:…`) that lists filter by.';
CREATE INDEX group_fact_by_person ON residents.group_fact (subdistrict_id, person_id, code);
CREATE INDEX group_fact_open ON residents.group_fact (subdistrict_id, code, person_id) WHERE until_on IS NULL;
CREATE INDEX group_fact_review ON residents.group_fact (subdistrict_id, review_on) WHERE until_on IS NULL AND review_on IS NOT NULL;
CREATE INDEX group_fact_expiry ON residents.group_fact (subdistrict_id, expires_on) WHERE until_on IS NULL AND expires_on IS NOT NULL;
CREATE INDEX group_fact_by_source ON residents.group_fact (subdistrict_id, source_id) WHERE source_id IS NOT NULL;
SELECT platform.tenant_table('residents.group_fact');

-- ---------------------------------------------------------------- who looked, and by which right

CREATE TABLE residents.purpose (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	code text NOT NULL CHECK (code ~ '^[a-z][a-z0-9_]{1,39}$'),
	name text NOT NULL,
	name_en text NOT NULL,
	explanation text NOT NULL,
	explanation_en text NOT NULL,
	basis text NOT NULL CHECK (basis IN ('legal_duty', 'consent', 'emergency', 'public_interest')),
	source text NOT NULL DEFAULT '',
	fields text[] NOT NULL,
	needs_consent boolean NOT NULL,
	keep_months smallint CHECK (keep_months BETWEEN 1 AND 1200),
	keep_from text NOT NULL DEFAULT 'left' CHECK (keep_from IN ('left', 'ended', 'recorded')),
	valid_from date NOT NULL,
	active boolean NOT NULL DEFAULT true,
	position smallint NOT NULL DEFAULT 0,
	version integer NOT NULL DEFAULT 1,
	PRIMARY KEY (subdistrict_id, code)
);
COMMENT ON TABLE residents.purpose IS 'What personal data is held for, as it is now: its fields, on which basis (个人信息保护法 art. 13), whether the person must agree, and how long it is kept after they left, the fact ended or it was recorded. Every earlier state stands in purpose_version.';
SELECT platform.tenant_table('residents.purpose');

CREATE TABLE residents.purpose_version (
	subdistrict_id uuid NOT NULL,
	code text NOT NULL,
	version integer NOT NULL,
	valid_from date NOT NULL,
	state jsonb NOT NULL,
	why text NOT NULL DEFAULT '',
	consent_anew boolean NOT NULL DEFAULT false,
	set_at timestamptz NOT NULL,
	set_by uuid,
	set_by_name text NOT NULL DEFAULT '',
	PRIMARY KEY (subdistrict_id, code, version),
	FOREIGN KEY (subdistrict_id, code) REFERENCES residents.purpose
);
COMMENT ON TABLE residents.purpose_version IS 'What a purpose said from a day on, who set it and why; `consent_anew`: it covers more than before, so that earlier consents ended with it (个人信息保护法 art. 14). Append-only.';
SELECT platform.tenant_table('residents.purpose_version', 'SELECT, INSERT');

CREATE TABLE residents.consent (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	person_id uuid NOT NULL,
	purpose text NOT NULL,
	way text NOT NULL CHECK (way IN ('web', 'counter', 'paper', 'phone')),
	given_by text NOT NULL CHECK (given_by IN ('self', 'guardian')),
	guardian_relation_id uuid,
	purpose_version integer NOT NULL,
	note text NOT NULL DEFAULT '',
	given_at timestamptz NOT NULL,
	recorded_by uuid,
	recorded_by_name text NOT NULL DEFAULT '',
	withdrawn_at timestamptz,
	withdrawn_by text CHECK (withdrawn_by IN ('self', 'guardian', 'staff', 'changed', 'undone')),
	withdrawn_by_name text NOT NULL DEFAULT '',
	withdrawn_note text NOT NULL DEFAULT '',
	remove_on date,
	removed_at timestamptz,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, person_id) REFERENCES residents.person,
	FOREIGN KEY (subdistrict_id, purpose) REFERENCES residents.purpose,
	CHECK (given_by = 'self' OR guardian_relation_id IS NOT NULL)
);
COMMENT ON TABLE residents.consent IS 'That a person (under 14: a guardian, 个人信息保护法 art. 31) agreed to a purpose as it was in purpose_version, by which paper (`note`), and when they took it back (`withdrawn_by` changed: the purpose covers more now and is asked for anew; undone: the sheet that said it was taken back). From `remove_on` on, which they were told, what rested on nothing else is removed (null: asked anew, or agreed to again in time); `removed_at`: all of it went.';
CREATE UNIQUE INDEX consent_one_open ON residents.consent (subdistrict_id, person_id, purpose) WHERE withdrawn_at IS NULL;
CREATE INDEX consent_to_remove ON residents.consent (subdistrict_id, person_id, remove_on) WHERE remove_on IS NOT NULL AND removed_at IS NULL;
SELECT platform.tenant_table('residents.consent', 'SELECT, INSERT, UPDATE (withdrawn_at, withdrawn_by, withdrawn_by_name, withdrawn_note, remove_on, removed_at)');

CREATE TABLE residents.look (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	person_id uuid NOT NULL,
	at timestamptz NOT NULL,
	what text NOT NULL CHECK (what IN ('page', 'reveal', 'print', 'export', 'visit_list', 'form')),
	field_group text,
	took text[] NOT NULL DEFAULT '{}',
	reason_code text,
	reason text NOT NULL DEFAULT '',
	by_id uuid NOT NULL,
	by_name text NOT NULL,
	by_role text NOT NULL,
	community_id uuid,
	out_of_area boolean NOT NULL DEFAULT false,
	until_at timestamptz,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, person_id) REFERENCES residents.person
);
COMMENT ON TABLE residents.look IS 'Who looked at a person''s record, at what and why; the person sees it. A reveal opens its field group to that member of staff until until_at; a list (export, form) says in `took` what it took of them beside what every list has. Opening a page is written once an hour. Append-only.';
CREATE INDEX look_by_person ON residents.look (subdistrict_id, person_id, at DESC, id DESC);
CREATE INDEX look_by_staff ON residents.look (subdistrict_id, by_id, at DESC, id DESC);
CREATE INDEX look_open ON residents.look (subdistrict_id, by_id, person_id, until_at) WHERE until_at IS NOT NULL;
SELECT platform.tenant_table('residents.look', 'SELECT, INSERT');

CREATE TABLE residents.account_link (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	person_id uuid NOT NULL,
	user_id uuid NOT NULL,
	acts_as text NOT NULL CHECK (acts_as IN ('self', 'guardian', 'proxy')),
	guardian_relation_id uuid,
	proved_by text NOT NULL CHECK (proved_by IN ('id_and_phone', 'counter')),
	linked_at timestamptz NOT NULL,
	linked_by uuid,
	ended_at timestamptz,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, person_id) REFERENCES residents.person
);
COMMENT ON TABLE residents.account_link IS 'Which account may see and correct which record: one''s own, a ward''s, or as a named proxy; proved by identity number together with the verified phone, or at the counter. A guardian''s holds as long as the tie in guardian_relation_id does.';
CREATE UNIQUE INDEX account_link_once ON residents.account_link (subdistrict_id, user_id, person_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX account_link_self ON residents.account_link (subdistrict_id, person_id) WHERE ended_at IS NULL AND acts_as = 'self';
SELECT platform.tenant_table('residents.account_link', 'SELECT, INSERT, UPDATE (ended_at)');

CREATE TABLE residents.subject_request (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	person_id uuid NOT NULL,
	kind text NOT NULL CHECK (kind IN ('correct', 'erase', 'withdraw', 'copy')),
	field text,
	said_sealed text,
	state text NOT NULL CHECK (state IN ('open', 'done', 'partly', 'refused')),
	way text NOT NULL CHECK (way IN ('web', 'counter', 'paper', 'phone')),
	asked_at timestamptz NOT NULL,
	asked_by uuid,
	due_on date NOT NULL,
	answered_at timestamptz,
	answered_by uuid,
	answered_by_name text NOT NULL DEFAULT '',
	answer text NOT NULL DEFAULT '',
	kept jsonb NOT NULL DEFAULT '[]',
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, person_id) REFERENCES residents.person
);
COMMENT ON TABLE residents.subject_request IS 'What a person asked of their own data (个人信息保护法 arts. 44–47): correct, erase, withdraw, copy; `kept` says for each field that stayed which law keeps it.';
CREATE INDEX subject_request_open ON residents.subject_request (subdistrict_id, due_on, id) WHERE state = 'open';
CREATE INDEX subject_request_by_person ON residents.subject_request (subdistrict_id, person_id, asked_at DESC);
SELECT platform.tenant_table('residents.subject_request', 'SELECT, INSERT, UPDATE');

CREATE TABLE residents.retention_run (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	at timestamptz NOT NULL,
	job text NOT NULL CHECK (job IN ('retention', 'sheets')),
	removed jsonb NOT NULL,
	PRIMARY KEY (subdistrict_id, id)
);
COMMENT ON TABLE residents.retention_run IS 'A night''s run, with nothing to do too: what was removed or anonymised, [{rule, purpose, people, count}], no personal data. `job`: what people''s time is over for, or the sheets of imports.';
CREATE INDEX retention_run_by_time ON residents.retention_run (subdistrict_id, at DESC, id DESC);
SELECT platform.tenant_table('residents.retention_run', 'SELECT, INSERT');

-- ---------------------------------------------------------------- one person, two records

CREATE TABLE residents.duplicate (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	person_a uuid NOT NULL,
	person_b uuid NOT NULL,
	score smallint NOT NULL CHECK (score BETWEEN 0 AND 100),
	reasons text[] NOT NULL,
	state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'different', 'merged')),
	found_at timestamptz NOT NULL,
	decided_at timestamptz,
	decided_by uuid,
	note text NOT NULL DEFAULT '',
	PRIMARY KEY (subdistrict_id, id),
	UNIQUE (subdistrict_id, person_a, person_b),
	FOREIGN KEY (subdistrict_id, person_a) REFERENCES residents.person,
	FOREIGN KEY (subdistrict_id, person_b) REFERENCES residents.person,
	CHECK (person_a < person_b)
);
COMMENT ON TABLE residents.duplicate IS 'Two records that may be one person, with the reasons; decided by people only.';
CREATE INDEX duplicate_open ON residents.duplicate (subdistrict_id, score DESC, id) WHERE state = 'open';
SELECT platform.tenant_table('residents.duplicate');

CREATE TABLE residents.merge (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	kept_id uuid NOT NULL,
	gone_id uuid NOT NULL,
	before_sealed text NOT NULL,
	moved jsonb NOT NULL,
	at timestamptz NOT NULL,
	by_id uuid,
	by_name text NOT NULL,
	undone_at timestamptz,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, kept_id) REFERENCES residents.person,
	FOREIGN KEY (subdistrict_id, gone_id) REFERENCES residents.person
);
COMMENT ON TABLE residents.merge IS 'A merge with all that undoing it needs: the rows as they were (sealed) and which rows moved.';
CREATE INDEX merge_by_kept ON residents.merge (subdistrict_id, kept_id);
SELECT platform.tenant_table('residents.merge', 'SELECT, INSERT, UPDATE (undone_at)');

-- ---------------------------------------------------------------- sheets in, forms out

CREATE TABLE residents.import_form (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	fingerprint text NOT NULL,
	name text NOT NULL,
	mapping jsonb NOT NULL,
	uses integer NOT NULL DEFAULT 0,
	changed_at timestamptz NOT NULL,
	changed_by uuid,
	PRIMARY KEY (subdistrict_id, id),
	UNIQUE (subdistrict_id, fingerprint)
);
COMMENT ON TABLE residents.import_form IS 'How the columns of a form were mapped the last time, found again by the fingerprint of its head rows.';
SELECT platform.tenant_table('residents.import_form');

CREATE TABLE residents.import (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	community_id uuid,
	file_name text NOT NULL,
	form_id uuid,
	sheets jsonb NOT NULL DEFAULT '[]',
	mapping jsonb,
	state text NOT NULL CHECK (state IN ('read', 'checking', 'checked', 'applying', 'applied', 'undoing', 'undone', 'failed', 'dropped')),
	row_count integer NOT NULL DEFAULT 0,
	done_count integer NOT NULL DEFAULT 0,
	counts jsonb NOT NULL DEFAULT '{}',
	error_code text,
	created_at timestamptz NOT NULL,
	created_by uuid,
	created_by_name text NOT NULL DEFAULT '',
	applied_at timestamptz,
	undo_until timestamptz,
	undone_at timestamptz,
	version integer NOT NULL DEFAULT 1,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, form_id) REFERENCES residents.import_form
);
COMMENT ON TABLE residents.import IS 'A sheet on its way into the register: which tables of it and which columns (`mapping`), how far it is, and what came of it (`counts`).';
CREATE INDEX import_by_time ON residents.import (subdistrict_id, created_at DESC, id DESC);
SELECT platform.tenant_table('residents.import');

CREATE TABLE residents.import_file (
	subdistrict_id uuid NOT NULL,
	import_id uuid NOT NULL,
	bytes_sealed text NOT NULL,
	PRIMARY KEY (subdistrict_id, import_id),
	FOREIGN KEY (subdistrict_id, import_id) REFERENCES residents.import
);
COMMENT ON TABLE residents.import_file IS 'The sheet as it was received, sealed here and not among the files, so that the rotation of keys reaches it; removed when the import can no longer be undone.';
SELECT platform.tenant_table('residents.import_file', 'SELECT, INSERT, DELETE');

CREATE TABLE residents.import_row (
	subdistrict_id uuid NOT NULL,
	import_id uuid NOT NULL,
	row_no integer NOT NULL,
	sheet text NOT NULL,
	sheet_row integer NOT NULL,
	values_sealed text NOT NULL,
	label_masked text NOT NULL DEFAULT '',
	problems jsonb NOT NULL DEFAULT '[]',
	worst text NOT NULL DEFAULT 'ok' CHECK (worst IN ('ok', 'warning', 'error')),
	match text NOT NULL DEFAULT 'unknown' CHECK (match IN ('unknown', 'new', 'same', 'likely', 'ambiguous', 'in_file')),
	candidates uuid[] NOT NULL DEFAULT '{}',
	decision text CHECK (decision IN ('create', 'update', 'skip')),
	decided_for uuid,
	person_id uuid,
	effect text CHECK (effect IN ('created', 'updated', 'unchanged', 'skipped')),
	PRIMARY KEY (subdistrict_id, import_id, row_no),
	FOREIGN KEY (subdistrict_id, import_id) REFERENCES residents.import
);
COMMENT ON TABLE residents.import_row IS 'One row of the sheet: its values sealed, its problems by code and cell, whom it may be, what was decided, what came of it.';
CREATE INDEX import_row_open ON residents.import_row (subdistrict_id, import_id, worst, match, row_no);
SELECT platform.tenant_table('residents.import_row');

CREATE TABLE residents.import_change (
	subdistrict_id uuid NOT NULL,
	import_id uuid NOT NULL,
	seq integer NOT NULL,
	target text NOT NULL,
	row_id uuid NOT NULL,
	person_id uuid,
	before_sealed text,
	after_version integer,
	PRIMARY KEY (subdistrict_id, import_id, seq),
	FOREIGN KEY (subdistrict_id, import_id) REFERENCES residents.import
);
COMMENT ON TABLE residents.import_change IS 'What an import wrote, in order: the table, the row, the row before (sealed; null: it was made). Undoing walks it backwards and leaves alone what was changed by somebody since (after_version). Statements say themselves which import they are of.';
SELECT platform.tenant_table('residents.import_change', 'SELECT, INSERT, DELETE');

CREATE TABLE residents.report_form (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	name text NOT NULL,
	issuer text NOT NULL DEFAULT '',
	file_key text NOT NULL,
	file_name text NOT NULL,
	sheets jsonb NOT NULL,
	mapping jsonb NOT NULL DEFAULT '{}',
	archived_at timestamptz,
	created_at timestamptz NOT NULL,
	created_by uuid,
	changed_at timestamptz NOT NULL,
	version integer NOT NULL DEFAULT 1,
	PRIMARY KEY (subdistrict_id, id)
);
COMMENT ON TABLE residents.report_form IS 'A superior''s own template, and which cells and columns are filled with which fields and measures.';
SELECT platform.tenant_table('residents.report_form');

CREATE TABLE residents.report_fill (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	form_id uuid NOT NULL,
	community_id uuid,
	period_from date,
	period_to date,
	cells_sealed text NOT NULL,
	rows integer NOT NULL,
	cells integer NOT NULL,
	changed integer NOT NULL,
	made_at timestamptz NOT NULL,
	made_by uuid,
	made_by_name text NOT NULL DEFAULT '',
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, form_id) REFERENCES residents.report_form
);
COMMENT ON TABLE residents.report_fill IS 'A template filled for a period and an area: the cells as they were (sealed, with the records behind each), so that the next filling can mark what changed. The counter of saved typing adds up `cells`.';
CREATE INDEX report_fill_by_form ON residents.report_fill (subdistrict_id, form_id, made_at DESC);
SELECT platform.tenant_table('residents.report_fill', 'SELECT, INSERT');
