-- What a list does not say about money stays unsaid: no 免费 that nobody promised.
ALTER TABLE directory.service DROP CONSTRAINT service_cost_kind_check;
ALTER TABLE directory.service ADD CONSTRAINT service_cost_kind_check CHECK (cost_kind IN ('free', 'paid', 'subsidised', 'unknown'));
ALTER TABLE directory.service ALTER COLUMN cost_kind SET DEFAULT 'unknown';
COMMENT ON COLUMN directory.service.prices IS 'In order of showing: [{group, label, labelEn, fen, unit, nature: welfare|market|unstated, note}]; fen null: by agreement. 福利性 and 经营性 prices of one service stand side by side.';
