import { tampering } from '@vedette/hunting/purposes';
import type { XsoarCommand } from '../command.ts';
import { purposeHunt } from '../purpose-hunt.ts';

export const microsoftAtpAdvancedHuntingTampering: XsoarCommand = purposeHunt({
  name: 'tampering',
  summary: 'Hunt for tampering with the sensor or the antivirus',
  family: tampering,
  context: 'HuntTampering',
  arguments: [],
});
