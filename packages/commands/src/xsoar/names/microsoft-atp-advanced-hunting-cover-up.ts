import { coverUp } from '@vedette/hunting/purposes';
import type { XsoarCommand } from '../command.ts';
import { FILE_SELECTORS, USER_SELECTOR } from '../purpose-arguments.ts';
import { purposeHunt } from '../purpose-hunt.ts';

export const microsoftAtpAdvancedHuntingCoverUp: XsoarCommand = purposeHunt({
  name: 'cover-up',
  summary: 'Hunt for removed traces and for what an account did',
  family: coverUp,
  context: 'HuntCoverUp',
  arguments: [...FILE_SELECTORS, USER_SELECTOR],
});
