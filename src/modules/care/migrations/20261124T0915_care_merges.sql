-- Which rows of care a merge of two records moved, so that undoing it moves them back.
CREATE TABLE care.merge_change (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	merge_id uuid NOT NULL,
	subject text NOT NULL CHECK (subject IN ('plan', 'plan_ended', 'plan_last', 'pairing', 'pairing_partner', 'visit', 'conflict', 'assessment', 'draft_dropped', 'door')),
	row_id uuid NOT NULL,
	before jsonb NOT NULL DEFAULT '{}',
	PRIMARY KEY (subdistrict_id, merge_id, subject, row_id)
);
COMMENT ON TABLE care.merge_change IS 'A row that a merge of two records moved to the kept one, or ended or dropped because one person has only one of it; `before` holds what the merge overwrote. Removed when the merge is undone.';
SELECT platform.tenant_table('care.merge_change', 'SELECT, INSERT, DELETE');
