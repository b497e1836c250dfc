import type { RowCase } from './case.ts';

const POWERSHELL = { FileName: 'powershell.exe', ProcessVersionInfoOriginalFileName: 'PowerShell.EXE' };
const ON_DEVICE = { devices: ['srv-01'] };

/** Hunts over `DeviceProcessEvents`. */
export const PROCESS_CASES: readonly RowCase[] = [
  {
    family: 'lateral-movement',
    purpose: 'credential-dumping',
    table: 'DeviceProcessEvents',
    select: ON_DEVICE,
    rows: [
      { FileName: 'procdump64.exe', ProcessCommandLine: 'procdump64.exe -ma lsass.exe out.dmp' },
      { FileName: 'PROCDUMP.EXE', ProcessCommandLine: 'procdump -p lsass' },
      { FileName: 'x.exe', ProcessCommandLine: 'x.exe -accepteula lsass.exe x.dmp' },
      { FileName: 'renamed.exe', ProcessCommandLine: 'renamed.exe -ma lsass.exe' },
      {
        FileName: 'procdump.exe',
        ProcessCommandLine: 'procdump.exe -ma w3wp.exe',
        lookalike: 'another process',
      },
      {
        FileName: 'tasklist.exe',
        ProcessCommandLine: 'tasklist /m /fi "imagename eq lsass.exe"',
        lookalike: 'lists modules',
      },
      { FileName: 'cmd.exe', ProcessCommandLine: 'cmd /c echo lsass.exe', lookalike: 'only the name' },
      {
        FileName: 'x.exe',
        ProcessCommandLine: 'x.exe -ma lsassy.exe',
        lookalike: 'another name that begins so',
      },
    ],
  },
  {
    family: 'process',
    purpose: 'parent-process',
    table: 'DeviceProcessEvents',
    select: { files: ['evil.exe'] },
    rows: [
      { FileName: 'evil.exe', InitiatingProcessFileName: 'winword.exe' },
      { FileName: 'good.exe', InitiatingProcessFileName: 'evil.exe', lookalike: 'it is the parent' },
    ],
  },
  {
    family: 'process',
    purpose: 'grandparent-process',
    table: 'DeviceProcessEvents',
    select: { sha1: ['aa11'] },
    rows: [
      { FileName: 'evil.exe', SHA1: 'aa11', InitiatingProcessParentFileName: 'outlook.exe' },
      { FileName: 'evil.exe', SHA1: 'aa12', lookalike: 'another file of that name' },
      { FileName: 'x.exe', InitiatingProcessSHA1: 'aa11', lookalike: 'the parent has the hash' },
    ],
  },
  {
    family: 'process',
    purpose: 'powershell-execution-unsigned-files',
    table: 'DeviceProcessEvents',
    select: {},
    all: POWERSHELL,
    rows: [
      { InitiatingProcessFileName: 'loader.exe', InitiatingProcessSignatureStatus: 'Unsigned' },
      { InitiatingProcessFileName: 'loader.exe', InitiatingProcessSignatureStatus: '' },
      {
        FileName: 'ps.exe',
        InitiatingProcessFileName: 'loader.exe',
        InitiatingProcessSignatureStatus: 'Invalid',
      },
      {
        InitiatingProcessFileName: 'SenseIR.exe',
        InitiatingProcessFolderPath: 'C:\\Users\\Public\\SenseIR.exe',
        InitiatingProcessSignatureStatus: 'Unsigned',
      },
      {
        InitiatingProcessFileName: 'explorer.exe',
        InitiatingProcessSignatureStatus: 'Valid',
        lookalike: 'signed',
      },
      {
        InitiatingProcessFileName: 'SenseIR.exe',
        InitiatingProcessFolderPath:
          'C:\\Program Files\\Windows Defender Advanced Threat Protection\\SenseIR.exe',
        InitiatingProcessSignatureStatus: 'Unknown',
        lookalike: 'the sensor',
      },
      {
        InitiatingProcessFileName: 'CompatTelRunner.exe',
        InitiatingProcessFolderPath: 'c:\\windows\\system32\\CompatTelRunner.exe',
        InitiatingProcessSignatureStatus: 'Unknown',
        lookalike: 'telemetry of Windows',
      },
      {
        FileName: 'cmd.exe',
        ProcessVersionInfoOriginalFileName: 'Cmd.Exe',
        InitiatingProcessSignatureStatus: 'Unsigned',
        lookalike: 'no PowerShell',
      },
    ],
  },
  {
    family: 'process',
    purpose: 'process-execution-powershell',
    table: 'DeviceProcessEvents',
    select: { devices: ['srv-01'], files: ['winword.exe'], exact: true },
    rows: [
      { ...POWERSHELL, InitiatingProcessFileName: 'WINWORD.EXE' },
      { ...POWERSHELL, InitiatingProcessFileName: 'explorer.exe', lookalike: 'another parent' },
      { FileName: 'cmd.exe', InitiatingProcessFileName: 'winword.exe', lookalike: 'no PowerShell' },
      {
        ...POWERSHELL,
        InitiatingProcessFileName: 'winword.exe',
        DeviceName: 'srv-02.contoso.com',
        lookalike: 'another device',
      },
    ],
  },
  {
    family: 'network',
    purpose: 'encoded-commands',
    table: 'DeviceProcessEvents',
    select: ON_DEVICE,
    all: POWERSHELL,
    rows: [
      { ProcessCommandLine: 'powershell.exe -EncodedCommand SQBFAFgA' },
      { ProcessCommandLine: 'powershell -nop -w hidden -enc SQBFAFgA' },
      { ProcessCommandLine: 'powershell /e SQBFAFgA' },
      { ProcessCommandLine: 'powershell \u2013ec SQBFAFgA' },
      { ProcessCommandLine: '"powershell.exe" -encoded SQBFAFgA' },
      { FileName: 'notepad.exe', ProcessCommandLine: 'notepad.exe -enco SQBFAFgA' },
      {
        ProcessCommandLine: 'powershell -ExecutionPolicy Bypass -File a.ps1',
        lookalike: 'another parameter',
      },
      { ProcessCommandLine: 'powershell Out-File x -Encoding utf8', lookalike: 'the encoding of a file' },
      { ProcessCommandLine: 'powershell -EncodedArguments AAAA', lookalike: 'arguments, no command' },
      {
        FileName: 'ffmpeg.exe',
        ProcessVersionInfoOriginalFileName: 'ffmpeg.exe',
        ProcessCommandLine: 'ffmpeg.exe -enc h264',
        lookalike: 'no PowerShell',
      },
    ],
  },
  {
    family: 'tampering',
    purpose: '',
    table: 'DeviceProcessEvents',
    select: {},
    rows: [
      { FileName: 'sc.exe', ProcessCommandLine: 'sc stop Sense' },
      { FileName: 'net.exe', ProcessCommandLine: 'net  stop windefend' },
      { FileName: 'sc.exe', ProcessCommandLine: 'sc config mssecflt start= disabled' },
      { FileName: 'taskkill.exe', ProcessCommandLine: 'taskkill /f /im MsSense.exe' },
      { FileName: 'cmd.exe', ProcessCommandLine: 'cmd.exe /c "sc delete windefend"' },
      { FileName: 'powershell.exe', ProcessCommandLine: 'powershell Stop-Service -Name WinDefend -Force' },
      {
        FileName: 'powershell.exe',
        ProcessCommandLine: 'powershell Set-MpPreference -DisableRealtimeMonitoring $true',
      },
      {
        FileName: 'reg.exe',
        ProcessCommandLine:
          'reg add "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Defender" /v DisableAntiSpyware /t REG_DWORD /d 1',
      },
      { FileName: 'sc.exe', ProcessCommandLine: 'sc query sense', lookalike: 'only asks' },
      { FileName: 'sc.exe', ProcessCommandLine: 'sc start windefend', lookalike: 'starts it' },
      { FileName: 'net.exe', ProcessCommandLine: 'net stop spooler', lookalike: 'another service' },
      {
        FileName: 'net.exe',
        ProcessCommandLine: 'net stop sensei',
        lookalike: 'another service that begins so',
      },
      {
        FileName: 'powershell.exe',
        ProcessCommandLine: 'powershell Set-MpPreference -DisableRealtimeMonitoring $false',
        lookalike: 'switches it on',
      },
      {
        FileName: 'reg.exe',
        ProcessCommandLine:
          'reg query "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Defender" /v DisableAntiSpyware',
        lookalike: 'only asks',
      },
      { FileName: 'notepad.exe', ProcessCommandLine: 'notepad stop sense.txt', lookalike: 'no such tool' },
    ],
  },
];
