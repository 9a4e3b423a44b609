CREATE SCHEMA platform;
COMMENT ON SCHEMA platform IS 'What every module stands on: tenants, settings, the audit log, rate limits.';

DO $$ BEGIN
	IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'baiyun_app') THEN
		CREATE ROLE baiyun_app NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
		-- Since PostgreSQL 16 whoever makes a role may administer it but not take it.
		GRANT baiyun_app TO CURRENT_USER;
	END IF;
END $$;
GRANT USAGE ON SCHEMA platform TO baiyun_app;

CREATE FUNCTION platform.current_subdistrict() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
	AS $$ SELECT nullif(current_setting('app.subdistrict_id', true), '')::uuid $$;
COMMENT ON FUNCTION platform.current_subdistrict IS 'The tenant of this transaction; null sees nothing.';

-- Every tenant table is announced by this one call: the wall and the app role's rights are the same everywhere. Where rows are looked
-- for, the tenant is asked once for the statement (a sub-select); of a row that is written it is asked as it is, which for the one row
-- of most statements costs less than a plan of its own.
CREATE FUNCTION platform.tenant_table(target regclass, rights text DEFAULT 'SELECT, INSERT, UPDATE, DELETE') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
	EXECUTE format('CREATE POLICY tenant ON %s USING (subdistrict_id = (SELECT platform.current_subdistrict())) WITH CHECK (subdistrict_id = platform.current_subdistrict())', target);
	EXECUTE format('GRANT %s ON %s TO baiyun_app', rights, target);
END $$;
COMMENT ON FUNCTION platform.tenant_table IS 'Puts a table behind the tenant wall (row-level security) and grants the app role its rights.';

CREATE TABLE platform.subdistrict (
	subdistrict_id uuid PRIMARY KEY,
	code char(12) NOT NULL UNIQUE CHECK (code ~ '^[0-9]{12}$'),
	name text NOT NULL,
	name_en text NOT NULL DEFAULT '',
	time_zone text NOT NULL DEFAULT 'Asia/Shanghai',
	host text UNIQUE,
	created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE platform.subdistrict IS 'The tenants. Readable by all, written by the owner alone.';
GRANT SELECT, UPDATE (name, name_en) ON platform.subdistrict TO baiyun_app;

CREATE TABLE platform.setting (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	key text NOT NULL,
	value jsonb NOT NULL,
	updated_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (subdistrict_id, key)
);
COMMENT ON TABLE platform.setting IS 'Settings that staff change at the desk, by key (`site.footer`, `site.contact`, …).';
SELECT platform.tenant_table('platform.setting');

CREATE TABLE platform.audit_log (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	at timestamptz NOT NULL,
	actor_kind text NOT NULL,
	actor_id text,
	actor_name text NOT NULL,
	actor_roles text NOT NULL,
	action text NOT NULL,
	subject_type text,
	subject_id text,
	community_id uuid,
	reason text,
	detail jsonb NOT NULL DEFAULT '{}',
	request_id text NOT NULL,
	ip text,
	outcome text NOT NULL DEFAULT 'ok',
	PRIMARY KEY (subdistrict_id, id)
);
COMMENT ON TABLE platform.audit_log IS 'Who did or saw what, when and why. Append-only: the app role can insert and read, nothing else.';
CREATE INDEX audit_log_by_time ON platform.audit_log (subdistrict_id, at DESC, id DESC);
CREATE INDEX audit_log_by_subject ON platform.audit_log (subdistrict_id, subject_type, subject_id, at DESC);
CREATE INDEX audit_log_by_actor ON platform.audit_log (subdistrict_id, actor_id, at DESC);
CREATE INDEX audit_log_by_program ON platform.audit_log (subdistrict_id, actor_name, at DESC) WHERE actor_kind IN ('system', 'token');
SELECT platform.tenant_table('platform.audit_log', 'SELECT, INSERT');

CREATE TABLE platform.audit_chain (
	subdistrict_id uuid NOT NULL,
	seq bigint NOT NULL,
	audit_id uuid NOT NULL,
	hash char(64) NOT NULL,
	PRIMARY KEY (subdistrict_id, seq),
	UNIQUE (subdistrict_id, audit_id)
);
COMMENT ON TABLE platform.audit_chain IS 'The hash chain over the audit log, one chain for each subdistrict; append-only.';
SELECT platform.tenant_table('platform.audit_chain', 'SELECT, INSERT');

-- The owner too is stopped from rewriting history by accident; doing it on purpose breaks the chain and shows.
CREATE FUNCTION platform.refuse_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege'; END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON platform.audit_log FOR EACH ROW EXECUTE FUNCTION platform.refuse_rewrite();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON platform.audit_chain FOR EACH ROW EXECUTE FUNCTION platform.refuse_rewrite();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON platform.audit_log EXECUTE FUNCTION platform.refuse_rewrite();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON platform.audit_chain EXECUTE FUNCTION platform.refuse_rewrite();

CREATE TABLE platform.rate_limit (
	subdistrict_id uuid NOT NULL,
	bucket text NOT NULL,
	key_hash text NOT NULL,
	window_start timestamptz NOT NULL,
	hits integer NOT NULL DEFAULT 1,
	PRIMARY KEY (subdistrict_id, bucket, key_hash, window_start)
);
COMMENT ON TABLE platform.rate_limit IS 'Attempts in a window, by keyed hash of who tries; swept by a job.';
SELECT platform.tenant_table('platform.rate_limit');

-- The app role may queue a job and nothing else of the queue's tables.
CREATE FUNCTION platform.enqueue(task text, payload json, run_at timestamptz DEFAULT NULL, job_key text DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
	PERFORM jobs.add_job(identifier => task, payload => payload, run_at => run_at, job_key => job_key);
END $$;
REVOKE ALL ON FUNCTION platform.enqueue FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.enqueue TO baiyun_app;
