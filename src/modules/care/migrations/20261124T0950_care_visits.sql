CREATE TABLE care.visit_change (
	subdistrict_id uuid NOT NULL,
	visit_id uuid NOT NULL,
	client_id uuid NOT NULL,
	field text NOT NULL,
	version integer NOT NULL,
	was_sealed text,
	by_id uuid NOT NULL,
	by_name text NOT NULL,
	at timestamptz NOT NULL,
	PRIMARY KEY (subdistrict_id, visit_id, client_id, field),
	FOREIGN KEY (subdistrict_id, visit_id) REFERENCES care.visit
);
COMMENT ON TABLE care.visit_change IS 'Each field of a visit that was written again: what it was, by whom, from which send (`client_id`), so that a repeated send changes nothing and a conflict can show what both started from.';
SELECT platform.tenant_table('care.visit_change', 'SELECT, INSERT, DELETE');

CREATE TABLE care.visit_key (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	public_key text NOT NULL,
	private_sealed text NOT NULL,
	made_at timestamptz NOT NULL,
	PRIMARY KEY (subdistrict_id, id)
);
COMMENT ON TABLE care.visit_key IS 'The key pair (ECDH P-256; SPKI and PKCS#8 in base64url) to which phones seal the visits that they write without a network. The newest is given out; older ones still open what was sealed to them.';
SELECT platform.tenant_table('care.visit_key', 'SELECT, INSERT');

CREATE TABLE care.visit_ticket (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	secret_hash text NOT NULL,
	user_id uuid NOT NULL,
	user_name text NOT NULL,
	issued_at timestamptz NOT NULL,
	expires_at timestamptz NOT NULL,
	PRIMARY KEY (subdistrict_id, id),
	UNIQUE (subdistrict_id, secret_hash)
);
COMMENT ON TABLE care.visit_ticket IS 'Goes with a list that was taken along: an envelope that carries it was written by this member of staff, whoever sends it. It lies inside the envelope, so nobody reads it off the phone.';
CREATE INDEX visit_ticket_by_user ON care.visit_ticket (subdistrict_id, user_id, issued_at DESC);
SELECT platform.tenant_table('care.visit_ticket');

CREATE TABLE care.visit_envelope (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	person_id uuid,
	community_id uuid,
	author_id uuid NOT NULL,
	author_name text NOT NULL,
	reason text NOT NULL CHECK (reason IN ('expired', 'closed', 'not_theirs', 'not_valid')),
	visit_sealed text NOT NULL,
	received_at timestamptz NOT NULL,
	decision text CHECK (decision IN ('accepted', 'refused')),
	decided_at timestamptz,
	decided_by uuid,
	decided_by_name text,
	PRIMARY KEY (subdistrict_id, id),
	CHECK ((decision IS NULL) = (decided_at IS NULL))
);
COMMENT ON TABLE care.visit_envelope IS 'A visit that came from a phone and may not be written down without a look: the ticket had run out, the account was closed, the person is no longer theirs. The head of the community accepts or refuses it; nothing is dropped. Envelopes that needed no look leave no row here.';
CREATE INDEX visit_envelope_open ON care.visit_envelope (subdistrict_id, community_id, received_at DESC, id DESC) WHERE decision IS NULL;
SELECT platform.tenant_table('care.visit_envelope');
