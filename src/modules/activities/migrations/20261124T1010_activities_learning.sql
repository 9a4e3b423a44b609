-- ---------------------------------------------------------------- what came of it

CREATE TABLE activities.learner (
	subdistrict_id uuid NOT NULL,
	programme_id uuid NOT NULL,
	who_key text COLLATE "C" NOT NULL CHECK (who_key ~ '^[puhn]:'),
	person_id uuid,
	user_id uuid,
	name_sealed text,
	name_masked text NOT NULL DEFAULT '',
	sessions smallint NOT NULL DEFAULT 0,
	passed_on date,
	outreach smallint NOT NULL DEFAULT 0,
	done_on date,
	PRIMARY KEY (subdistrict_id, programme_id, who_key),
	FOREIGN KEY (subdistrict_id, programme_id) REFERENCES activities.programme,
	FOREIGN KEY (subdistrict_id, person_id) REFERENCES residents.person
);
COMMENT ON TABLE activities.learner IS 'How far somebody is in a course, worked out from attendance and nothing else: `sessions` attended, the day on which that was enough (`passed_on`), `outreach` times since then, the day on which those were enough (`done_on`).';
CREATE INDEX learner_by_who ON activities.learner (subdistrict_id, who_key);
CREATE INDEX learner_by_person ON activities.learner (subdistrict_id, person_id) WHERE person_id IS NOT NULL;
CREATE INDEX learner_by_pass ON activities.learner (subdistrict_id, passed_on) WHERE passed_on IS NOT NULL;
SELECT platform.tenant_table('activities.learner');

CREATE TABLE activities.certificate_year (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	year smallint NOT NULL,
	last integer NOT NULL,
	PRIMARY KEY (subdistrict_id, year)
);
COMMENT ON TABLE activities.certificate_year IS 'The last number of a certificate in a year.';
SELECT platform.tenant_table('activities.certificate_year');

CREATE TABLE activities.certificate (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	number text NOT NULL,
	kind text NOT NULL CHECK (kind IN ('attendance', 'passed')),
	subject_id uuid NOT NULL,
	who_key text COLLATE "C" NOT NULL CHECK (who_key ~ '^[puhn]:'),
	person_id uuid,
	user_id uuid,
	snapshot_sealed text NOT NULL,
	issued_at timestamptz NOT NULL,
	issued_by uuid,
	revoked_at timestamptz,
	revoked_why text,
	PRIMARY KEY (subdistrict_id, id),
	UNIQUE (subdistrict_id, number),
	FOREIGN KEY (subdistrict_id, person_id) REFERENCES residents.person
);
COMMENT ON TABLE activities.certificate IS 'A certificate as it was issued: of having come (`subject_id` is the occurrence) or of having passed a course (`subject_id` is the programme). `snapshot_sealed` is everything that stands on the paper and never changes; a wrong one is revoked and issued anew.';
CREATE UNIQUE INDEX certificate_once ON activities.certificate (subdistrict_id, kind, subject_id, who_key) WHERE revoked_at IS NULL;
CREATE INDEX certificate_by_who ON activities.certificate (subdistrict_id, who_key, issued_at DESC);
CREATE INDEX certificate_by_person ON activities.certificate (subdistrict_id, person_id) WHERE person_id IS NOT NULL;
SELECT platform.tenant_table('activities.certificate');

CREATE TABLE activities.merge_change (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	merge_id uuid NOT NULL,
	subject text NOT NULL CHECK (subject IN ('signup', 'signup_ended', 'attendance', 'attendance_taken_back', 'feedback', 'feedback_dropped', 'certificate', 'certificate_revoked')),
	row_id uuid NOT NULL,
	before jsonb NOT NULL DEFAULT '{}',
	PRIMARY KEY (subdistrict_id, merge_id, subject, row_id)
);
COMMENT ON TABLE activities.merge_change IS 'A row that a merge of two records moved to the kept one, or ended because one person has only one of it; `before` holds what the merge overwrote. Removed when the merge is undone.';
SELECT platform.tenant_table('activities.merge_change', 'SELECT, INSERT, DELETE');
