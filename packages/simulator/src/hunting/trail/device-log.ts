import { typesOf, type Row } from '../rows.ts';
import type { Account, Device } from '../../tenant/model.ts';
import type { Random } from '../../tenant/random.ts';
import type { Tick } from '../../tenant/tick.ts';
import {
  accountColumns,
  imageColumns,
  initiatingColumns,
  startedColumns,
  type Actor,
  type FileColumns,
} from './actor.ts';

/** Takes a row of a table. */
export type Write = (table: string, row: Row) => void;

export interface Connection {
  readonly address?: string | undefined;
  readonly port: number;
  readonly url?: string | undefined;
  readonly action?: string;
  readonly protocol?: 'Tcp' | 'Udp';
  readonly more?: object;
}

/** What the sensor of one machine writes down. */
export class DeviceLog {
  readonly #write: Write;
  readonly #device: Device;
  readonly #random: Random;

  constructor(write: Write, device: Device, random: Random) {
    this.#write = write;
    this.#device = device;
    this.#random = random;
  }

  process(at: Tick, initiating: Actor, started: Actor): Actor {
    this.#add('DeviceProcessEvents', at, 'ProcessCreated', initiating, startedColumns(started));
    return {
      ...started,
      parentName: initiating.name,
      parentId: initiating.id,
      parentCreated: initiating.created,
    };
  }

  network(at: Tick, initiating: Actor, to: Connection): void {
    this.#add('DeviceNetworkEvents', at, to.action ?? 'ConnectionSuccess', initiating, {
      RemoteIP: to.address,
      RemotePort: to.port,
      RemoteUrl: to.url,
      RemoteIPType: to.address === undefined ? undefined : isPrivate(to.address) ? 'Private' : 'Public',
      LocalIP: this.#device.addresses[0]?.ip,
      LocalIPType: 'Private',
      LocalPort: 49_152 + this.#random.below(16_000),
      Protocol: to.protocol ?? 'Tcp',
      AdditionalFields: to.more === undefined ? undefined : JSON.stringify(to.more),
    });
  }

  file(at: Tick, action: string, initiating: Actor, file: FileColumns, more: Row = {}): void {
    this.#add('DeviceFileEvents', at, action, initiating, { ...imageColumns(file), ...more });
  }

  registry(
    at: Tick,
    action: string,
    initiating: Actor,
    {
      key,
      name,
      type,
      data,
    }: { key: string; name?: string | null; type?: string | null; data?: string | null },
  ): void {
    this.#add('DeviceRegistryEvents', at, action, initiating, {
      RegistryKey: key,
      RegistryValueName: name,
      RegistryValueType: type,
      RegistryValueData: data,
    });
  }

  imageLoad(at: Tick, initiating: Actor, library: FileColumns): void {
    this.#add('DeviceImageLoadEvents', at, 'ImageLoaded', initiating, imageColumns(library));
  }

  event(at: Tick, action: string, initiating: Actor, more: object = {}, columns: Row = {}): void {
    this.#add('DeviceEvents', at, action, initiating, { AdditionalFields: JSON.stringify(more), ...columns });
  }

  logon(
    at: Tick,
    action: 'LogonSuccess' | 'LogonFailed',
    initiating: Actor,
    account: Account | undefined,
    {
      type,
      from,
      host,
      protocol = 'NTLM',
      admin = false,
    }: {
      type: string;
      from?: string | undefined;
      host?: string | undefined;
      protocol?: string;
      admin?: boolean;
    },
  ): void {
    this.#add('DeviceLogonEvents', at, action, initiating, {
      ...Object.fromEntries(
        Object.entries(accountColumns('', 'user', account)).filter(([name]) => /Name|Domain|Sid/.test(name)),
      ),
      LogonType: type,
      Protocol: protocol,
      FailureReason: action === 'LogonFailed' ? 'InvalidUserNameOrPassword' : undefined,
      IsLocalAdmin: action === 'LogonSuccess' ? admin : undefined,
      LogonId: 100_000 + this.#random.below(9_000_000),
      RemoteIP: from,
      RemoteIPType: from === undefined ? undefined : isPrivate(from) ? 'Private' : 'Public',
      RemoteDeviceName: host,
    });
  }

  #add(table: string, at: Tick, action: string, initiating: Actor, columns: Row): void {
    const known = typesOf(table);
    const process = Object.entries(initiatingColumns(initiating)).filter(([name]) => known.has(name));
    this.#write(table, {
      Timestamp: at,
      DeviceId: this.#device.id,
      DeviceName: this.#device.dnsName,
      ActionType: action,
      ReportId: 1 + this.#random.below(900_000),
      ...Object.fromEntries(process),
      ...columns,
    });
  }
}

function isPrivate(address: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|fe80:|fd)/.test(address);
}
