import { createHash } from 'node:crypto';
import { houseActor, tool } from '../actor.ts';
import { keyboard, type Technique } from './technique.ts';

const FILES = [
  'ledger 2026.xlsx',
  'payroll.xlsx',
  'contracts.docx',
  'offers.docx',
  'customers.mdb',
  'plan.pptx',
  'archive.pst',
  'backup.bak',
];
const COPIES = 6;

/** Files of a share are rewritten and renamed. */
const encryption: Technique = (scene, write) => {
  const keys = keyboard(scene, write);
  if (keys === undefined) return;
  const { random } = scene;
  const at = scene.when(0.5);
  const locker = tool('C:\\ProgramData\\Cache', 'svch0st.exe', random, at, {
    commandLine: 'svch0st.exe --path D:\\Shares --fast',
    owner: 'system',
    originalName: 'locker',
  });
  keys.log.process(at, houseActor('cmd.exe', random, at, { owner: 'system' }), locker);
  for (let copy = 0; copy < COPIES; copy += 1)
    for (const [number, name] of FILES.entries()) {
      const moment = scene.when(0.55 + (0.4 * (copy * FILES.length + number)) / (COPIES * FILES.length));
      const folder = `D:\\Shares\\Finance\\${2020 + copy}`;
      const digest = (kind: string): string =>
        createHash(kind).update(`${folder}${name}${scene.alert.id}`).digest('hex');
      const file = {
        ...locker,
        name: `${name}.kestrelon`,
        path: `${folder}\\${name}.kestrelon`,
        size: 90_112 + number,
        sha1: digest('sha1'),
        sha256: digest('sha256'),
        md5: digest('md5'),
      };
      keys.log.file(moment, 'FileRenamed', locker, file, {
        PreviousFileName: name,
        PreviousFolderPath: `${folder}\\${name}`,
      });
    }
  keys.log.file(scene.when(0.96), 'FileCreated', locker, {
    ...locker,
    name: 'RESTORE-FILES.txt',
    path: 'D:\\Shares\\Finance\\RESTORE-FILES.txt',
    size: 1604,
  });
};

/** First everything that could help: copies, recovery, the sensor, the logs. */
const recovery: Technique = (scene, write) => {
  const keys = keyboard(scene, write);
  if (keys === undefined) return;
  const { random } = scene;
  const shell = houseActor('cmd.exe', random, scene.when(0.1), {
    commandLine: 'cmd.exe /c C:\\ProgramData\\Cache\\prep.bat',
    owner: 'system',
  });
  keys.log.process(scene.when(0.1), houseActor('services.exe', random, scene.when(0.1)), shell);
  keys.run(0.12, shell, 'vssadmin.exe', 'vssadmin.exe delete shadows /all /quiet');
  keys.run(0.14, shell, 'wmic.exe', 'wmic.exe shadowcopy delete');
  keys.run(0.16, shell, 'bcdedit.exe', 'bcdedit.exe /set {default} recoveryenabled no');
  keys.run(
    0.18,
    shell,
    'powershell.exe',
    'powershell.exe -Command "Set-MpPreference -DisableRealtimeMonitoring $true -DisableBehaviorMonitoring $true"',
  );
  keys.run(
    0.2,
    shell,
    'powershell.exe',
    'powershell.exe -Command "Add-MpPreference -ExclusionPath C:\\ProgramData\\Cache"',
  );
  keys.run(0.22, shell, 'sc.exe', 'sc.exe stop WinDefend');
  keys.run(0.24, shell, 'net.exe', 'net stop Sense /y');
  keys.run(
    0.26,
    shell,
    'reg.exe',
    'reg add "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Defender" /v DisableAntiSpyware /t REG_DWORD /d 1 /f',
  );
  keys.log.registry(scene.when(0.26), 'RegistryValueSet', keys.running('reg.exe', scene.when(0.26)), {
    key: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Defender',
    name: 'DisableAntiSpyware',
    type: 'Dword',
    data: '1',
  });
  keys.log.event(scene.when(0.27), 'TamperingAttempt', keys.running('powershell.exe', scene.when(0.27)), {
    IsBlocked: false,
    TamperedProduct: 'Microsoft Defender Antivirus',
  });
  keys.run(0.3, shell, 'netsh.exe', 'netsh advfirewall set allprofiles state off');
  keys.run(0.97, shell, 'wevtutil.exe', 'wevtutil.exe cl Security');
  keys.log.event(scene.when(0.98), 'SecurityLogCleared', keys.running('wevtutil.exe', scene.when(0.98)));
};

export const IMPACT_TECHNIQUES: Readonly<Record<string, Technique>> = { T1486: encryption, T1490: recovery };
