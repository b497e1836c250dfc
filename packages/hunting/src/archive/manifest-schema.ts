/** Tables of `archive.db`, which says what counts. A file that is not in it is not there. */
export const MANIFEST_SCHEMA = `
CREATE TABLE file (
  name     TEXT    PRIMARY KEY,
  tbl      TEXT    NOT NULL,
  day      TEXT    NOT NULL,
  origin   TEXT    NOT NULL CHECK (origin IN ('export', 'import')),
  columns  TEXT    NOT NULL, -- JSON list of names
  rows     INTEGER NOT NULL,
  bytes    INTEGER NOT NULL,
  sha256   TEXT    NOT NULL,
  first    TEXT,             -- earliest Timestamp, UTC with seven digits
  last     TEXT,
  added_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX file_by_day ON file (tbl, day);

-- Files that do not count: no longer, and kept for those who have begun to read them; or not yet, and left behind
-- should the process die.
CREATE TABLE dropped (
  name       TEXT    PRIMARY KEY,
  dropped_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Spans of time of which every row has been read from the cloud.
CREATE TABLE covered (
  tbl     TEXT    NOT NULL,
  from_ts TEXT    NOT NULL,
  until_ts TEXT   NOT NULL,
  settled INTEGER NOT NULL,  -- 0: read so soon that rows may have arrived since; to be read again
  PRIMARY KEY (tbl, from_ts)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

/** "Vdta" in the header of the file. */
export const APPLICATION_ID = 0x56647461;
export const MANIFEST_VERSION = 1;
