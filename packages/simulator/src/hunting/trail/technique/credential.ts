import { MINUTE } from '../../../tenant/tick.ts';
import { tool } from '../actor.ts';
import { identityLogon, signIn } from '../cloud-log.ts';
import { DeviceLog } from '../device-log.ts';
import { houseActor } from '../actor.ts';
import { keyboard, type Technique } from './technique.ts';

/** The memory of the logon service is written to a file. */
const dump: Technique = (scene, write) => {
  const keys = keyboard(scene, write);
  if (keys === undefined) return;
  const { random } = scene;
  const shell = keys.run(0.2, keys.running('explorer.exe', scene.when(0.2)), 'cmd.exe', 'cmd.exe');
  keys.run(0.25, shell, 'tasklist.exe', 'tasklist /fi "imagename eq lsass.exe"');
  const at = scene.when(0.4);
  const procdump = keys.log.process(
    at,
    shell,
    tool('C:\\ProgramData\\Cache', 'procdump64.exe', random, at, {
      commandLine: 'procdump64.exe -accepteula -ma lsass.exe C:\\ProgramData\\Cache\\lsass.dmp',
      account: keys.user,
      originalName: 'procdump',
    }),
  );
  const lsass = keys.running('lsass.exe', at);
  const target = {
    FileName: lsass.name,
    FolderPath: lsass.path,
    SHA1: lsass.sha1,
    ProcessId: lsass.id,
    ProcessCommandLine: lsass.commandLine,
    ProcessCreationTime: lsass.created,
  };
  keys.log.event(scene.when(0.42), 'OpenProcessApiCall', procdump, { DesiredAccess: 2_097_151 }, target);
  keys.log.event(
    scene.when(0.43),
    'ReadProcessMemoryApiCall',
    procdump,
    { TotalBytesCopied: 61_872_112 },
    target,
  );
  keys.log.file(scene.when(0.45), 'FileCreated', procdump, {
    ...procdump,
    name: 'lsass.dmp',
    path: 'C:\\ProgramData\\Cache\\lsass.dmp',
    size: 61_902_114,
  });
  keys.run(
    0.6,
    shell,
    'rundll32.exe',
    `rundll32.exe C:\\Windows\\System32\\comsvcs.dll, MiniDump ${lsass.id ?? 712} C:\\ProgramData\\Cache\\l.bin full`,
  );
  keys.run(0.7, shell, 'reg.exe', 'reg save HKLM\\SAM C:\\ProgramData\\Cache\\sam.hiv');
};

const VICTIMS = 14;

/** One password against many accounts, then the one that fits. */
const spray: Technique = (scene, write) => {
  const { tenant, address, user } = scene;
  const home = tenant.estate.devices.find(({ dnsName }) => dnsName?.startsWith('jump-01'));
  for (const [number, victim] of tenant.estate.users.slice(0, VICTIMS).entries())
    for (let round = 0; round < 3; round += 1) {
      const at = scene.when((round * VICTIMS + number) / (3 * VICTIMS + 1));
      signIn(write, scene, at, victim, { address, error: 50126, risk: 50 });
      identityLogon(write, scene, at, victim, { address, failed: true });
      if (home !== undefined && round === 0)
        new DeviceLog(write, home, scene.random).logon(
          at,
          'LogonFailed',
          houseActor('lsass.exe', scene.random, at),
          victim,
          { type: 'Network', from: address },
        );
    }
  if (user !== undefined) signIn(write, scene, scene.when(0.99), user, { address, risk: 100 });
};

/** From home, and minutes later from another continent. */
const travel: Technique = (scene, write) => {
  const { user, tenant, address } = scene;
  if (user === undefined) return;
  const own = tenant.estate.devices.find(({ loggedOn }) =>
    loggedOn.some(({ account }) => account === user.account),
  );
  const at = scene.when(0.9);
  signIn(write, scene, at - 12 * MINUTE, user, {
    address: own?.externalAddress ?? '198.51.100.10',
    home: true,
  });
  signIn(write, scene, at, user, { address, risk: 50 });
};

export const CREDENTIAL_TECHNIQUES: Readonly<Record<string, Technique>> = {
  'T1003.001': dump,
  T1078: travel,
  'T1110.003': spray,
  T1539: travel,
};
