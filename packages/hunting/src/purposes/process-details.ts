import { IS_POWERSHELL } from './powershell.ts';
import { NEWEST_FIRST, type PurposeFamily } from './purpose.ts';

const PROCESS =
  'Timestamp, DeviceId, DeviceName, ActionType, FileName, FolderPath, SHA1, SHA256, MD5, ProcessId, ProcessCommandLine, ' +
  'AccountDomain, AccountName';
const PARENT =
  'InitiatingProcessFileName, InitiatingProcessFolderPath, InitiatingProcessId, InitiatingProcessCommandLine, ' +
  'InitiatingProcessCreationTime, InitiatingProcessSHA1, InitiatingProcessSHA256, InitiatingProcessMD5, ' +
  'InitiatingProcessAccountDomain, InitiatingProcessAccountName';
const GRANDPARENT =
  'InitiatingProcessParentId, InitiatingProcessParentFileName, InitiatingProcessParentCreationTime';

/** What Windows itself runs unsigned; by where it lies, since anybody can take the name. */
const KNOWN_PARENTS = String.raw`where not(InitiatingProcessFolderPath matches regex @"(?i)^[a-z]:\\(Windows\\System32\\CompatTelRunner\.exe$|(Program Files|ProgramData\\Microsoft)\\Windows Defender Advanced Threat Protection\\)")`;

/** What is known of processes: ancestry, signature, connections, PowerShell. */
export const processDetails: PurposeFamily = {
  id: 'process',
  title: 'Process details',
  purposes: [
    {
      id: 'parent-process',
      summary: 'processes with the process that started each',
      tables: ['DeviceProcessEvents'],
      files: 'target',
      needs: 'selector',
      steps: [`project ${PROCESS}, ${PARENT}, ReportId`],
      order: NEWEST_FIRST,
    },
    {
      id: 'grandparent-process',
      summary: 'processes with the parent of the process that started each',
      tables: ['DeviceProcessEvents'],
      files: 'target',
      needs: 'selector',
      steps: [`project ${PROCESS}, InitiatingProcessFileName, InitiatingProcessId, ${GRANDPARENT}, ReportId`],
      order: NEWEST_FIRST,
    },
    {
      id: 'process-details',
      summary: 'processes with the signature of their files; unsigned ones too',
      tables: ['DeviceProcessEvents'],
      files: 'target',
      needs: 'selector',
      // A signature is reported once for a file, often before the time asked for, so it is looked for at any time.
      steps: [
        'join kind=leftouter (DeviceFileCertificateInfo | where isnotempty(SHA1) | summarize arg_max(Timestamp, ' +
          'IsSigned, IsTrusted, IsRootSignerMicrosoft, SignatureType, Signer, SignerHash, Issuer, IssuerHash, ' +
          'CertificateSerialNumber, CertificateCreationTime, CertificateExpirationTime) by SHA1) on SHA1',
        `project ${PROCESS}, ProcessIntegrityLevel, ProcessTokenElevation, ProcessVersionInfoCompanyName, ` +
          'ProcessVersionInfoProductName, ProcessVersionInfoOriginalFileName, IsSigned, IsTrusted, IsRootSignerMicrosoft, ' +
          'SignatureType, Signer, SignerHash, Issuer, IssuerHash, CertificateSerialNumber, CertificateCreationTime, ' +
          'CertificateExpirationTime, InitiatingProcessFileName, InitiatingProcessCommandLine, ReportId',
      ],
      order: NEWEST_FIRST,
    },
    {
      id: 'beaconing-evidence',
      summary: 'connections of a process one by one, to look for a rhythm',
      tables: ['DeviceNetworkEvents'],
      files: 'initiating',
      needs: 'selector',
      steps: [
        'where isnotempty(RemoteIP) or isnotempty(RemoteUrl)',
        'project Timestamp, DeviceId, DeviceName, ActionType, RemoteIP, RemotePort, RemoteUrl, LocalIP, LocalPort, ' +
          'Protocol, InitiatingProcessFileName, InitiatingProcessId, InitiatingProcessCreationTime, ' +
          'InitiatingProcessCommandLine, InitiatingProcessSHA1, ReportId',
      ],
      order: NEWEST_FIRST,
    },
    {
      id: 'powershell-execution-unsigned-files',
      summary: 'PowerShell started by a program without a valid signature',
      tables: ['DeviceProcessEvents'],
      files: 'initiating',
      needs: 'nothing',
      steps: [
        `where ${IS_POWERSHELL} and InitiatingProcessSignatureStatus !~ "Valid"`,
        KNOWN_PARENTS,
        `project ${PROCESS}, InitiatingProcessSignerType, InitiatingProcessSignatureStatus, ${PARENT}, ReportId`,
      ],
      order: NEWEST_FIRST,
    },
    {
      id: 'process-execution-powershell',
      summary: 'PowerShell started by a given file on a given device',
      tables: ['DeviceProcessEvents'],
      files: 'initiating',
      needs: 'file-and-device',
      steps: [`where ${IS_POWERSHELL}`, `project ${PROCESS}, ${PARENT}, ReportId`],
      order: NEWEST_FIRST,
    },
  ],
};
