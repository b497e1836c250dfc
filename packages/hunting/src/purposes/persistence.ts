import { literal } from './literal.ts';
import { NEWEST_FIRST, type PurposeFamily } from './purpose.ts';

const WHO =
  'InitiatingProcessFileName, InitiatingProcessCommandLine, InitiatingProcessAccountDomain, ' +
  'InitiatingProcessAccountName, InitiatingProcessAccountSid';
const REGISTRY_EVENT =
  'project Timestamp, DeviceId, DeviceName, ActionType, RegistryKey, RegistryValueName, RegistryValueData, ' +
  `PreviousRegistryKey, PreviousRegistryValueName, PreviousRegistryValueData, ${WHO}, ReportId`;
const FILE_EVENT =
  'project Timestamp, DeviceId, DeviceName, ActionType, FileName, FolderPath, SHA1, SHA256, MD5, ' +
  `${WHO}, ReportId`;
const ACCOUNT_EVENT =
  'project Timestamp, DeviceId, DeviceName, ActionType, AccountDomain, AccountName, AccountSid, ' +
  `AdditionalFields, ${WHO}, ReportId`;

/** Below the services of any control set; the one in use is logged under its number or as the current one. */
const SERVICE_KEY = String.raw`RegistryKey matches regex @"(?i)^HKEY_LOCAL_MACHINE\\SYSTEM\\(CurrentControlSet|ControlSet\d{3})\\Services\\."`;
const FIREWALL_KEY = String.raw`RegistryKey matches regex @"(?i)^HKEY_LOCAL_MACHINE\\SYSTEM\\(CurrentControlSet|ControlSet\d{3})\\Services\\SharedAccess\\Parameters\\FirewallPolicy(\\|$)"`;
/** `FolderPath` has the name of the file at its end, in some events. */
const STARTUP_FOLDER = String.raw`FolderPath matches regex @"(?i)\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\Startup(\\|$)"`;
const PROGRAM_FILES = String.raw`FolderPath matches regex @"(?i)^[a-z]:\\Program Files( \(x86\))?(\\|$)"`;
const HOSTS_FILE = String.raw`FileName =~ "hosts" and FolderPath matches regex @"(?i)^[a-z]:\\Windows\\System32\\drivers\\etc(\\hosts)?\\?$"`;

const LOCAL_SYSTEM = literal('S-1-5-18');

/** Signs that somebody means to stay. */
export const persistence: PurposeFamily = {
  id: 'persistence',
  title: 'Persistence',
  purposes: [
    {
      id: 'scheduled-job',
      summary: 'scheduled tasks created by anybody but the system',
      tables: ['DeviceEvents'],
      files: 'target',
      needs: 'selector',
      steps: [
        `where ActionType == "ScheduledTaskCreated" and InitiatingProcessAccountSid != ${LOCAL_SYSTEM}`,
        `project Timestamp, DeviceId, DeviceName, ActionType, FileName, FolderPath, AdditionalFields, ${WHO}, ReportId`,
      ],
      order: NEWEST_FIRST,
    },
    {
      id: 'registry-entry',
      summary: 'registry values set by a process whose command line holds a given text',
      tables: ['DeviceRegistryEvents'],
      files: 'initiating',
      needs: 'command-line',
      steps: ({ commandLine = '' }) => [
        `where ActionType == "RegistryValueSet" and InitiatingProcessCommandLine contains ${literal(commandLine)}`,
        REGISTRY_EVENT,
      ],
      order: NEWEST_FIRST,
    },
    {
      id: 'startup-folder-changes',
      summary: "files created in a user's Startup folder",
      tables: ['DeviceFileEvents'],
      files: 'target',
      needs: 'selector',
      steps: [`where ActionType == "FileCreated" and ${STARTUP_FOLDER}`, FILE_EVENT],
      order: NEWEST_FIRST,
    },
    {
      id: 'new-service-created',
      summary: 'registry keys created for a service',
      tables: ['DeviceRegistryEvents'],
      files: 'initiating',
      needs: 'selector',
      steps: [`where ActionType == "RegistryKeyCreated" and ${SERVICE_KEY}`, REGISTRY_EVENT],
      order: NEWEST_FIRST,
    },
    {
      id: 'service-updated',
      summary: 'registry keys created and values set for a service',
      tables: ['DeviceRegistryEvents'],
      files: 'initiating',
      needs: 'selector',
      steps: [
        `where ActionType in ("RegistryValueSet", "RegistryKeyCreated") and ${SERVICE_KEY}`,
        REGISTRY_EVENT,
      ],
      order: NEWEST_FIRST,
    },
    {
      id: 'file-replaced',
      summary: 'files of installed programs that were modified',
      tables: ['DeviceFileEvents'],
      files: 'target',
      needs: 'selector',
      steps: [`where ActionType == "FileModified" and ${PROGRAM_FILES}`, FILE_EVENT],
      order: NEWEST_FIRST,
    },
    {
      id: 'new-user',
      summary: 'user accounts created',
      tables: ['DeviceEvents'],
      files: 'target',
      needs: 'selector',
      steps: ['where ActionType == "UserAccountCreated"', ACCOUNT_EVENT],
      order: NEWEST_FIRST,
    },
    {
      id: 'new-group',
      summary: 'security groups created',
      tables: ['DeviceEvents'],
      files: 'target',
      needs: 'selector',
      steps: ['where ActionType == "SecurityGroupCreated"', ACCOUNT_EVENT],
      order: NEWEST_FIRST,
    },
    {
      id: 'group-user-change',
      summary: 'accounts added to a local group',
      tables: ['DeviceEvents'],
      files: 'target',
      needs: 'selector',
      steps: ['where ActionType == "UserAccountAddedToLocalGroup"', ACCOUNT_EVENT],
      order: NEWEST_FIRST,
    },
    {
      id: 'local-firewall-change',
      summary: 'changes of the Windows firewall policy in the registry',
      tables: ['DeviceRegistryEvents'],
      files: 'initiating',
      needs: 'selector',
      steps: [`where ${FIREWALL_KEY}`, REGISTRY_EVENT],
      order: NEWEST_FIRST,
    },
    {
      id: 'host-file-change',
      summary: 'changes of the hosts file',
      tables: ['DeviceFileEvents'],
      files: 'initiating',
      needs: 'selector',
      steps: [`where ActionType == "FileModified" and ${HOSTS_FILE}`, FILE_EVENT],
      order: NEWEST_FIRST,
    },
  ],
};
