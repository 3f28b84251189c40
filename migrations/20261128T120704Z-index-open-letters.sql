-- Why: a night reads the open letters page by page, by id.
-- Lock: SHARE on prepared_notices while the index is built; the table is as young as this version. Duration: below one
-- second.

CREATE INDEX prepared_notices_open_page_idx ON prepared_notices (municipality_id, id) WHERE state IN ('prepared', 'written');
