-- Schema 2: working days, winter stop, answerable people, tasks' own path, patrols, the review's list, meetings.

ALTER TABLE kind ADD COLUMN deadline_in TEXT NOT NULL DEFAULT 'calendar' CHECK (deadline_in = 'calendar' OR deadline_in = 'working');
ALTER TABLE site ADD COLUMN person INTEGER REFERENCES person(fid);
ALTER TABLE site ADD COLUMN escalated_by TEXT NOT NULL DEFAULT '';
ALTER TABLE site ADD COLUMN escalated_on DATE;
ALTER TABLE photo ADD COLUMN lon DOUBLE;
ALTER TABLE photo ADD COLUMN lat DOUBLE;

-- Days that are no working days though the week says so, and the other way round (调休).
CREATE TABLE holiday (
  fid INTEGER PRIMARY KEY NOT NULL, day DATE NOT NULL UNIQUE, kind TEXT NOT NULL CHECK (kind = 'holiday' OR kind = 'make_up'),
  name TEXT NOT NULL DEFAULT '',
  CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'));

-- A stop of each year (winter): days on which the deadlines of these kinds stand still. kinds: codes, blank between.
CREATE TABLE pause (
  fid INTEGER PRIMARY KEY, name TEXT NOT NULL, from_month INTEGER NOT NULL, from_day INTEGER NOT NULL,
  to_month INTEGER NOT NULL, to_day INTEGER NOT NULL, kinds TEXT NOT NULL DEFAULT '') STRICT;

-- A task's own path; a task without a row is open.
ALTER TABLE task ADD COLUMN person INTEGER REFERENCES person(fid);
ALTER TABLE task ADD COLUMN state TEXT NOT NULL DEFAULT 'open' CHECK (state = 'open' OR state = 'submitted' OR state = 'accepted');
ALTER TABLE task ADD COLUMN rework INTEGER NOT NULL DEFAULT 0;
CREATE TABLE task_item (
  fid INTEGER PRIMARY KEY, task INTEGER NOT NULL REFERENCES task(fid), number INTEGER NOT NULL, text TEXT NOT NULL,
  done INTEGER NOT NULL DEFAULT 0 CHECK (done = 0 OR done = 1), UNIQUE (task, number)) STRICT;
CREATE TABLE task_step (
  fid INTEGER PRIMARY KEY NOT NULL, task INTEGER NOT NULL REFERENCES task(fid), at DATETIME NOT NULL, actor TEXT NOT NULL,
  post TEXT NOT NULL DEFAULT '', action TEXT NOT NULL, from_state TEXT NOT NULL, to_state TEXT NOT NULL, note TEXT NOT NULL DEFAULT '');
CREATE INDEX task_step_task ON task_step(task);

CREATE TABLE patrol (
  fid INTEGER PRIMARY KEY NOT NULL, grid INTEGER NOT NULL REFERENCES grid(fid), day DATE NOT NULL,
  who TEXT NOT NULL DEFAULT '', orgs TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
  CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'));
CREATE INDEX patrol_grid ON patrol(grid, day);
CREATE TABLE patrol_site (
  fid INTEGER PRIMARY KEY, patrol INTEGER NOT NULL REFERENCES patrol(fid), site INTEGER NOT NULL REFERENCES site(fid),
  found INTEGER NOT NULL DEFAULT 0 CHECK (found = 0 OR found = 1), seen TEXT NOT NULL DEFAULT '', UNIQUE (patrol, site)) STRICT;
CREATE INDEX patrol_site_site ON patrol_site(site);

-- One problem of a review; struck off on a day when all that is linked to it is accepted.
CREATE TABLE feedback (
  fid INTEGER PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE, text TEXT NOT NULL, category TEXT NOT NULL DEFAULT '',
  due DATE, org INTEGER REFERENCES org(fid), claimed_on DATE, struck_on DATE, note TEXT NOT NULL DEFAULT '',
  CHECK (due IS NULL OR due GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'));
CREATE TABLE feedback_link (
  fid INTEGER PRIMARY KEY, feedback INTEGER NOT NULL REFERENCES feedback(fid), site INTEGER REFERENCES site(fid),
  task INTEGER REFERENCES task(fid), CHECK ((site IS NULL) <> (task IS NULL)), UNIQUE (feedback, site), UNIQUE (feedback, task)) STRICT;
CREATE INDEX feedback_link_site ON feedback_link(site);
CREATE INDEX feedback_link_task ON feedback_link(task);

-- figures: the frozen snapshot, JSON. What the meeting showed it shows for ever.
CREATE TABLE meeting (
  fid INTEGER PRIMARY KEY NOT NULL, day DATE NOT NULL UNIQUE, title TEXT NOT NULL DEFAULT '', since DATE,
  figures TEXT NOT NULL, note TEXT NOT NULL DEFAULT '',
  CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'));
-- Visits (现场察看), reports (听取汇报), remarks (领导点评); a remark with an owner is open until it is done.
CREATE TABLE meeting_item (
  fid INTEGER PRIMARY KEY NOT NULL, meeting INTEGER NOT NULL REFERENCES meeting(fid),
  kind TEXT NOT NULL CHECK (kind = 'visit' OR kind = 'report' OR kind = 'remark'), text TEXT NOT NULL DEFAULT '',
  site INTEGER REFERENCES site(fid), who TEXT NOT NULL DEFAULT '', owner TEXT NOT NULL DEFAULT '', due DATE, done_on DATE,
  done_note TEXT NOT NULL DEFAULT '');
CREATE INDEX meeting_item_meeting ON meeting_item(meeting);

INSERT INTO setting(key, value) VALUES ('recheck_days', '30 90 180'), ('duplicate_metres', '20'), ('patrol_days', '30');
