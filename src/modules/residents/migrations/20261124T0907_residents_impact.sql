CREATE TABLE residents.impact_assessment (
	subdistrict_id uuid NOT NULL,
	purpose text NOT NULL,
	version integer NOT NULL,
	purpose_version integer NOT NULL,
	people integer NOT NULL CHECK (people >= 0),
	necessity text NOT NULL,
	risk text NOT NULL,
	measures text NOT NULL,
	outside text NOT NULL DEFAULT '',
	conclusion text NOT NULL CHECK (conclusion IN ('fits', 'fits_with_measures', 'stop')),
	assessor text NOT NULL,
	assessed_on date NOT NULL,
	kept_until date NOT NULL,
	recorded_at timestamptz NOT NULL,
	recorded_by uuid,
	recorded_by_name text NOT NULL DEFAULT '',
	PRIMARY KEY (subdistrict_id, purpose, version),
	FOREIGN KEY (subdistrict_id, purpose) REFERENCES residents.purpose,
	CHECK (kept_until >= assessed_on + interval '3 years')
);
COMMENT ON TABLE residents.impact_assessment IS 'What people judged of a purpose (个人信息保护影响评估, 个人信息保护法 arts. 55–56): necessity, risk, measures, conclusion, of which version of the purpose and how many people then. Everything else of the record is asked of the running system. Kept three years and more; append-only.';
SELECT platform.tenant_table('residents.impact_assessment', 'SELECT, INSERT');
