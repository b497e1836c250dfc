import { DEVICE_EVENT_LINES } from './device-event-table.ts';
import { initiatingColumns, LOCATION, logonId, startedColumns } from './device-columns.ts';
import { FILE_LINES } from './file-table.ts';
import { IMAGE_LOAD_LINES } from './image-load-table.ts';
import { programFields, varied, variedSql, type Line } from './line.ts';
import { LOGON_LINES } from './logon-table.ts';
import { NETWORK_LINES } from './network-table.ts';
import { PROCESS_LINES } from './process-table.ts';
import { program } from './program.ts';
import { REGISTRY_LINES } from './registry-table.ts';
import type { BackgroundTable } from './table.ts';

const processes: BackgroundTable = {
  name: 'DeviceProcessEvents',
  share: 1,
  rhythm: 'machine',
  subjects: 'machine',
  lines: PROCESS_LINES.map(([kinds, weight, name, parent, commandLine]): Line => ({
    kinds,
    weight,
    fields: {
      ...programFields('p', program(name)),
      ...programFields('i', program(parent)),
      ...varied('run', commandLine),
    },
  })),
  columns: {
    ...LOCATION,
    ActionType: `'ProcessCreated'`,
    ...initiatingColumns(),
    ...startedColumns(),
    ProcessCommandLine: variedSql('run'),
  },
};

const network: BackgroundTable = {
  name: 'DeviceNetworkEvents',
  share: 0.7,
  rhythm: 'machine',
  subjects: 'machine',
  lines: NETWORK_LINES.map(([kinds, weight, name, action, url, range, port, protocol]): Line => ({
    kinds,
    weight,
    fields: {
      ...programFields('i', program(name)),
      ...varied('url', url === '*' || url === 'dns' ? '' : url),
      action,
      range,
      port,
      protocol,
      inner: range.startsWith('10.'),
      dns: url === 'dns',
    },
  })),
  columns: {
    ...LOCATION,
    ActionType: 'l.action',
    RemoteIP: `l.range || '.' || (1 + (b.g >> 33) % 250)::VARCHAR`,
    RemotePort: 'l.port::INTEGER',
    RemoteUrl: variedSql('url'),
    RemoteIPType: `CASE WHEN l.inner THEN 'Private' ELSE 'Public' END`,
    LocalIP: 's.ip',
    LocalPort: '(49152 + (b.g >> 41) % 16000)::INTEGER',
    LocalIPType: `'Private'`,
    Protocol: 'l.protocol',
    AdditionalFields: `CASE WHEN l.dns THEN '{"direction":"Out","conn_state":"SF","query":"host-' || ((b.g >> 12) % 9973)::VARCHAR || '.example","qtype_name":"A","answers":["198.18.20.4"]}' END`,
    ...initiatingColumns(),
  },
};

const files: BackgroundTable = {
  name: 'DeviceFileEvents',
  share: 0.5,
  rhythm: 'machine',
  subjects: 'machine',
  lines: FILE_LINES.map(([kinds, weight, name, action, folder, file, origin]): Line => ({
    kinds,
    weight,
    fields: {
      ...programFields('i', program(name)),
      ...varied('folder', folder),
      ...varied('file', file),
      action,
      slash: folder.startsWith('/') ? '/' : '\\',
      origin: origin === '' ? null : origin,
      before: action === 'FileRenamed' ? '~$draft.tmp' : null,
    },
  })),
  columns: {
    ...LOCATION,
    ActionType: 'l.action',
    FileName: variedSql('file'),
    FolderPath: `(${variedSql('folder')}) || l.slash || (${variedSql('file')})`,
    SHA1: 'sha1(b.g::VARCHAR)',
    SHA256: `CASE WHEN b.i % 4 < 3 THEN sha256(b.g::VARCHAR) END`,
    MD5: 'md5(b.g::VARCHAR)',
    FileSize: '512 + (b.g >> 30) % 4000000',
    PreviousFileName: 'l.before',
    FileOriginUrl: `l.origin || (${variedSql('file')})`,
    FileOriginReferrerUrl: 'l.origin',
    FileOriginIP: `CASE WHEN l.origin IS NOT NULL THEN '198.18.22.7' END`,
    AdditionalFields: `'{"FileType":"Unknown"}'`,
    ...initiatingColumns(),
  },
};

const registry: BackgroundTable = {
  name: 'DeviceRegistryEvents',
  share: 0.3,
  rhythm: 'machine',
  subjects: 'machine',
  lines: REGISTRY_LINES.map(([kinds, weight, name, action, key, value, type, data]): Line => ({
    kinds,
    weight,
    fields: {
      ...programFields('i', program(name)),
      ...varied('value', value),
      ...varied('data', data),
      action,
      key,
      type,
      own: key.startsWith('HKEY_CURRENT_USER'),
    },
  })),
  columns: {
    ...LOCATION,
    ActionType: 'l.action',
    RegistryKey: `CASE WHEN l.own THEN replace(l.key, 'S-1-5-21', s.sid) ELSE l.key END`,
    RegistryValueName: variedSql('value'),
    RegistryValueType: 'l.type',
    RegistryValueData: variedSql('data'),
    ...initiatingColumns(),
  },
};

const imageLoads: BackgroundTable = {
  name: 'DeviceImageLoadEvents',
  share: 0.35,
  rhythm: 'machine',
  subjects: 'machine',
  lines: IMAGE_LOAD_LINES.map(([kinds, weight, name, folder, library]): Line => ({
    kinds,
    weight,
    fields: { ...programFields('i', program(name)), folder: `${folder}\\${library}`, library },
  })),
  columns: {
    ...LOCATION,
    ActionType: `'ImageLoaded'`,
    FileName: 'l.library',
    FolderPath: 'l.folder',
    SHA1: 'sha1(l.library)',
    SHA256: 'sha256(l.library)',
    MD5: 'md5(l.library)',
    FileSize: '40960 + hash(l.library) % 900000',
    ...initiatingColumns(),
  },
};

const events: BackgroundTable = {
  name: 'DeviceEvents',
  share: 0.3,
  rhythm: 'machine',
  subjects: 'machine',
  lines: DEVICE_EVENT_LINES.map(([kinds, weight, name, action, target, more]): Line => {
    const file = target === '' ? undefined : program(target);
    return {
      kinds,
      weight,
      fields: {
        ...programFields('i', program(name)),
        ...varied('more', more),
        action,
        f_name: file?.name ?? null,
        f_path: file?.path ?? null,
        f_sha1: file?.sha1 ?? null,
        f_sha256: file?.sha256 ?? null,
        f_command: file?.commandLine ?? null,
      },
    };
  }),
  columns: {
    ...LOCATION,
    ActionType: 'l.action',
    FileName: 'l.f_name',
    FolderPath: 'l.f_path',
    SHA1: 'l.f_sha1',
    SHA256: 'l.f_sha256',
    ProcessCommandLine: 'l.f_command',
    AdditionalFields: variedSql('more'),
    InitiatingProcessLogonId: logonId('l.i_owner'),
    ...initiatingColumns({ integrity: false }),
  },
};

const logons: BackgroundTable = {
  name: 'DeviceLogonEvents',
  share: 0.12,
  rhythm: 'office',
  subjects: 'machine',
  lines: LOGON_LINES.map(([kinds, weight, action, type, protocol, reason, remote]): Line => ({
    kinds,
    weight,
    fields: { ...programFields('i', program('lsass.exe')), action, type, protocol, reason, remote },
  })),
  columns: {
    ...LOCATION,
    ActionType: 'l.action',
    LogonType: 'l.type',
    AccountDomain: 's.domain',
    AccountName: 's.account',
    AccountSid: 's.sid',
    Protocol: 'l.protocol',
    FailureReason: `nullif(l.reason, '')`,
    IsLocalAdmin: `CASE WHEN l.action = 'LogonSuccess' THEN b.g % 9 = 0 END`,
    LogonId: logonId(`'user'`),
    RemoteDeviceName: `CASE WHEN l.remote THEN 'jump-01' END`,
    RemoteIP: `CASE WHEN l.remote THEN '10.1.11.' || (20 + b.g % 20)::VARCHAR END`,
    RemoteIPType: `CASE WHEN l.remote THEN 'Private' END`,
    RemotePort: 'CASE WHEN l.remote THEN 49152 + (b.g >> 41) % 16000 END',
    AdditionalFields: `'{"IsLocalLogon":' || CASE WHEN l.remote THEN 'false' ELSE 'true' END || '}'`,
    ...initiatingColumns(),
  },
};

export const DEVICE_TABLES: readonly BackgroundTable[] = [
  processes,
  network,
  files,
  registry,
  imageLoads,
  events,
  logons,
];
