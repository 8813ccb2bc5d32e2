-- Schema 3: the office's own kinds and stops, and by when a site is to be done because of them.

-- A closed kind takes no new sites; those that it has go on.
ALTER TABLE kind ADD COLUMN closed INTEGER NOT NULL DEFAULT 0 CHECK (closed = 0 OR closed = 1);

-- deadline is the day that counts. granted: the day as it was given, where stops or suspensions moved it from there.
-- due_from: the day from which its time ran, where that is not found_on.
ALTER TABLE site ADD COLUMN granted DATE;
ALTER TABLE site ADD COLUMN due_from DATE;

-- Suspensions that are over: their days use up no time. from_day: the day it was suspended; to_day: the day it was resumed.
CREATE TABLE suspension (
  fid INTEGER PRIMARY KEY NOT NULL, site INTEGER NOT NULL REFERENCES site(fid), from_day DATE NOT NULL, to_day DATE NOT NULL,
  CHECK (from_day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  CHECK (to_day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'));
CREATE INDEX suspension_site ON suspension(site);

INSERT OR IGNORE INTO setting(key, value) VALUES ('keep_originals', '0');

-- Questions raised on a patrol, one a line.
ALTER TABLE patrol ADD COLUMN questions TEXT NOT NULL DEFAULT '';

-- Campaigns and tasks.

-- Campaigns in the office's own order, and closed when they are over.
ALTER TABLE campaign ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
ALTER TABLE campaign ADD COLUMN closed_on DATE;

-- A decision that a campaign asks nothing of a cell (不适用): its square is not empty then.
CREATE TABLE exemption (
  fid INTEGER PRIMARY KEY NOT NULL, campaign INTEGER NOT NULL REFERENCES campaign(fid),
  grid INTEGER NOT NULL REFERENCES grid(fid), reason TEXT NOT NULL, actor TEXT NOT NULL, at DATETIME NOT NULL,
  UNIQUE (campaign, grid));

-- What was said of single items of the standard: JSON, the item's number to its remark.
ALTER TABLE step ADD COLUMN remarks TEXT NOT NULL DEFAULT '';

-- Key of the photo as it came, where the office keeps originals.
ALTER TABLE photo ADD COLUMN original TEXT;
