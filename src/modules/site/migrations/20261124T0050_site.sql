CREATE SCHEMA site;
COMMENT ON SCHEMA site IS 'The residents'' site: what somebody has begun to write and not sent yet.';
GRANT USAGE ON SCHEMA site TO baiyun_app;

CREATE TABLE site.need_draft (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	secret_hash text NOT NULL,
	sealed text NOT NULL,
	saved_at timestamptz NOT NULL,
	PRIMARY KEY (subdistrict_id, id)
);
COMMENT ON TABLE site.need_draft IS 'A need while it is being written, sealed; opened by the secret in the writer''s cookie and by nobody else. Gone when it is sent, or two hours after the last keystroke.';
CREATE INDEX need_draft_by_age ON site.need_draft (saved_at);
SELECT platform.tenant_table('site.need_draft');
