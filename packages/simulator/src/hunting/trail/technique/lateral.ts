import { houseActor, tool } from '../actor.ts';
import { identityLogon } from '../cloud-log.ts';
import { DeviceLog } from '../device-log.ts';
import { keyboard, type Technique } from './technique.ts';

/** From a workstation over the administrative share to a server, and on to its desktop. */
const shares: Technique = (scene, write) => {
  const keys = keyboard(scene, write);
  const { second, user, random } = scene;
  if (keys === undefined || second === undefined) return;
  const host = second.dnsName?.split('.')[0] ?? '';
  const own = keys.device.addresses[0]?.ip;
  const there = second.addresses[0]?.ip;
  const shell = keys.run(
    0.1,
    keys.running('explorer.exe', scene.when(0.1)),
    'powershell.exe',
    'powershell.exe -nop',
  );
  keys.run(0.15, shell, 'net.exe', 'net group "Domain Admins" /domain');
  keys.run(0.16, shell, 'nltest.exe', 'nltest /domain_trusts /all_trusts');
  keys.run(
    0.2,
    shell,
    'net.exe',
    `net use \\\\${host}\\ADMIN$ /user:NORTHWIND\\${user?.account ?? 'administrator'} *`,
  );
  const at = scene.when(0.3);
  const psexec = keys.log.process(
    at,
    shell,
    tool('C:\\ProgramData\\Cache', 'PsExec64.exe', random, at, {
      commandLine: `PsExec64.exe -accepteula \\\\${host} -s cmd.exe`,
      account: user,
      originalName: 'psexec.c',
    }),
  );
  keys.log.network(scene.when(0.31), psexec, { address: there, port: 445, url: second.dnsName ?? undefined });
  keys.log.network(scene.when(0.32), psexec, { address: there, port: 135, url: second.dnsName ?? undefined });
  keys.run(0.5, shell, 'mstsc.exe', `mstsc.exe /v:${host}`);
  keys.log.network(scene.when(0.51), keys.running('mstsc.exe', scene.when(0.51)), {
    address: there,
    port: 3389,
    url: second.dnsName ?? undefined,
  });
  if (user !== undefined)
    identityLogon(write, scene, scene.when(0.3), user, {
      address: own,
      application: 'Active Directory',
      host: keys.device.dnsName,
    });
  arrive();

  function arrive(): void {
    if (second === undefined) return;
    const log = new DeviceLog(write, second, random);
    const lsass = houseActor('lsass.exe', random, scene.when(0.33));
    const from = keys?.device.dnsName ?? undefined;
    log.logon(scene.when(0.33), 'LogonSuccess', lsass, user, {
      type: 'Network',
      from: own,
      host: from,
      admin: true,
    });
    log.logon(scene.when(0.52), 'LogonSuccess', lsass, user, {
      type: 'RemoteInteractive',
      from: own,
      host: from,
      protocol: 'Negotiate',
      admin: true,
    });
    const services = houseActor('services.exe', random, scene.when(0.34));
    log.event(
      scene.when(0.34),
      'ServiceInstalled',
      services,
      { ServiceName: 'PSEXESVC', ServiceStartType: 3, ServiceAccount: 'LocalSystem' },
      { FileName: 'PSEXESVC.exe', FolderPath: 'C:\\Windows\\PSEXESVC.exe' },
    );
    log.registry(scene.when(0.34), 'RegistryKeyCreated', services, {
      key: 'HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001\\Services\\PSEXESVC',
    });
    const psexesvc = log.process(
      scene.when(0.35),
      services,
      tool('C:\\Windows', 'PSEXESVC.exe', random, scene.when(0.35), {
        commandLine: 'C:\\Windows\\PSEXESVC.exe',
        owner: 'system',
        originalName: 'psexesvc.exe',
      }),
    );
    log.process(
      scene.when(0.36),
      psexesvc,
      houseActor('cmd.exe', random, scene.when(0.36), { commandLine: '"cmd.exe"', owner: 'system' }),
    );
  }
};

/** A group of administrators has one more member. */
const services: Technique = (scene, write) => {
  const { second, random } = scene;
  const keys = keyboard(scene, write, second);
  if (keys === undefined) return;
  const shell = houseActor('cmd.exe', random, scene.when(0.6), { commandLine: 'cmd.exe', owner: 'system' });
  keys.run(0.62, shell, 'net.exe', 'net user svc_backup2 Winter2026! /add /domain');
  keys.run(0.64, shell, 'net.exe', 'net localgroup administrators NORTHWIND\\svc_backup2 /add');
  keys.run(
    0.66,
    shell,
    'sc.exe',
    'sc.exe create WinUpdSvc binPath= "C:\\ProgramData\\Cache\\svch0st.exe" start= auto',
  );
  const lsass = keys.running('lsass.exe', scene.when(0.63));
  const account = {
    AccountName: 'svc_backup2',
    AccountDomain: 'NORTHWIND',
    AccountSid: 'S-1-5-21-3623811015-3361044348-30300820-2207',
  };
  keys.log.event(scene.when(0.63), 'UserAccountCreated', lsass, {}, account);
  keys.log.event(
    scene.when(0.65),
    'UserAccountAddedToLocalGroup',
    lsass,
    { GroupName: 'Administrators', GroupSid: 'S-1-5-32-544', GroupDomainName: 'Builtin' },
    { AccountSid: account.AccountSid },
  );
};

export const LATERAL_TECHNIQUES: Readonly<Record<string, Technique>> = {
  'T1021.002': shares,
  'T1569.002': services,
};
