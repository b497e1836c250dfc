import { refuse } from '../refuse.ts';
import type { Enrichment } from './enrichment.ts';
import { deviceFromIp } from './device-addresses.ts';
import { fileProfile } from './file-profile.ts';

/** Functions of advanced hunting that take the rows before them, by their name. */
export const ENRICHMENTS: Readonly<Record<string, Enrichment>> = {
  FileProfile: fileProfile,
  DeviceFromIP: deviceFromIp,
  SeenBy: (call) =>
    refuse(
      call,
      'SeenBy is not supported: which devices have seen a device stands in none of the hunting tables.',
    ),
};
