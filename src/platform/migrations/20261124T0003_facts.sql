CREATE TABLE platform.fact_change (
	-- No foreign key to the tenant: each fact would lock that one row in share, and tenants are never deleted.
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	measures text[] NOT NULL CHECK (cardinality(measures) > 0),
	days date[] NOT NULL CHECK (cardinality(days) > 0),
	PRIMARY KEY (subdistrict_id, id)
);
COMMENT ON TABLE platform.fact_change IS 'Days on which facts changed that measures count, until the plan has counted them anew. Written in the transaction that changes the facts, appended only.';
SELECT platform.tenant_table('platform.fact_change', 'SELECT, INSERT, DELETE');
