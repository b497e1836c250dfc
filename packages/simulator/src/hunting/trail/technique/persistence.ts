import { fileColumns } from '../actor.ts';
import { encoded, keyboard, type Technique } from './technique.ts';

const SCRIPT = 'C:\\Users\\Public\\update.ps1';

/** A task that starts a script at every logon. */
const task: Technique = (scene, write) => {
  const keys = keyboard(scene, write);
  if (keys === undefined) return;
  const shell = keys.run(
    0.3,
    keys.running('explorer.exe', scene.when(0.3)),
    'powershell.exe',
    `powershell.exe -w hidden -enc ${encoded('Start-Sleep 5')}`,
  );
  const create = `schtasks.exe /create /sc onlogon /tn "\\Microsoft\\Windows\\UpdateCheck" /tr "powershell.exe -w hidden -f ${SCRIPT}" /rl highest /f`;
  const schtasks = keys.run(0.4, shell, 'schtasks.exe', create);
  keys.log.event(scene.when(0.41), 'ScheduledTaskCreated', schtasks, {
    TaskName: '\\Microsoft\\Windows\\UpdateCheck',
    SubjectUserName: keys.user?.account ?? '',
    TaskContent: `<Exec><Command>powershell.exe</Command><Arguments>-w hidden -f ${SCRIPT}</Arguments></Exec>`,
  });
  keys.log.file(scene.when(0.35), 'FileCreated', shell, {
    ...fileColumns(null),
    name: 'update.ps1',
    path: SCRIPT,
    size: 2210,
  });
};

/** A value that is read at every logon, and a link in the folder that is. */
const runKey: Technique = (scene, write) => {
  const keys = keyboard(scene, write);
  if (keys === undefined) return;
  const { user } = keys;
  const shell = keys.running('powershell.exe', scene.when(0.5));
  const value = 'C:\\ProgramData\\Cache\\svch0st.exe';
  keys.run(
    0.5,
    shell,
    'reg.exe',
    `reg add HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run /v Updater /t REG_SZ /d ${value} /f`,
  );
  keys.log.registry(scene.when(0.51), 'RegistryValueSet', keys.running('reg.exe', scene.when(0.51)), {
    key: `HKEY_CURRENT_USER\\${user?.sid ?? ''}\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run`,
    name: 'Updater',
    type: 'String',
    data: value,
  });
  const startup = `C:\\Users\\${user?.account ?? 'Public'}\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\Startup\\update.lnk`;
  keys.log.file(scene.when(0.55), 'FileCreated', shell, {
    ...fileColumns(null),
    name: 'update.lnk',
    path: startup,
    size: 1188,
  });
};

export const PERSISTENCE_TECHNIQUES: Readonly<Record<string, Technique>> = {
  'T1053.005': task,
  'T1547.001': runKey,
};
