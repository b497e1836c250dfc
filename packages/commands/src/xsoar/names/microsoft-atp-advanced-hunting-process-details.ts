import { processDetails } from '@vedette/hunting/purposes';
import type { XsoarCommand } from '../command.ts';
import { FILE_SELECTORS } from '../purpose-arguments.ts';
import { purposeHunt } from '../purpose-hunt.ts';

export const microsoftAtpAdvancedHuntingProcessDetails: XsoarCommand = purposeHunt({
  name: 'process-details',
  summary: 'Hunt for ancestry, signature, connections and PowerShell of processes',
  family: processDetails,
  context: 'HuntProcessDetails',
  arguments: FILE_SELECTORS,
});
