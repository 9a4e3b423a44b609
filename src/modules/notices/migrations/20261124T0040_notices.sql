CREATE SCHEMA notices;
COMMENT ON SCHEMA notices IS 'Notices (通知公告): what the subdistrict and its communities tell everybody.';
GRANT USAGE ON SCHEMA notices TO baiyun_app;

CREATE TABLE notices.notice (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	community_id uuid,
	category text NOT NULL CHECK (category IN ('notice', 'public', 'safety', 'utility', 'activity', 'policy')),
	title text NOT NULL CHECK (length(title) BETWEEN 1 AND 80),
	body text NOT NULL CHECK (length(body) BETWEEN 1 AND 20000),
	attachments jsonb NOT NULL DEFAULT '[]',
	search tsvector NOT NULL DEFAULT '',
	pinned boolean NOT NULL DEFAULT false,
	publish_from timestamptz NOT NULL,
	publish_until timestamptz CHECK (publish_until > publish_from),
	retired_at timestamptz,
	updated_at timestamptz NOT NULL,
	updated_by text NOT NULL,
	version integer NOT NULL DEFAULT 1,
	PRIMARY KEY (subdistrict_id, id)
);
COMMENT ON TABLE notices.notice IS 'A notice as the public reads it, from `publish_from` until `publish_until` or `retired_at`. `community_id` null: the whole subdistrict. `body` has the marks of plain-text.ts.';
COMMENT ON COLUMN notices.notice.search IS 'Title and text as overlapping pairs of characters (platform/search/pairs.ts).';
CREATE INDEX notice_newest ON notices.notice (subdistrict_id, publish_from DESC, id DESC) WHERE retired_at IS NULL;
CREATE INDEX notice_pinned ON notices.notice (subdistrict_id, publish_from DESC) WHERE pinned AND retired_at IS NULL;
CREATE INDEX notice_touched ON notices.notice (subdistrict_id, updated_at DESC, id DESC);
CREATE INDEX notice_by_search ON notices.notice USING gin (search);

CREATE TABLE notices.draft (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	community_id uuid,
	fields jsonb NOT NULL,
	saved_at timestamptz NOT NULL,
	saved_by text NOT NULL,
	saved_by_id text,
	PRIMARY KEY (subdistrict_id, id)
);
COMMENT ON TABLE notices.draft IS 'What was written and is not published: `id` is the notice''s, whether that exists already or not. `fields` is what the form held, finished or not.';
CREATE INDEX draft_newest ON notices.draft (subdistrict_id, saved_at DESC, id DESC);

CREATE TABLE notices.undo (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	notice_id uuid NOT NULL,
	did text NOT NULL CHECK (did IN ('publish', 'retire')),
	before jsonb,
	at timestamptz NOT NULL,
	by_id text,
	PRIMARY KEY (subdistrict_id, notice_id)
);
COMMENT ON TABLE notices.undo IS 'The state before the last change of a notice (`before` null: it did not exist), so that the change can be taken back.';

SELECT platform.tenant_table('notices.notice');
SELECT platform.tenant_table('notices.draft');
SELECT platform.tenant_table('notices.undo');

-- `@@` is not leakproof, so behind row-level security it is asked only of rows that passed the wall, one by one, and the
-- index lies idle. This function has the wall in it: one tenant, the transaction's, and nothing of a row but its id.
CREATE FUNCTION notices.ids_by_words(words tsquery) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
	AS $$ SELECT id FROM notices.notice WHERE subdistrict_id = platform.current_subdistrict() AND search @@ words $$;
COMMENT ON FUNCTION notices.ids_by_words IS 'Notices of the transaction''s tenant whose title or text fits, by the index of words.';
REVOKE ALL ON FUNCTION notices.ids_by_words FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notices.ids_by_words TO baiyun_app;
