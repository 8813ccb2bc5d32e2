-- Schema 5: how many grids and sites there are, kept where GDAL keeps it (https://gdal.org/en/stable/drivers/vector/gpkg.html),
-- so that neither we nor GIS programs need to count. GDAL may have been here before.
CREATE TABLE IF NOT EXISTS gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER DEFAULT NULL);
