CREATE SCHEMA areas;
COMMENT ON SCHEMA areas IS 'The land: communities, grids, compounds and buildings of a subdistrict.';
GRANT USAGE ON SCHEMA areas TO baiyun_app;

CREATE TABLE areas.community (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	id uuid NOT NULL,
	code char(12) NOT NULL CHECK (code ~ '^[0-9]{12}$'),
	name text NOT NULL,
	name_en text NOT NULL DEFAULT '',
	outline jsonb,
	lon double precision, lat double precision,
	address text NOT NULL DEFAULT '',
	desk_phone text NOT NULL DEFAULT '',
	retired_at timestamptz,
	version integer NOT NULL DEFAULT 1,
	PRIMARY KEY (subdistrict_id, id),
	UNIQUE (subdistrict_id, code)
);
COMMENT ON TABLE areas.community IS 'A residents'' committee''s area (社区). `code` is the 12-digit statistical code, `outline` GeoJSON in WGS-84.';

CREATE TABLE areas.outline (
	subdistrict_id uuid NOT NULL REFERENCES platform.subdistrict,
	outline jsonb NOT NULL,
	version integer NOT NULL DEFAULT 1,
	PRIMARY KEY (subdistrict_id)
);
COMMENT ON TABLE areas.outline IS 'The border of the subdistrict itself, GeoJSON in WGS-84.';

CREATE TABLE areas.grid (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	community_id uuid NOT NULL,
	code text NOT NULL,
	name text NOT NULL,
	name_en text NOT NULL DEFAULT '',
	outline jsonb,
	retired_at timestamptz,
	version integer NOT NULL DEFAULT 1,
	PRIMARY KEY (subdistrict_id, id),
	UNIQUE (subdistrict_id, community_id, code),
	FOREIGN KEY (subdistrict_id, community_id) REFERENCES areas.community
);
COMMENT ON TABLE areas.grid IS 'A grid (网格): the part of a community that one grid worker walks.';

CREATE TABLE areas.compound (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	community_id uuid NOT NULL,
	grid_id uuid,
	name text NOT NULL,
	name_en text NOT NULL DEFAULT '',
	aliases text[] NOT NULL DEFAULT '{}',
	address text NOT NULL DEFAULT '',
	outline jsonb,
	lon double precision, lat double precision,
	retired_at timestamptz,
	version integer NOT NULL DEFAULT 1,
	PRIMARY KEY (subdistrict_id, id),
	UNIQUE (subdistrict_id, community_id, name),
	FOREIGN KEY (subdistrict_id, community_id) REFERENCES areas.community,
	FOREIGN KEY (subdistrict_id, grid_id) REFERENCES areas.grid
);
COMMENT ON TABLE areas.compound IS 'A residential compound (小区).';

CREATE TABLE areas.building (
	subdistrict_id uuid NOT NULL,
	id uuid NOT NULL,
	compound_id uuid NOT NULL,
	name text NOT NULL,
	units smallint NOT NULL DEFAULT 1 CHECK (units BETWEEN 1 AND 30),
	floors smallint NOT NULL DEFAULT 6 CHECK (floors BETWEEN 1 AND 120),
	doors_per_floor smallint NOT NULL DEFAULT 2 CHECK (doors_per_floor BETWEEN 1 AND 40),
	lon double precision, lat double precision,
	retired_at timestamptz,
	version integer NOT NULL DEFAULT 1,
	PRIMARY KEY (subdistrict_id, id),
	UNIQUE (subdistrict_id, compound_id, name),
	FOREIGN KEY (subdistrict_id, compound_id) REFERENCES areas.compound
);
COMMENT ON TABLE areas.building IS 'A building (楼栋) with its units, floors and doors on a floor: enough to name every dwelling.';

SELECT platform.tenant_table('areas.community');
SELECT platform.tenant_table('areas.outline');
SELECT platform.tenant_table('areas.grid');
SELECT platform.tenant_table('areas.compound');
SELECT platform.tenant_table('areas.building');
