import { fileOrigin } from '@vedette/hunting/purposes';
import type { XsoarCommand } from '../command.ts';
import { FILE_SELECTORS } from '../purpose-arguments.ts';
import { purposeHunt } from '../purpose-hunt.ts';

export const microsoftAtpAdvancedHuntingFileOrigin: XsoarCommand = purposeHunt({
  name: 'file-origin',
  summary: 'Hunt for how a file came to a device',
  family: fileOrigin,
  context: 'HuntFileOrigin',
  arguments: FILE_SELECTORS,
});
