-- Why: a map says where its shapes are from and under which licence.
-- Lock: ACCESS EXCLUSIVE on neighbourhoods while a column without a default is added. Duration: below one second.

ALTER TABLE neighbourhoods
  ADD COLUMN shape_source text,
  ADD CONSTRAINT neighbourhoods_shape_source_check CHECK (shape_source IS NULL OR (shape IS NOT NULL AND char_length(shape_source) BETWEEN 1 AND 200));
COMMENT ON COLUMN neighbourhoods.shape IS 'GeoJSON Polygon or MultiPolygon (RFC 7946, WGS 84), or null where none is known: the place is then in the table only.';
COMMENT ON COLUMN neighbourhoods.shape_source IS 'Owner and licence of the shape as they must be shown under the map, such as © Kartverket CC BY 4.0; null where nobody has to be named.';
