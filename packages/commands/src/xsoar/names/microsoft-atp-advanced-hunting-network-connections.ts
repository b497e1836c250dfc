import { networkConnections } from '@vedette/hunting/purposes';
import type { XsoarCommand } from '../command.ts';
import { FILE_SELECTORS } from '../purpose-arguments.ts';
import { purposeHunt } from '../purpose-hunt.ts';

export const microsoftAtpAdvancedHuntingNetworkConnections: XsoarCommand = purposeHunt({
  name: 'network-connections',
  summary: 'Hunt for external connections, DNS queries and encoded PowerShell',
  family: networkConnections,
  context: 'HuntNetworkConnections',
  arguments: FILE_SELECTORS,
});
