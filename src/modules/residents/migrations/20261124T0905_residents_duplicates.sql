-- One person, two records: what merging and finding need beside the tables themselves.

-- A merge moves what was agreed to and which account sees it; the rest of these rows stays as it was written.
GRANT UPDATE (person_id) ON residents.consent, residents.account_link TO baiyun_app;

-- When somebody is forgotten, so is what a merge remembers.
GRANT UPDATE (before_sealed) ON residents.merge TO baiyun_app;

-- Looks stay where they were written; who asks for a person's asks for those of the records merged into theirs too.
CREATE INDEX person_merged ON residents.person (subdistrict_id, merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX person_changed ON residents.person (subdistrict_id, changed_at);

ALTER TABLE residents.duplicate ADD COLUMN decided_by_name text NOT NULL DEFAULT '';
CREATE INDEX duplicate_decided ON residents.duplicate (subdistrict_id, decided_at DESC, id) WHERE state <> 'open';
CREATE INDEX duplicate_by_b ON residents.duplicate (subdistrict_id, person_b);
CREATE INDEX merge_by_gone ON residents.merge (subdistrict_id, gone_id);
