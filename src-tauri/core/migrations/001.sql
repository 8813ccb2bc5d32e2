-- The whole of schema 1. DATE is YYYY-MM-DD, DATETIME is UTC with a Z.
-- Recorded tables only ever gain columns at their end. Checks say = … OR = …, since SQLite builds a
-- table anew for every IN (…) of every row.

CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326,
   'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]',
   'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');

CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));

CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));

CREATE TABLE gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));

-- Version of the schema, title, division, station: one row a setting.
CREATE TABLE setting (fid INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, value TEXT NOT NULL) STRICT;

-- Next number of each table's keys: outside undo, so that a key is never given twice.
CREATE TABLE counter (fid INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, next INTEGER NOT NULL) STRICT;

CREATE TABLE role (fid INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT;

CREATE TABLE kind (
  fid INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, name_en TEXT NOT NULL,
  deadline_days INTEGER NOT NULL, photo_rule INTEGER NOT NULL DEFAULT 1 CHECK (photo_rule IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1) STRICT;

CREATE TABLE standard_item (
  fid INTEGER PRIMARY KEY, kind TEXT NOT NULL REFERENCES kind(code), version INTEGER NOT NULL, number INTEGER NOT NULL,
  text TEXT NOT NULL, UNIQUE (kind, version, number)) STRICT;

CREATE TABLE grid (
  fid INTEGER PRIMARY KEY NOT NULL, geom MULTIPOLYGON, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL DEFAULT '',
  level TEXT NOT NULL CHECK (level = 'district' OR level = 'subdistrict' OR level = 'village' OR level = 'cell'),
  parent INTEGER REFERENCES grid(fid), note TEXT NOT NULL DEFAULT '');
CREATE INDEX grid_parent ON grid(parent);

CREATE TABLE org (fid INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE person (
  fid INTEGER PRIMARY KEY, name TEXT NOT NULL, post TEXT NOT NULL DEFAULT '', phone TEXT NOT NULL DEFAULT '',
  org INTEGER REFERENCES org(fid)) STRICT;
CREATE INDEX person_name ON person(name);

CREATE TABLE duty (
  fid INTEGER PRIMARY KEY NOT NULL, grid INTEGER NOT NULL REFERENCES grid(fid), role TEXT NOT NULL REFERENCES role(code),
  person INTEGER REFERENCES person(fid), org INTEGER REFERENCES org(fid), from_date DATE, to_date DATE,
  CHECK ((person IS NULL) <> (org IS NULL)),
  CHECK (from_date IS NULL OR from_date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  CHECK (to_date IS NULL OR to_date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'));
CREATE INDEX duty_grid ON duty(grid, role);
CREATE INDEX duty_person ON duty(person);

CREATE TABLE campaign (
  fid INTEGER PRIMARY KEY NOT NULL, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, name_en TEXT NOT NULL DEFAULT '',
  standard TEXT NOT NULL DEFAULT '', kind TEXT REFERENCES kind(code), deadline DATE,
  CHECK (deadline IS NULL OR deadline GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'));

CREATE TABLE task (
  fid INTEGER PRIMARY KEY NOT NULL, campaign INTEGER NOT NULL REFERENCES campaign(fid),
  grid INTEGER NOT NULL REFERENCES grid(fid), standard TEXT NOT NULL DEFAULT '', deadline DATE,
  UNIQUE (campaign, grid),
  CHECK (deadline IS NULL OR deadline GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'));
CREATE INDEX task_grid ON task(grid);

CREATE TABLE site (
  fid INTEGER PRIMARY KEY NOT NULL, geom POINT, number TEXT NOT NULL UNIQUE, kind TEXT NOT NULL REFERENCES kind(code),
  state TEXT NOT NULL CHECK (state = 'reported' OR state = 'filed' OR state = 'dispatched' OR state = 'rectifying' OR state = 'submitted' OR state = 'accepted' OR state = 'suspended' OR state = 'dismissed'),
  deadline DATE, address TEXT NOT NULL DEFAULT '', village TEXT NOT NULL DEFAULT '',
  household TEXT NOT NULL DEFAULT '', phone TEXT NOT NULL DEFAULT '', area TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '', found_on DATE, size TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
  task INTEGER REFERENCES task(fid), escalated TEXT NOT NULL DEFAULT '', rework INTEGER NOT NULL DEFAULT 0,
  relapse INTEGER NOT NULL DEFAULT 0, suspended_on DATE, suspended_until DATE,
  CHECK (deadline IS NULL OR deadline GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  CHECK (found_on IS NULL OR found_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'));
-- escalated holds the reason of a 督办; empty = none.
CREATE INDEX site_task ON site(task) WHERE task IS NOT NULL;

-- The cell of a site; a site in none has no row. Apart from `site`, so that assigning all writes narrow rows only.
CREATE TABLE placement (
  site INTEGER PRIMARY KEY REFERENCES site(fid), grid INTEGER NOT NULL REFERENCES grid(fid),
  by_hand INTEGER NOT NULL DEFAULT 0 CHECK (by_hand = 0 OR by_hand = 1)) STRICT;
CREATE INDEX placement_grid ON placement(grid);

CREATE TABLE step (
  fid INTEGER PRIMARY KEY NOT NULL, site INTEGER NOT NULL REFERENCES site(fid), at DATETIME NOT NULL,
  actor TEXT NOT NULL, post TEXT NOT NULL DEFAULT '', action TEXT NOT NULL, from_state TEXT NOT NULL, to_state TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '', standard_version INTEGER, passed TEXT NOT NULL DEFAULT '', failed TEXT NOT NULL DEFAULT '',
  not_applicable TEXT NOT NULL DEFAULT '', until DATE);
CREATE INDEX step_site ON step(site);

-- The bytes are immutable and keyed by their SHA-256: they alone stay outside undo.
CREATE TABLE photo_blob (fid INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, media_type TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;

CREATE TABLE photo (
  fid INTEGER PRIMARY KEY NOT NULL, site INTEGER NOT NULL REFERENCES site(fid), step INTEGER REFERENCES step(fid),
  sha256 TEXT NOT NULL, role TEXT NOT NULL CHECK (role = 'before' OR role = 'after' OR role = 'other'), taken_at DATETIME);
CREATE INDEX photo_site ON photo(site);
CREATE INDEX photo_step ON photo(step);

CREATE TABLE recheck (
  fid INTEGER PRIMARY KEY NOT NULL, site INTEGER NOT NULL REFERENCES site(fid), step INTEGER NOT NULL REFERENCES step(fid),
  due DATE NOT NULL, done_at DATETIME, result TEXT CHECK (result = 'held' OR result = 'relapsed'));
CREATE INDEX recheck_site ON recheck(site);
CREATE INDEX recheck_step ON recheck(step);

-- Rivers and roads that are drawn under the cells.
CREATE TABLE ground (
  fid INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind = 'river' OR kind = 'road'), name TEXT NOT NULL DEFAULT '',
  line TEXT NOT NULL) STRICT;

CREATE TABLE edit (
  fid INTEGER PRIMARY KEY NOT NULL, at DATETIME NOT NULL, actor TEXT NOT NULL, post TEXT NOT NULL DEFAULT '',
  verb TEXT NOT NULL, args TEXT NOT NULL DEFAULT '{}', of INTEGER REFERENCES edit(fid),
  touched TEXT NOT NULL DEFAULT '');

-- A long edit is recorded in parts, each a SQLite changeset; undo takes them back last first.
CREATE TABLE edit_part (
  fid INTEGER PRIMARY KEY, edit INTEGER NOT NULL REFERENCES edit(fid) DEFERRABLE INITIALLY DEFERRED, part INTEGER NOT NULL,
  changeset BLOB NOT NULL, UNIQUE (edit, part)) STRICT;
