export interface Hunt {
  readonly name: string;
  readonly kql: string;
  /** The same question by hand, over the view `events`, giving as many rows. */
  readonly sql: string;
}

/** A term stands between characters that are neither letters nor digits; most rows are passed over without the pattern. */
const term = (word: string): string =>
  `(contains(lower(ProcessCommandLine), '${word}') AND regexp_matches(lower(ProcessCommandLine), '(^|[^0-9a-z])${word}($|[^0-9a-z])'))`;

export const HUNTS: readonly Hunt[] = [
  {
    name: 'one program by device',
    kql: `DeviceProcessEvents | where FileName =~ "powershell.exe" | summarize count() by DeviceName`,
    sql: `SELECT DeviceName, count(*) FROM events WHERE lower(FileName) = 'powershell.exe' GROUP BY 1`,
  },
  {
    name: 'a term in the command line',
    kql: `DeviceProcessEvents | where ProcessCommandLine has "rundll32" | summarize count() by DeviceName, AccountName`,
    sql: `SELECT DeviceName, AccountName, count(*) FROM events WHERE ${term('rundll32')} GROUP BY 1, 2`,
  },
  {
    name: 'any of several terms',
    kql: `DeviceProcessEvents | where ProcessCommandLine has_any ("lsass", "vssadmin", "certutil", "encodedcommand") | project Timestamp, DeviceName, FileName, ProcessCommandLine`,
    sql: `SELECT Timestamp, DeviceName, FileName, ProcessCommandLine FROM events WHERE ${['lsass', 'vssadmin', 'certutil', 'encodedcommand'].map(term).join(' OR ')}`,
  },
  {
    name: 'events an hour',
    kql: `DeviceProcessEvents | summarize count() by bin(Timestamp, 1h) | sort by Timestamp asc`,
    sql: `SELECT time_bucket(INTERVAL 1 hour, Timestamp::TIMESTAMP) AS hour, count(*) FROM events GROUP BY 1 ORDER BY 1`,
  },
  {
    name: 'rare pairs of parent and child',
    kql: `DeviceProcessEvents | summarize Count = count(), Devices = dcount(DeviceId) by InitiatingProcessFileName, FileName | where Devices == 1 | top 100 by Count asc`,
    sql: `SELECT InitiatingProcessFileName, FileName, count(*) AS n, count(DISTINCT DeviceId) AS d FROM events GROUP BY 1, 2 HAVING d = 1 ORDER BY n LIMIT 100`,
  },
  {
    name: 'what each device did last',
    kql: `DeviceProcessEvents | summarize arg_max(Timestamp, FileName, ProcessCommandLine) by DeviceId`,
    sql: `SELECT DeviceId, max(Timestamp), arg_max(FileName, Timestamp), arg_max(ProcessCommandLine, Timestamp) FROM events GROUP BY 1`,
  },
  {
    name: 'programs of an account',
    kql: `DeviceProcessEvents | where isnotempty(AccountName) | summarize Programs = make_set(FileName), count() by AccountName | top 20 by count_`,
    sql: `SELECT AccountName, list(DISTINCT FileName), count(*) AS n FROM events WHERE AccountName <> '' GROUP BY 1 ORDER BY n DESC LIMIT 20`,
  },
  {
    name: 'a part taken out by a pattern',
    kql: `DeviceProcessEvents | where FileName endswith ".exe" and ProcessCommandLine contains " /" | extend Switch = extract(@"\\s/(\\w+)", 1, ProcessCommandLine) | summarize count() by Switch | top 10 by count_`,
    sql: `SELECT regexp_extract(ProcessCommandLine, '\\s/(\\w+)', 1) AS switch, count(*) AS n FROM events WHERE lower(FileName) LIKE '%.exe' AND contains(ProcessCommandLine, ' /') GROUP BY 1 ORDER BY n DESC LIMIT 10`,
  },
  {
    name: 'office programs that started a shell',
    kql: `let office = DeviceProcessEvents | where FileName in~ ("winword.exe", "excel.exe", "outlook.exe") | project DeviceId, ProcessId;
DeviceProcessEvents | where FileName in~ ("cmd.exe", "powershell.exe") | join kind=inner office on DeviceId, $left.InitiatingProcessId == $right.ProcessId | summarize count() by DeviceName`,
    sql: `SELECT child.DeviceName, count(*) FROM events child JOIN events office ON child.DeviceId = office.DeviceId AND child.InitiatingProcessId = office.ProcessId WHERE lower(child.FileName) IN ('cmd.exe', 'powershell.exe') AND lower(office.FileName) IN ('winword.exe', 'excel.exe', 'outlook.exe') GROUP BY 1`,
  },
  {
    name: 'one day of thirty',
    kql: `DeviceProcessEvents | where Timestamp >= datetime(2026-11-10) and Timestamp < datetime(2026-11-11) | where FileName == "powershell.exe" | project Timestamp, DeviceName, ProcessCommandLine`,
    sql: `SELECT Timestamp, DeviceName, ProcessCommandLine FROM events WHERE Timestamp >= TIMESTAMP '2026-11-10' AND Timestamp < TIMESTAMP '2026-11-11' AND FileName = 'powershell.exe'`,
  },
];
