import type { Account } from '../../tenant/model.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { tickOfMs, type Tick } from '../../tenant/tick.ts';
import type { Row } from '../rows.ts';
import type { Write } from '../trail/device-log.ts';
import type { Days } from './inventory.ts';

const DAY_MS = 86_400_000;
const DEPARTMENTS = [
  'Finance',
  'Finance',
  'Finance',
  'People',
  'People',
  'Engineering',
  'Engineering',
  'Engineering',
  'Sales',
  'Sales',
  'Sales',
  'Operations',
  'Operations',
  'Legal',
  'IT',
  'IT',
  'IT',
  'IT',
  'Lab',
  'Stores',
];

/** People are looked at once a day. */
export function writePeople({ estate }: Tenant, { first, end, to }: Days, write: Write): void {
  for (let day = first; day < end; day += 1) {
    const ms = Math.min(day * DAY_MS + 3 * 3_600_000, to - 1000);
    for (const [number, user] of estate.users.entries()) {
      write('IdentityInfo', { Timestamp: tickOfMs(ms) + number, ...identityOf(user, number) });
      if (day === end - 1) write('IdentityAccountInfo', accountOf(user, number, tickOfMs(ms) + number));
    }
  }
}

function identityOf(user: Account, number: number): Row {
  const [given, ...rest] = (user.displayName ?? '').split(' ');
  const department = DEPARTMENTS[number] ?? 'Operations';
  const admin = department === 'IT';
  return {
    ReportId: `${user.directoryId ?? ''}-${number}`,
    AccountObjectId: user.directoryId,
    AccountUpn: user.principal,
    OnPremSid: user.sid,
    AccountDisplayName: user.displayName,
    AccountName: user.account,
    AccountDomain: 'northwind.example',
    CriticalityLevel: admin ? 1 : null,
    Type: 'User',
    DistinguishedName: `CN=${user.displayName ?? ''},OU=${department},DC=northwind,DC=example`,
    GivenName: given,
    Surname: rest.join(' '),
    Department: department,
    JobTitle: admin ? 'Administrator' : 'Specialist',
    EmailAddress: user.principal,
    City: 'Berlin',
    Country: 'Germany',
    IsAccountEnabled: true,
    CreatedDateTime: tickOfMs(Date.UTC(2021, number % 12, 4, 8)),
    ChangeSource: 'System-UserPersistence',
    BlastRadius: admin ? 'High' : 'Low',
    CompanyName: 'Northwind',
    RiskLevel: 'None',
    Tags: admin ? ['Sensitive'] : [],
    AssignedRoles: admin ? ['Security Administrator'] : [],
    IdentityEnvironment: 'Hybrid',
    SourceProviders: ['ActiveDirectory', 'AzureActiveDirectory'],
    GroupMembership: admin ? ['Domain Users', 'Domain Admins'] : ['Domain Users'],
  };
}

function accountOf(user: Account, number: number, at: Tick): Row {
  return {
    Timestamp: at,
    ReportId: `${user.directoryId ?? ''}-account`,
    SourceProviderAccountId: user.directoryId,
    AccountId: user.directoryId,
    IdentityId: user.directoryId,
    IsPrimary: true,
    DisplayName: user.displayName,
    AccountUpn: user.principal,
    EmailAddress: user.principal,
    Type: 'User',
    Department: DEPARTMENTS[number],
    Sid: user.sid,
    AccountStatus: 'Enabled',
    SourceProvider: 'AzureActiveDirectory',
    GroupMembership: ['Domain Users'],
    CreatedDateTime: tickOfMs(Date.UTC(2021, number % 12, 4, 8)),
  };
}
