-- From when until when somebody stood on the care list and for which reason: what the plan counts weekly visits against.
CREATE TABLE care.plan_span (
	subdistrict_id uuid NOT NULL,
	plan_id uuid NOT NULL,
	reason text NOT NULL,
	from_on date NOT NULL,
	until_on date,
	PRIMARY KEY (subdistrict_id, plan_id, reason, from_on),
	FOREIGN KEY (subdistrict_id, plan_id) REFERENCES care.plan,
	CHECK (until_on > from_on)
);
COMMENT ON TABLE care.plan_span IS 'On which days (half-open: from_on <= day < until_on) a rule of living alone held for a plan, by the rule''s code, and on which it was paused (`reason` paused). A plan''s own columns say only what holds now.';
SELECT platform.tenant_table('care.plan_span');

-- Visits of a week, whoever was visited.
CREATE INDEX visit_by_day ON care.visit (subdistrict_id, visited_at);
