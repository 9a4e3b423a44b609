CREATE SCHEMA plan;
COMMENT ON SCHEMA plan IS 'The development plan: what is to be reached, by which rule, and what the facts of the other modules come to. Nothing in here is typed in as a result.';
GRANT USAGE ON SCHEMA plan TO baiyun_app;

-- ---------------------------------------------------------------- groupings

CREATE TABLE plan.framework (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	code text NOT NULL CHECK (code ~ '^[a-z0-9]{1,20}$'),
	name text NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
	name_en text NOT NULL DEFAULT '',
	-- The source names it and does not say what it holds: what ships is our default until somebody edits it.
	is_default boolean NOT NULL DEFAULT true,
	position smallint NOT NULL,
	PRIMARY KEY (subdistrict_id, code)
);
COMMENT ON TABLE plan.framework IS 'A way of grouping targets ("1235", 六型社区); `is_default`: as shipped, the source does not define it (原文缺失，默认值).';
SELECT platform.tenant_table('plan.framework');

CREATE TABLE plan.framework_group (
	subdistrict_id uuid NOT NULL,
	framework text NOT NULL,
	code text NOT NULL CHECK (code ~ '^[a-z0-9]{1,20}$'),
	name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
	name_en text NOT NULL DEFAULT '',
	position smallint NOT NULL,
	PRIMARY KEY (subdistrict_id, framework, code),
	FOREIGN KEY (subdistrict_id, framework) REFERENCES plan.framework
);
COMMENT ON TABLE plan.framework_group IS 'The parts of a framework: 学习型, 服务型 …';
SELECT platform.tenant_table('plan.framework_group');

-- ---------------------------------------------------------------- plans

CREATE TABLE plan.plan (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	community_id uuid,
	title text NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
	year_start date NOT NULL CHECK (extract(day FROM year_start) <= 28),
	year_end date NOT NULL,
	state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'adopted', 'closed')),
	edition integer NOT NULL DEFAULT 1 CHECK (edition > 0),
	copied_from uuid,
	adopted_on date,
	closed_on date,
	created_at timestamptz NOT NULL,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, copied_from) REFERENCES plan.plan,
	CHECK (year_end = (year_start + interval '1 year' - interval '1 day')::date),
	CHECK ((state = 'draft') = (adopted_on IS NULL)),
	CHECK ((state = 'closed') = (closed_on IS NOT NULL))
);
COMMENT ON TABLE plan.plan IS 'The plan of one year, of a community or (community null) of the subdistrict. The year begins where the plan says, on the 28th of a month at the latest, so that every year has that day.';
CREATE UNIQUE INDEX plan_once ON plan.plan (subdistrict_id, community_id, year_start) NULLS NOT DISTINCT WHERE state <> 'draft';
SELECT platform.tenant_table('plan.plan');

CREATE TABLE plan.edition (
	subdistrict_id uuid NOT NULL,
	plan_id uuid NOT NULL,
	edition integer NOT NULL CHECK (edition > 0),
	at timestamptz NOT NULL,
	-- null: the product itself
	by_id uuid,
	by_name text NOT NULL,
	what text NOT NULL,
	detail text NOT NULL DEFAULT '',
	-- Set where this edition takes an earlier one back: it equals that one.
	equals integer,
	PRIMARY KEY (subdistrict_id, plan_id, edition),
	FOREIGN KEY (subdistrict_id, plan_id) REFERENCES plan.plan
);
COMMENT ON TABLE plan.edition IS 'A plan as it stood from an instant on. Every edit writes a whole new edition and changes no earlier one, so that a score can always be read against the text that held.';
SELECT platform.tenant_table('plan.edition', 'SELECT, INSERT');

CREATE TABLE plan.goal (
	subdistrict_id uuid NOT NULL,
	plan_id uuid NOT NULL,
	edition integer NOT NULL,
	id uuid NOT NULL,
	position smallint NOT NULL,
	title text NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
	PRIMARY KEY (subdistrict_id, plan_id, edition, id),
	FOREIGN KEY (subdistrict_id, plan_id, edition) REFERENCES plan.edition
);
COMMENT ON TABLE plan.goal IS 'What the year is to bring; its id stays the same over editions.';
SELECT platform.tenant_table('plan.goal', 'SELECT, INSERT');

CREATE TABLE plan.target (
	subdistrict_id uuid NOT NULL,
	plan_id uuid NOT NULL,
	edition integer NOT NULL,
	id uuid NOT NULL,
	goal_id uuid NOT NULL,
	position smallint NOT NULL,
	title text NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
	measure text NOT NULL CHECK (measure ~ '^[a-z]+\.[A-Za-z0-9_.]{1,60}$'),
	rule text NOT NULL CHECK (rule IN ('count', 'threshold', 'ratio', 'states', 'deduct', 'veto', 'bonus')),
	-- What is to be reached (a share is written 0…1), or the most that is allowed.
	aim double precision NOT NULL DEFAULT 0 CHECK (aim >= 0),
	at_most boolean NOT NULL DEFAULT false,
	state_b double precision,
	state_c double precision,
	each double precision NOT NULL DEFAULT 0 CHECK (each >= 0),
	points double precision NOT NULL DEFAULT 0 CHECK (points BETWEEN 0 AND 1000),
	groups text[] NOT NULL DEFAULT '{}',
	public boolean NOT NULL DEFAULT false,
	origin text NOT NULL DEFAULT 'own' CHECK (origin IN ('own', 'shipped', 'source_missing')),
	note text NOT NULL DEFAULT '' CHECK (length(note) <= 500),
	PRIMARY KEY (subdistrict_id, plan_id, edition, id),
	FOREIGN KEY (subdistrict_id, plan_id, edition, goal_id) REFERENCES plan.goal,
	CHECK (rule <> 'ratio' OR aim <= 1),
	CHECK ((rule = 'states') = (state_b IS NOT NULL AND state_c IS NOT NULL))
);
COMMENT ON TABLE plan.target IS 'What is counted and judged, by which rule. `measure` is a key of a module''s manifest; one that no module gives counts nothing and says so. `origin` source_missing: 原文缺失，默认值.';
SELECT platform.tenant_table('plan.target', 'SELECT, INSERT');

CREATE TABLE plan.phase (
	subdistrict_id uuid NOT NULL,
	plan_id uuid NOT NULL,
	edition integer NOT NULL,
	target_id uuid NOT NULL,
	id uuid NOT NULL,
	title text NOT NULL CHECK (length(title) BETWEEN 1 AND 60),
	until date NOT NULL,
	aim double precision NOT NULL CHECK (aim >= 0),
	PRIMARY KEY (subdistrict_id, plan_id, edition, target_id, id),
	FOREIGN KEY (subdistrict_id, plan_id, edition, target_id) REFERENCES plan.target
);
COMMENT ON TABLE plan.phase IS 'A stage of a target: what it should have come to by a day of the year.';
SELECT platform.tenant_table('plan.phase', 'SELECT, INSERT');

-- ---------------------------------------------------------------- what the facts come to

CREATE TABLE plan.counted (
	subdistrict_id uuid NOT NULL,
	measure text NOT NULL,
	version integer NOT NULL,
	from_day date NOT NULL,
	begun_day date NOT NULL,
	PRIMARY KEY (subdistrict_id, measure)
);
COMMENT ON TABLE plan.counted IS 'From which day on a measure is kept by day, and by which version of its definition. Within that a day without a row is a day of nothing. `begun_day`: the last day that was counted because it had begun, of a measure that counts each day so.';
SELECT platform.tenant_table('plan.counted');

CREATE TABLE plan.day_total (
	subdistrict_id uuid NOT NULL,
	measure text NOT NULL,
	-- All noughts: the subdistrict as a whole. A null could not stand in the key.
	area uuid NOT NULL,
	day date NOT NULL,
	numerator bigint NOT NULL,
	denominator bigint,
	left_out jsonb NOT NULL DEFAULT '{}',
	moves_at timestamptz,
	PRIMARY KEY (subdistrict_id, measure, area, day)
);
COMMENT ON TABLE plan.day_total IS 'What a measure''s facts come to on one day in one area, counted anew whenever they change. Derived: it can be emptied, with plan.counted, at any time.';
CREATE INDEX day_total_moving ON plan.day_total (subdistrict_id, moves_at) WHERE moves_at IS NOT NULL;
SELECT platform.tenant_table('plan.day_total');

CREATE TABLE plan.person_number (
	subdistrict_id uuid NOT NULL,
	who bytea NOT NULL CHECK (length(who) = 16),
	n integer NOT NULL CHECK (n >= 0),
	PRIMARY KEY (subdistrict_id, who),
	UNIQUE (subdistrict_id, n)
);
COMMENT ON TABLE plan.person_number IS 'A small number for each different person who was counted, by a digest of its `who_key`; it leads to nobody.';
SELECT platform.tenant_table('plan.person_number', 'SELECT, INSERT');

CREATE TABLE plan.day_people (
	subdistrict_id uuid NOT NULL,
	measure text NOT NULL,
	area uuid NOT NULL,
	day date NOT NULL,
	block integer NOT NULL,
	members bit(4096) NOT NULL,
	PRIMARY KEY (subdistrict_id, measure, area, day, block)
);
COMMENT ON TABLE plan.day_people IS 'Who was there on a day, as bits: number n is bit n % 4096 of block n / 4096. Different people of any period are the bits of its days laid over each other: exact, and a year of them is a megabyte.';
SELECT platform.tenant_table('plan.day_people');

-- ---------------------------------------------------------------- reports

CREATE TABLE plan.report (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	plan_id uuid NOT NULL,
	edition integer NOT NULL,
	title text NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
	from_day date NOT NULL,
	to_day date NOT NULL,
	made_at timestamptz NOT NULL,
	made_by_name text NOT NULL,
	-- What the figures were at that instant, as the scoreboard showed them; never written again.
	figures jsonb NOT NULL,
	texts jsonb NOT NULL DEFAULT '{}',
	version integer NOT NULL DEFAULT 1,
	removed_at timestamptz,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, plan_id, edition) REFERENCES plan.edition,
	CHECK (to_day >= from_day)
);
COMMENT ON TABLE plan.report IS 'A summary of a period: the figures as they stood when it was made, and the words that staff wrote to them.';
CREATE INDEX report_by_plan ON plan.report (subdistrict_id, plan_id, made_at DESC, id DESC);
SELECT platform.tenant_table('plan.report', 'SELECT, INSERT, UPDATE (title, texts, version, removed_at)');
