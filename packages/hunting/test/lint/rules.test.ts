import { describe, expect, it } from 'vitest';
import { checkQuery } from '../../src/lint/check.ts';
import { RULES } from '../../src/lint/rules.ts';

const TIME = '| where Timestamp > ago(1d)';

/** Queries by rule: what each says something about, marked by «», and what it lets pass. */
const CASES: Readonly<
  Record<string, { readonly wrong: readonly string[]; readonly right: readonly string[] }>
> = {
  HUNT_NO_TIME: {
    wrong: [
      '«DeviceInfo» | count',
      `DeviceInfo ${TIME} | join kind=inner («DeviceNetworkInfo» | summarize by DeviceId) on DeviceId | count`,
      'let T = «DeviceInfo»; T | count',
      'let T = «DeviceInfo»; union (T | where Timestamp > ago(1d)), T | count',
      '«union Device*» | count',
      'let ids = toscalar(«DeviceInfo» | summarize make_set(DeviceId)); print ids',
      `DeviceInfo ${TIME} | where DeviceId in («AlertEvidence» | project DeviceId) | count`,
    ],
    right: [
      `DeviceInfo ${TIME} | count`,
      'DeviceInfo | where DeviceName has "srv" | where Timestamp between (ago(2d) .. ago(1d)) | count',
      'let T = DeviceInfo; T | where Timestamp > ago(1d) | count',
      `union Device* ${TIME} | count`,
      `union DeviceInfo, DeviceNetworkInfo ${TIME} | count`,
      'let f = (t: (Timestamp: datetime)) { t | where Timestamp > ago(1d) }; f(DeviceInfo) | count',
      'DeviceTvmSoftwareVulnerabilitiesKB | count',
      'find in (DeviceInfo) where Timestamp > ago(1d) and DeviceName == "srv" | count',
    ],
  },
  HUNT_WINDOW: {
    wrong: [
      'DeviceInfo | where Timestamp > «ago(31d)» | count',
      'DeviceInfo | where Timestamp > «ago(5000h)» | count',
    ],
    right: ['DeviceInfo | where Timestamp > ago(30d) | count'],
  },
  HUNT_CONTAINS: {
    wrong: [
      `DeviceProcessEvents ${TIME} | where «ProcessCommandLine contains "lsass"» | count`,
      `DeviceProcessEvents ${TIME} | where «ProcessCommandLine !contains_cs 'lsass'» | count`,
    ],
    right: [
      `DeviceProcessEvents ${TIME} | where ProcessCommandLine has "lsass" | count`,
      `DeviceProcessEvents ${TIME} | where ProcessCommandLine contains "-enc " | count`,
      `DeviceProcessEvents ${TIME} | where ProcessCommandLine contains "ab" | count`,
      `DeviceProcessEvents ${TIME} | where ProcessCommandLine contains FileName | count`,
      `DeviceProcessEvents ${TIME} | where ProcessCommandLine has " contains \\"lsass\\"" | count // contains "lsass"`,
    ],
  },
  HUNT_SHORT_TERM: {
    wrong: [`DeviceProcessEvents ${TIME} | where «ProcessCommandLine has "-e"» | count`],
    right: [`DeviceProcessEvents ${TIME} | where ProcessCommandLine has "a.exe" | count`],
  },
  HUNT_CASE: {
    wrong: [
      `DeviceProcessEvents ${TIME} | where «FileName == "cmd.exe"» | count`,
      `DeviceProcessEvents ${TIME} | where «InitiatingProcessFileName in ("cmd.exe", "a")» | count`,
      `DeviceProcessEvents ${TIME} | where «"anna" != AccountName» | count`,
    ],
    right: [
      `DeviceProcessEvents ${TIME} | where FileName =~ "cmd.exe" | count`,
      `DeviceProcessEvents ${TIME} | where ActionType == "ProcessCreated" | count`,
      `DeviceProcessEvents ${TIME} | where FileName == "" or FileName == InitiatingProcessFileName | count`,
    ],
  },
  HUNT_TOLOWER: {
    wrong: [`DeviceInfo ${TIME} | where «tolower(OSPlatform) == "linux"» | count`],
    right: [`DeviceInfo ${TIME} | where OSPlatform =~ "linux" | extend Name = tolower(DeviceName) | count`],
  },
  HUNT_NULL_TEXT: {
    wrong: [
      `DeviceInfo ${TIME} | where «isnull(DeviceName)» | count`,
      `DeviceInfo ${TIME} | where «isnotnull(DeviceName)» | count`,
    ],
    right: [`DeviceInfo ${TIME} | where isnull(OSBuild) or isempty(DeviceName) | count`],
  },
  HUNT_JOIN_SIDE: {
    wrong: [
      `DeviceNetworkEvents ${TIME} | «join kind=inner (DeviceInfo ${TIME} | where OSPlatform == "Linux") on DeviceId» | count`,
    ],
    right: [
      `DeviceInfo ${TIME} | where OSPlatform == "Linux" | join kind=inner (DeviceNetworkEvents ${TIME}) on DeviceId | count`,
      `let Few = DeviceInfo ${TIME} | take 5; Few | join kind=inner (AlertEvidence ${TIME} | where Severity == "High") on DeviceId | count`,
    ],
  },
  HUNT_JOIN_KIND: {
    wrong: [`AlertInfo ${TIME} | «join (AlertEvidence ${TIME}) on AlertId» | count`],
    right: [
      `AlertInfo ${TIME} | join kind=inner (AlertEvidence ${TIME}) on AlertId | count`,
      `AlertInfo ${TIME} | lookup (AlertEvidence ${TIME}) on AlertId | count`,
    ],
  },
  HUNT_EVERYTHING: {
    wrong: [
      '«search "mimikatz"» | count',
      '«find where DeviceName has "mimikatz" and Timestamp > ago(1d)» | count',
      `«union *» ${TIME} | count`,
      `DeviceInfo ${TIME} | where «*» has "mimikatz" | count`,
    ],
    right: [
      'search in (DeviceInfo) Timestamp > ago(1d) and "mimikatz" | count',
      `DeviceInfo ${TIME} | search "mimikatz" | count`,
      `union Device* ${TIME} | count`,
      `DeviceInfo ${TIME} | summarize arg_max(Timestamp, *) by DeviceId | project-away OS*`,
    ],
  },
  HUNT_EXTERNAL_DATA: {
    wrong: ['«externaldata (Hash: string) ["https://lists.example/a.csv"] with (format="csv")» | count'],
    right: ['datatable (Hash: string) ["aa"] | count'],
  },
  HUNT_UNBOUNDED: {
    wrong: [`DeviceInfo | «${TIME.slice(2)}»`, `DeviceInfo ${TIME} | «project DeviceName»`],
    right: [
      `DeviceInfo ${TIME} | take 10`,
      `DeviceInfo ${TIME} | summarize count() by DeviceName | where count_ > 3 | sort by count_`,
      `DeviceInfo ${TIME} | top 5 by Timestamp`,
      'print 1',
    ],
  },
  HUNT_TAKE_THEN_SORT: {
    wrong: [
      `DeviceInfo ${TIME} | «take 5» | sort by Timestamp`,
      `DeviceInfo ${TIME} | «limit 5» | project Timestamp | order by Timestamp`,
    ],
    right: [
      `DeviceInfo ${TIME} | sort by Timestamp | take 5`,
      `DeviceInfo ${TIME} | take 5 | summarize count() by DeviceName | sort by count_`,
    ],
  },
  HUNT_FORMER_NAME: {
    wrong: [`«AADSignInEventsBeta» ${TIME} | count`],
    right: [`EntraIdSignInEvents ${TIME} | count`],
  },
};

function marked(text: string): { query: string; start: number; length: number } {
  const start = text.indexOf('«');
  return { query: text.replace(/[«»]/g, ''), start, length: text.indexOf('»') - start - 1 };
}

const findings = (query: string, code: string) => checkQuery(query).filter((one) => one.code === code);

describe.each(Object.entries(CASES))('%s', (code, { wrong, right }) => {
  it.each(wrong)('speaks of %s', (text) => {
    const { query, start, length } = marked(text);
    expect(checkQuery(query).filter(({ severity }) => severity === 'error')).toEqual([]);
    const found = findings(query, code);
    expect(found.map(({ line, column, length: long }) => [line, column, long])).toContainEqual([
      1,
      start + 1,
      length,
    ]);
    for (const { message, instead } of found) expect([message, instead]).not.toContain('');
  });

  it.each(right)('lets pass %s', (query) => {
    expect(checkQuery(query).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(findings(query, code)).toEqual([]);
  });
});

it('every rule is tried', () => {
  const tried = [...Object.keys(CASES), 'HUNT_RETIRING'].toSorted();
  expect(RULES.map(({ code }) => code).toSorted()).toEqual(tried);
});

describe('what the query is meant for', () => {
  it('a time given beside it bounds it', () => {
    expect(checkQuery('DeviceInfo | count', { timespan: true })).toEqual([]);
  });

  it('the native APIs retire', () => {
    const query = `DeviceInfo ${TIME} | count`;
    expect(checkQuery(query, { route: 'native' })).toMatchObject([
      { code: 'HUNT_RETIRING', line: 1, column: 1 },
    ]);
    expect(checkQuery(query, { route: 'graph' })).toEqual([]);
  });
});
