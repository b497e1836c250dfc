import type { Account, Device } from '../../tenant/model.ts';
import { kindOf } from './kind.ts';
import { OWNERS, type Owner } from './program.ts';

/** A machine or a person, as the SQL of the background joins it. */
export interface Subject {
  readonly no: number;
  readonly kind: string;
  /** Is something happening here at night and on Sundays? */
  readonly nights: boolean;
  readonly id: string;
  /** DNS name of a machine, display name of a person. */
  readonly name: string;
  readonly host: string;
  readonly ip: string;
  readonly account: string;
  readonly domain: string;
  readonly sid: string;
  readonly upn: string;
  readonly objectId: string;
}

/** Machines that report: those that are onboarded and known by id and name. */
export function machineSubjects(devices: readonly Device[], users: readonly Account[]): Subject[] {
  return devices.flatMap((device, no) => {
    const { id, dnsName, platform } = device;
    if (id === null || dnsName === null || device.onboarding !== 'onboarded') return [];
    const host = dnsName.split('.')[0] ?? dnsName;
    const account = device.loggedOn[0]?.account;
    const user = users.find((one) => one.account === account);
    const kind = kindOf(platform, host);
    return [
      {
        no,
        kind,
        nights: kind === 'server' || kind === 'controller' || kind === 'linux' || no % 5 === 0,
        id,
        name: dnsName,
        host,
        ip: device.addresses[0]?.ip ?? '',
        account: user?.account ?? account ?? 'administrator',
        domain: user?.domain ?? host,
        sid: user?.sid ?? 'S-1-5-21-1004336348-1177238915-682003330-500',
        upn: user?.principal ?? '',
        objectId: user?.directoryId ?? '',
      },
    ];
  });
}

export function personSubjects(users: readonly Account[], devices: readonly Device[]): Subject[] {
  return users.map((user, no) => {
    const device = devices.find(({ loggedOn }) => loggedOn.some(({ account }) => account === user.account));
    return {
      no,
      kind: 'person',
      nights: no % 6 === 0,
      id: device?.id ?? '',
      name: user.displayName ?? '',
      host: device?.dnsName ?? '',
      ip: device?.externalAddress ?? '198.51.100.9',
      account: user.account ?? '',
      domain: user.domain ?? '',
      sid: user.sid ?? '',
      upn: user.principal ?? '',
      objectId: user.directoryId ?? '',
    };
  });
}

/** One account for each owner a process can have on this machine. */
export function accountsOf(subject: Subject): Record<string, string | number | null>[] {
  const built = (name: string, sid: string | null, domain = 'nt authority') => ({
    name,
    domain,
    sid,
    upn: null,
    objectId: null,
  });
  const { account, domain, sid, upn, objectId } = subject;
  const accounts: Readonly<Record<Owner, Record<string, string | null>>> = {
    system: built('system', 'S-1-5-18'),
    local: built('local service', 'S-1-5-19'),
    network: built('network service', 'S-1-5-20'),
    user: { name: account, domain, sid, upn, objectId },
    root: built('root', null, subject.host),
  };
  return OWNERS.map((owner, ownerNo) => ({ no: subject.no, ownerNo, ...accounts[owner] }));
}
