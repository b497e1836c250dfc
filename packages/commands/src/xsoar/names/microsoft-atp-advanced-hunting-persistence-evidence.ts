import { persistence } from '@vedette/hunting/purposes';
import type { XsoarCommand } from '../command.ts';
import { FILE_SELECTORS, PROCESS_CMD } from '../purpose-arguments.ts';
import { purposeHunt } from '../purpose-hunt.ts';

export const microsoftAtpAdvancedHuntingPersistenceEvidence: XsoarCommand = purposeHunt({
  name: 'persistence-evidence',
  summary: 'Hunt for persistence',
  family: persistence,
  context: 'HuntPersistenceEvidence',
  arguments: [...FILE_SELECTORS, PROCESS_CMD],
});
