/**
 * What scheduled hunts found. A finding is one report of a key: what matches again while it is suppressed raises its
 * count and its time, and only a new report goes into the outbox.
 */
export const migration0002 = `
CREATE TABLE finding (
  seq        INTEGER PRIMARY KEY,
  hunt       TEXT    NOT NULL,
  key        TEXT    NOT NULL, -- of the row, within its hunt
  severity   TEXT    NOT NULL,
  first_seen INTEGER NOT NULL, -- epoch ms of the run that reported it
  last_seen  INTEGER NOT NULL,
  count      INTEGER NOT NULL, -- runs that saw it
  entities   TEXT    NOT NULL, -- JSON
  json       TEXT    NOT NULL  -- the row as it was when it was reported
) STRICT;
CREATE INDEX finding_by_key ON finding (hunt, key, seq);

CREATE TABLE finding_outbox (
  seq          INTEGER PRIMARY KEY,
  finding      INTEGER NOT NULL UNIQUE REFERENCES finding (seq),
  delivered_at INTEGER
) STRICT;
CREATE INDEX finding_outbox_waiting ON finding_outbox (seq) WHERE delivered_at IS NULL;

CREATE TABLE hunt_run (
  hunt     TEXT    PRIMARY KEY,
  slot     INTEGER NOT NULL, -- epoch ms of the due time that the last run was for
  ended_at INTEGER NOT NULL,
  rows     INTEGER NOT NULL,
  reported INTEGER NOT NULL,
  error    TEXT              -- why the last run failed, if it did
) STRICT, WITHOUT ROWID;
`;
