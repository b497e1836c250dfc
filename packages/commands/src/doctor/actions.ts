import type { Permission } from '../define.ts';

/** Something Defender can do, with what it takes to be allowed to. */
export interface ActionRow {
  /** The id its command has, or will have. */
  readonly id: string;
  readonly summary: string;
  /** One of these is enough. */
  readonly permissions: readonly Permission[];
}

const OPERATIONS = 'View data – Security operations, or Security data basics (read)';
const VULNERABILITIES = 'View data – Defender Vulnerability Management, or Vulnerability management (read)';
const RESPOND = 'Active remediation actions – Security operations, or Response (manage)';
const INVESTIGATE = 'Alerts investigation, or Alerts (manage)';
const SETTINGS = 'Manage security settings, or Core security settings (manage)';

/** Read permissions: the application names end in `.All`, the delegated ones do not. */
function read(noun: string, role: string): Permission[] {
  return [{ audience: 'endpoint', application: [`${noun}.Read.All`], delegated: [`${noun}.Read`], role }];
}

/** Permissions that are called the same for an application and for a user. */
function same(role: string, ...names: string[]): Permission[] {
  return [{ audience: 'endpoint', application: names, delegated: names, role }];
}

/**
 * Every action of Defender that has no command here yet, so that the sign-in can be prepared for it. A row
 * goes when its command comes. Roles in the words of the portal: the older Defender for Endpoint role first,
 * then the one of unified role-based access.
 *
 * @see https://learn.microsoft.com/defender-endpoint/api/exposed-apis-list
 * @see https://learn.microsoft.com/defender-endpoint/user-roles
 * @see https://learn.microsoft.com/defender-xdr/compare-rbac-roles
 */
export const ACTIONS: readonly ActionRow[] = [
  { id: 'machine.list', summary: 'Read devices and their actions', permissions: read('Machine', OPERATIONS) },
  {
    id: 'machine.tag',
    summary: 'Change tags and value of a device',
    permissions: [
      {
        audience: 'endpoint',
        application: ['Machine.ReadWrite.All'],
        delegated: ['Machine.ReadWrite'],
        role: SETTINGS,
      },
    ],
  },
  {
    id: 'machine.isolate',
    summary: 'Isolate a device, or release it',
    permissions: same(RESPOND, 'Machine.Isolate'),
  },
  {
    id: 'machine.restrict',
    summary: 'Restrict the applications of a device, or lift it',
    permissions: same(RESPOND, 'Machine.RestrictExecution'),
  },
  { id: 'machine.scan', summary: 'Scan a device for malware', permissions: same(RESPOND, 'Machine.Scan') },
  {
    id: 'machine.quarantine',
    summary: 'Stop and quarantine a file on a device',
    permissions: same(RESPOND, 'Machine.StopAndQuarantine'),
  },
  {
    id: 'machine.collect',
    summary: 'Collect an investigation package',
    permissions: same(INVESTIGATE, 'Machine.CollectForensics'),
  },
  {
    id: 'machine.offboard',
    summary: 'Offboard a device',
    permissions: same(SETTINGS, 'Machine.Offboard'),
  },
  {
    id: 'machine.investigate',
    summary: 'Start an automated investigation',
    permissions: [
      {
        audience: 'endpoint',
        application: ['Alert.ReadWrite.All'],
        delegated: ['Alert.ReadWrite'],
        role: RESPOND,
      },
    ],
  },
  {
    id: 'machine.respond',
    summary: 'Run live response on a device',
    permissions: same(
      'Live response capabilities: basic or advanced, or Basic / Advanced live response (manage)',
      'Machine.LiveResponse',
    ),
  },
  {
    id: 'library.list',
    summary: 'Manage the live response library',
    permissions: same('Live response capabilities: advanced', 'Library.Manage'),
  },
  {
    id: 'indicator.list',
    summary: 'Manage indicators',
    permissions: [
      {
        audience: 'endpoint',
        application: ['Ti.ReadWrite', 'Ti.ReadWrite.All'],
        delegated: ['Ti.ReadWrite'],
        role: 'Manage security settings, or Detection tuning (manage)',
      },
    ],
  },
  {
    id: 'vulnerability.list',
    summary: 'Read vulnerabilities and exports',
    permissions: read('Vulnerability', VULNERABILITIES),
  },
  {
    id: 'software.list',
    summary: 'Read software and missing updates',
    permissions: read('Software', VULNERABILITIES),
  },
  {
    id: 'recommendation.list',
    summary: 'Read recommendations',
    permissions: read('SecurityRecommendation', VULNERABILITIES),
  },
  {
    id: 'score.get',
    summary: 'Read exposure and configuration scores',
    permissions: read('Score', VULNERABILITIES),
  },
  {
    id: 'remediation.list',
    summary: 'Read remediation tasks',
    permissions: read('RemediationTasks', VULNERABILITIES),
  },
  {
    id: 'baseline.list',
    summary: 'Read security baselines',
    permissions: read('SecurityBaselinesAssessment', VULNERABILITIES),
  },
  { id: 'file.get', summary: 'Look up a file', permissions: same(OPERATIONS, 'File.Read.All') },
  { id: 'url.get', summary: 'Look up a domain or URL', permissions: same(OPERATIONS, 'Url.Read.All') },
  { id: 'ip.get', summary: 'Look up an address', permissions: same(OPERATIONS, 'Ip.Read.All') },
  { id: 'user.get', summary: 'Look up a user', permissions: same(OPERATIONS, 'User.Read.All') },
];
