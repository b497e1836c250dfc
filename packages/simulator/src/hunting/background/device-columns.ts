/*
 * SQL for the columns that the Device tables share, over `b` (the row), `s` (the machine), `l` (the template), and
 * `p` and `i` (the accounts of what was started and of what started it).
 */

export const LOCATION = {
  Timestamp: 'b.at',
  DeviceId: 's.id',
  DeviceName: 's.name',
  ReportId: 'b.i + 1',
};

/** The account of the process, from the table of accounts that stands beside the machine. */
function account(prefix: string, alias: string): Record<string, string> {
  return {
    [`${prefix}AccountName`]: `${alias}.name`,
    [`${prefix}AccountDomain`]: `${alias}.domain`,
    [`${prefix}AccountSid`]: `${alias}.sid`,
    [`${prefix}AccountUpn`]: `${alias}.upn`,
    [`${prefix}AccountObjectId`]: `${alias}.objectId`,
  };
}

/** Stands for a process that has been running since the night: the same the whole day. */
const initiatingNumber = '((hash(s.no, l.i_no, b.day) >> 9) & 16383)';

/** Those who write every table but that of processes: the process that did it. */
export function initiatingColumns({
  session = true,
  integrity = true,
}: { session?: boolean; integrity?: boolean } = {}): Record<string, string> {
  return {
    ...account('InitiatingProcess', 'i'),
    InitiatingProcessFileName: 'l.i_name',
    InitiatingProcessFolderPath: 'l.i_path',
    InitiatingProcessSHA1: 'l.i_sha1',
    InitiatingProcessSHA256: 'l.i_sha256',
    InitiatingProcessMD5: 'l.i_md5',
    InitiatingProcessFileSize: 'l.i_size',
    InitiatingProcessVersionInfoCompanyName: 'l.i_company',
    InitiatingProcessVersionInfoProductName: 'l.i_product',
    InitiatingProcessVersionInfoProductVersion: 'l.i_version',
    InitiatingProcessVersionInfoInternalFileName: 'l.i_name',
    InitiatingProcessVersionInfoOriginalFileName: 'l.i_name',
    InitiatingProcessVersionInfoFileDescription: 'l.i_description',
    InitiatingProcessId: `4 * ${initiatingNumber} + 404`,
    InitiatingProcessCommandLine: 'l.i_command',
    InitiatingProcessCreationTime: `b.midnight - ${initiatingNumber} * INTERVAL 1 SECOND`,
    InitiatingProcessParentId: '4 * (l.i_no + 100)',
    InitiatingProcessParentFileName: 'l.i_parent',
    InitiatingProcessParentCreationTime: `b.midnight - (${initiatingNumber} + 60) * INTERVAL 1 SECOND`,
    ...(session
      ? {
          InitiatingProcessSessionId: `CASE l.i_owner WHEN 'user' THEN 1 ELSE 0 END`,
          IsInitiatingProcessRemoteSession: 'false',
        }
      : {}),
    ...(integrity
      ? { InitiatingProcessIntegrityLevel: 'l.i_integrity', InitiatingProcessTokenElevation: 'l.i_elevation' }
      : {}),
  };
}

/** The file of a process that was started, and whose it is. */
export function startedColumns(): Record<string, string> {
  return {
    ...account('', 'p'),
    FileName: 'l.p_name',
    FolderPath: 'l.p_path',
    SHA1: 'l.p_sha1',
    SHA256: 'l.p_sha256',
    MD5: 'l.p_md5',
    FileSize: 'l.p_size',
    ProcessVersionInfoCompanyName: 'l.p_company',
    ProcessVersionInfoProductName: 'l.p_product',
    ProcessVersionInfoProductVersion: 'l.p_version',
    ProcessVersionInfoInternalFileName: 'l.p_name',
    ProcessVersionInfoOriginalFileName: 'l.p_name',
    ProcessVersionInfoFileDescription: 'l.p_description',
    ProcessId: '4 * ((b.h >> 44) & 8191) + 4004',
    ProcessIntegrityLevel: 'l.p_integrity',
    ProcessTokenElevation: 'l.p_elevation',
    ProcessCreationTime: 'b.at',
    LogonId: logonId('l.p_owner'),
    InitiatingProcessLogonId: logonId('l.i_owner'),
    InitiatingProcessSignerType: 'l.i_signer',
    InitiatingProcessSignatureStatus: `'Valid'`,
    CreatedProcessSessionId: `CASE l.p_owner WHEN 'user' THEN 1 ELSE 0 END`,
    IsProcessRemoteSession: 'false',
  };
}

/** The logon of the day; services live in the one that every Windows has. */
export function logonId(owner: string): string {
  return `CASE ${owner} WHEN 'user' THEN 100000 + hash(s.no, b.day) % 9000000 ELSE 999 END`;
}
