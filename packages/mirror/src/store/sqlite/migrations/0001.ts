/**
 * One JSON text per version, and columns only for what is searched or counted.
 *
 * Evidence and comments are views over that text instead of tables. An incident carries dozens of evidence
 * entries and every one of them changes shape with its `@odata.type`: as rows they would be nine tenths of all
 * inserts of a back-fill, and be read by nothing that cannot as well read the view. Alerts do get a row each,
 * because they are looked up by id and wander from one incident to another when incidents merge.
 *
 * `json` is the last column of its table: SQLite then reads the columns before it without walking through the
 * overflow pages of a text of many kilobytes.
 */
export const migration0001 = `
CREATE TABLE incident_version (
  seq         INTEGER PRIMARY KEY,
  incident_id TEXT    NOT NULL,
  last_update TEXT    NOT NULL, -- UTC with seven fractional digits, so that text order is time order
  revision    INTEGER NOT NULL, -- above 0: the same time of last update arrived with other content
  route       TEXT    NOT NULL, -- graph | native
  seen_at     INTEGER NOT NULL, -- epoch ms
  json        TEXT    NOT NULL,
  UNIQUE (incident_id, last_update, revision)
) STRICT;

CREATE TABLE incident (
  id            TEXT    PRIMARY KEY,
  version       INTEGER NOT NULL REFERENCES incident_version (seq),
  last_update   TEXT    NOT NULL,
  created       TEXT    NOT NULL,
  status        TEXT    NOT NULL,
  severity      TEXT    NOT NULL,
  assigned_to   TEXT    NOT NULL,
  display_name  TEXT    NOT NULL,
  -- Of what the incident itself names: an id is no proof that two alerts are one. Null: not asked for yet.
  alert_count    INTEGER,
  evidence_count INTEGER,
  comment_count  INTEGER NOT NULL -- with those of its alerts
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_by_update ON incident (last_update);

CREATE TABLE alert (
  id             TEXT    PRIMARY KEY,
  incident_id    TEXT    NOT NULL,
  last_update    TEXT    NOT NULL,
  status         TEXT    NOT NULL,
  severity       TEXT    NOT NULL,
  title          TEXT    NOT NULL,
  moved_from     TEXT             -- the incident it was in before, until somebody has looked what became of that
) STRICT, WITHOUT ROWID;
CREATE INDEX alert_by_incident ON alert (incident_id);
CREATE INDEX alert_moved ON alert (moved_from) WHERE moved_from IS NOT NULL;

CREATE TABLE merge_link (
  source  TEXT    PRIMARY KEY,
  target  TEXT    NOT NULL,
  seen_at INTEGER NOT NULL,
  missing INTEGER NOT NULL DEFAULT 0 -- 1: the cloud does not give the target; asked again at the next reconcile
) STRICT, WITHOUT ROWID;
CREATE INDEX merge_by_target ON merge_link (target);

CREATE TABLE cursor (
  stream     TEXT    PRIMARY KEY,
  origin     INTEGER NOT NULL, -- epoch ms at which the mirror begins; 0: with the first incident there is
  position   INTEGER NOT NULL, -- epoch ms: everything updated since the origin and before it has been read
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
  seq          INTEGER PRIMARY KEY,
  version      INTEGER NOT NULL UNIQUE REFERENCES incident_version (seq),
  delivered_at INTEGER
) STRICT;
CREATE INDEX outbox_waiting ON outbox (seq) WHERE delivered_at IS NULL;

CREATE TABLE fetch_run (
  seq        INTEGER PRIMARY KEY,
  sweep      TEXT    NOT NULL, -- how far back it looked
  started_at INTEGER NOT NULL,
  ended_at   INTEGER,          -- absent: running, or the process died
  pages      INTEGER NOT NULL DEFAULT 0,
  incidents  INTEGER NOT NULL DEFAULT 0,
  alerts     INTEGER NOT NULL DEFAULT 0,
  stored     INTEGER NOT NULL DEFAULT 0,
  merged     INTEGER NOT NULL DEFAULT 0,
  degraded   TEXT,
  error      TEXT
) STRICT;

CREATE TABLE sweep (
  name    TEXT    PRIMARY KEY,
  done_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIEW evidence AS
SELECT i.id                                 AS incident_id,
       alert.value ->> '$.id'               AS alert_id,
       evidence.value ->> '$."@odata.type"' AS type,
       evidence.value ->> '$.verdict'       AS verdict,
       evidence.value                       AS json
FROM incident i
JOIN incident_version v ON v.seq = i.version
JOIN json_each(v.json, '$.alerts') alert
JOIN json_each(alert.value, '$.evidence') evidence;

CREATE VIEW comment AS
SELECT i.id AS incident_id, NULL AS alert_id,
       c.value ->> '$.createdByDisplayName' AS author,
       c.value ->> '$.createdDateTime'      AS created,
       c.value ->> '$.comment'              AS text
FROM incident i
JOIN incident_version v ON v.seq = i.version
JOIN json_each(v.json, '$.comments') c
UNION ALL
SELECT i.id, alert.value ->> '$.id',
       c.value ->> '$.createdByDisplayName',
       c.value ->> '$.createdDateTime',
       c.value ->> '$.comment'
FROM incident i
JOIN incident_version v ON v.seq = i.version
JOIN json_each(v.json, '$.alerts') alert
JOIN json_each(alert.value, '$.comments') c;
`;
