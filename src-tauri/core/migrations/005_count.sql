-- Schema 5: how many grids and sites there are, kept where GDAL keeps it and by triggers of the same names
-- (https://gdal.org/en/stable/drivers/vector/gpkg.html), so that neither we nor GIS programs need to count.
CREATE TABLE gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER DEFAULT NULL);
INSERT INTO gpkg_ogr_contents VALUES
  ('grid', (SELECT count(*) FROM grid)), ('site', (SELECT count(*) FROM site));
