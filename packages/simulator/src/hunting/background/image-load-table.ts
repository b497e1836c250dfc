import { WINDOWS_KINDS, type Kind } from './kind.ts';

export type ImageLoadLine = readonly [
  kinds: readonly Kind[],
  weight: number,
  program: string,
  folder: string,
  library: string,
];

const desk: readonly Kind[] = ['workstation'];
const every = WINDOWS_KINDS;
const system32 = 'C:\\Windows\\System32';

export const IMAGE_LOAD_LINES: readonly ImageLoadLine[] = [
  [every, 60, 'svchost.exe', system32, 'wbemcomn.dll'],
  [every, 50, 'svchost.exe', system32, 'taskschd.dll'],
  [every, 40, 'WmiPrvSE.exe', `${system32}\\wbem`, 'fastprox.dll'],
  [every, 40, 'rundll32.exe', system32, 'PcaSvc.dll'],
  [
    every,
    30,
    'powershell.exe',
    'C:\\Windows\\assembly\\NativeImages_v4.0.30319_64\\System.Manaa57fc8cc',
    'System.Management.Automation.ni.dll',
  ],
  [
    every,
    20,
    'MsMpEng.exe',
    'C:\\ProgramData\\Microsoft\\Windows Defender\\Definition Updates',
    'mpengine.dll',
  ],
  [every, 10, 'msiexec.exe', system32, 'msi.dll'],
  [desk, 40, 'OUTLOOK.EXE', 'C:\\Program Files\\Microsoft Office\\root\\Office16', 'olmapi32.dll'],
  [
    desk,
    30,
    'WINWORD.EXE',
    'C:\\Program Files\\Microsoft Office\\root\\vfs\\ProgramFilesCommonX64\\Microsoft Shared\\VBA\\VBA7.1',
    'VBE7.DLL',
  ],
  [desk, 30, 'EXCEL.EXE', 'C:\\Program Files\\Microsoft Office\\root\\Office16', 'chart.dll'],
  [desk, 20, 'explorer.exe', 'C:\\Program Files\\Microsoft OneDrive', 'FileSyncShell64.dll'],
  [['server'], 20, 'w3wp.exe', 'C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319', 'clr.dll'],
  [['controller'], 10, 'lsass.exe', system32, 'ntdsai.dll'],
];
