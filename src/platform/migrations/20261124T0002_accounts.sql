CREATE SCHEMA accounts;
COMMENT ON SCHEMA accounts IS 'Who may come in: people, passwords, second factors, sessions, roles with their areas, API tokens. No phone number stands here in plain.';
GRANT USAGE ON SCHEMA accounts TO baiyun_app;

CREATE TABLE accounts."user" (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	kind text NOT NULL CHECK (kind IN ('resident', 'staff')),
	name text NOT NULL DEFAULT '',
	username text CHECK (username = lower(username)),
	phone_hash text,
	phone_sealed text,
	phone_masked text,
	oidc_subject text,
	locale text CHECK (locale IN ('zh', 'en')),
	closed_at timestamptz,
	created_at timestamptz NOT NULL,
	created_by uuid,
	last_sign_in_at timestamptz,
	PRIMARY KEY (subdistrict_id, id),
	UNIQUE (subdistrict_id, username),
	UNIQUE (subdistrict_id, oidc_subject),
	CHECK ((phone_hash IS NULL) = (phone_sealed IS NULL) AND (phone_hash IS NULL) = (phone_masked IS NULL)),
	CHECK (CASE kind WHEN 'staff' THEN username IS NOT NULL ELSE phone_hash IS NOT NULL AND username IS NULL END)
);
CREATE UNIQUE INDEX user_resident_phone ON accounts."user" (subdistrict_id, phone_hash) WHERE kind = 'resident';
COMMENT ON TABLE accounts."user" IS 'A person who can sign in: residents by phone code, staff and contacts by user name. Closed, never deleted, because the audit log names them.';
COMMENT ON COLUMN accounts."user".phone_hash IS 'keyed hash of the normalised number: finds, never tells';
COMMENT ON COLUMN accounts."user".phone_sealed IS 'the number, sealed for the purpose `contact`';

CREATE TABLE accounts.password (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	user_id uuid NOT NULL,
	hash text NOT NULL,
	set_at timestamptz NOT NULL,
	must_change boolean NOT NULL DEFAULT false,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, user_id) REFERENCES accounts."user"
);
CREATE INDEX password_by_user ON accounts.password (subdistrict_id, user_id, id DESC);
COMMENT ON TABLE accounts.password IS 'The newest row of a user is the password that counts; older ones (five at most) are kept so that they are not used again.';

CREATE TABLE accounts.totp (
	subdistrict_id uuid NOT NULL,
	user_id uuid NOT NULL,
	secret_sealed text NOT NULL,
	confirmed_at timestamptz,
	last_step bigint NOT NULL DEFAULT 0,
	PRIMARY KEY (subdistrict_id, user_id),
	FOREIGN KEY (subdistrict_id, user_id) REFERENCES accounts."user"
);
COMMENT ON TABLE accounts.totp IS 'Second factor (RFC 6238). `last_step` is the newest time step that was accepted: a code counts once.';

CREATE TABLE accounts.recovery_code (
	subdistrict_id uuid NOT NULL,
	user_id uuid NOT NULL,
	code_hash text NOT NULL,
	used_at timestamptz,
	PRIMARY KEY (subdistrict_id, user_id, code_hash),
	FOREIGN KEY (subdistrict_id, user_id) REFERENCES accounts."user"
);
COMMENT ON TABLE accounts.recovery_code IS 'One-time codes for a lost second factor, by keyed hash.';

CREATE TABLE accounts.session (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	token_hash text NOT NULL,
	user_id uuid NOT NULL,
	stage text NOT NULL CHECK (stage IN ('full', 'totp', 'password', 'enrol')),
	method text NOT NULL CHECK (method IN ('phone', 'password', 'oidc')),
	created_at timestamptz NOT NULL,
	seen_at timestamptz NOT NULL,
	idle_seconds integer NOT NULL CHECK (idle_seconds > 0),
	expires_at timestamptz NOT NULL,
	ended_at timestamptz,
	ip text,
	agent text NOT NULL DEFAULT '',
	PRIMARY KEY (subdistrict_id, id),
	UNIQUE (subdistrict_id, token_hash),
	FOREIGN KEY (subdistrict_id, user_id) REFERENCES accounts."user"
);
CREATE INDEX session_by_user ON accounts.session (subdistrict_id, user_id, id DESC);
CREATE INDEX session_by_end ON accounts.session (subdistrict_id, expires_at);
COMMENT ON TABLE accounts.session IS 'A signed-in browser. The cookie is stored as its SHA-256. `stage` names what is still owed before it counts: second factor, new password, enrolment.';

CREATE TABLE accounts."grant" (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	user_id uuid NOT NULL,
	role text NOT NULL CHECK (role IN ('worker', 'head', 'manager', 'contact', 'system_admin', 'security_admin', 'audit_admin')),
	community_id uuid,
	organization_id uuid,
	granted_at timestamptz NOT NULL,
	granted_by uuid,
	ended_at timestamptz,
	ended_by uuid,
	PRIMARY KEY (subdistrict_id, id),
	FOREIGN KEY (subdistrict_id, user_id) REFERENCES accounts."user",
	CONSTRAINT grant_not_to_oneself CHECK (granted_by IS DISTINCT FROM user_id),
	CONSTRAINT grant_area_fits_role CHECK (CASE
		WHEN role IN ('worker', 'head') THEN community_id IS NOT NULL AND organization_id IS NULL
		WHEN role = 'contact' THEN organization_id IS NOT NULL AND community_id IS NULL
		ELSE community_id IS NULL AND organization_id IS NULL END)
);
COMMENT ON TABLE accounts."grant" IS 'A role with its area. Ended, never deleted. `granted_by` null: the product itself (set-up, demonstration).';
CREATE UNIQUE INDEX grant_once ON accounts."grant" (subdistrict_id, user_id, role, coalesce(community_id, organization_id, '00000000-0000-0000-0000-000000000000')) WHERE ended_at IS NULL;
-- GB/T 22239-2019 (等保 2.0), separation of administrators: nobody holds two of the three.
CREATE UNIQUE INDEX grant_one_administrator ON accounts."grant" (subdistrict_id, user_id) WHERE ended_at IS NULL AND role IN ('system_admin', 'security_admin', 'audit_admin');

-- The second wall behind the use case: a person's grant is good only while that person is security administrator.
CREATE FUNCTION accounts.grant_by_security_admin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.granted_by IS NOT NULL AND NOT EXISTS (
		SELECT FROM accounts."grant" g WHERE g.subdistrict_id = NEW.subdistrict_id AND g.user_id = NEW.granted_by AND g.role = 'security_admin' AND g.ended_at IS NULL
	) THEN
		RAISE EXCEPTION 'only the security administrator grants roles' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER by_security_admin BEFORE INSERT ON accounts."grant" FOR EACH ROW EXECUTE FUNCTION accounts.grant_by_security_admin();

CREATE TABLE accounts.phone_code (
	subdistrict_id uuid NOT NULL,
	phone_hash text NOT NULL,
	code_hash text NOT NULL,
	sent_at timestamptz NOT NULL,
	expires_at timestamptz NOT NULL,
	tries smallint NOT NULL DEFAULT 0,
	PRIMARY KEY (subdistrict_id, phone_hash)
);
COMMENT ON TABLE accounts.phone_code IS 'The newest code sent to a phone, by keyed hash; gone once used.';

CREATE TABLE accounts.guess (
	subdistrict_id uuid NOT NULL,
	key_hash text NOT NULL,
	user_id uuid,
	wrong integer NOT NULL,
	last_at timestamptz NOT NULL,
	PRIMARY KEY (subdistrict_id, key_hash)
);
CREATE INDEX guess_by_user ON accounts.guess (subdistrict_id, user_id);
COMMENT ON TABLE accounts.guess IS 'Wrong passwords and codes in a row for each account and device; five lock for fifteen minutes.';

CREATE TABLE accounts.api_token (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	name text NOT NULL,
	token_hash text NOT NULL,
	hint text NOT NULL,
	scopes text[] NOT NULL,
	created_at timestamptz NOT NULL,
	created_by uuid,
	expires_at timestamptz,
	revoked_at timestamptz,
	last_used_on date,
	PRIMARY KEY (subdistrict_id, id),
	UNIQUE (subdistrict_id, token_hash)
);
COMMENT ON TABLE accounts.api_token IS 'A key for other systems: SHA-256 of the token, the scopes it opens, the day it was last used.';

CREATE INDEX audit_log_sign_ins ON platform.audit_log (subdistrict_id, at DESC, id DESC) WHERE action = 'accounts.signIn';

CREATE TABLE platform.sms (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	purpose text NOT NULL,
	to_masked text NOT NULL,
	to_sealed text NOT NULL,
	text_sealed text,
	state text NOT NULL CHECK (state IN ('kept', 'queued', 'sent', 'failed', 'expired')),
	error text,
	created_at timestamptz NOT NULL,
	send_before timestamptz,
	sent_at timestamptz,
	PRIMARY KEY (subdistrict_id, id)
);
COMMENT ON TABLE platform.sms IS 'Text messages on their way out. `kept`: the outbox adapter holds it. Texts are sealed, and removed after a day.';

SELECT platform.tenant_table('accounts."user"');
SELECT platform.tenant_table('accounts.password');
SELECT platform.tenant_table('accounts.totp');
SELECT platform.tenant_table('accounts.recovery_code');
SELECT platform.tenant_table('accounts.session');
SELECT platform.tenant_table('accounts."grant"', 'SELECT, INSERT, UPDATE (ended_at, ended_by)');
SELECT platform.tenant_table('accounts.phone_code');
SELECT platform.tenant_table('accounts.guess');
SELECT platform.tenant_table('accounts.api_token');
SELECT platform.tenant_table('platform.sms');
