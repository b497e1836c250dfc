import type { Estate } from './estate.ts';
import type { Account, Device } from './model.ts';
import type { Random } from './random.ts';

/** Who and what one story happens to: every alert of an incident speaks of the same ones. */
export interface Cast {
  readonly device: Device;
  readonly secondDevice: Device;
  readonly user: Account;
  readonly analyst: string;
  readonly attackerIp: string;
  readonly attackerCountry: string;
  readonly attackerHost: string;
  readonly lure: string;
}

const COUNTRIES = ['NL', 'RO', 'BR', 'VN', 'US', 'TR', 'ID', 'FR'];
const HOSTS = [
  'login-northwind',
  'cdn-assets',
  'invoice-portal',
  'update-check',
  'files-share',
  'mail-verify',
];
const LURES = [
  'Overdue invoice 48213',
  'Your mailbox is almost full',
  'Shared with you: salary review 2026.xlsx',
  'Missed delivery, action needed',
  'RE: Wire transfer',
];

export function castOf(random: Random, estate: Estate): Cast {
  const first = random.below(estate.devices.length);
  const device = estate.devices[first] ?? random.pick(estate.devices);
  const away = 1 + random.below(estate.devices.length - 1);
  const secondDevice = estate.devices[(first + away) % estate.devices.length] ?? device;
  return {
    device,
    secondDevice,
    user: random.pick(estate.users),
    analyst: random.pick(estate.analysts),
    // Addresses and names set aside for documentation: RFC 5737 and RFC 2606.
    attackerIp: `203.0.113.${1 + random.below(254)}`,
    attackerCountry: random.pick(COUNTRIES),
    attackerHost: `${random.pick(HOSTS)}-${random.hex(4)}.example`,
    lure: random.pick(LURES),
  };
}
