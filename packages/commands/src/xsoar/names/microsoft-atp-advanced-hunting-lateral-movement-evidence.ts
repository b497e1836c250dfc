import { lateralMovement } from '@vedette/hunting/purposes';
import type { XsoarCommand } from '../command.ts';
import { FILE_SELECTORS, REMOTE_IP_COUNT } from '../purpose-arguments.ts';
import { purposeHunt } from '../purpose-hunt.ts';

export const microsoftAtpAdvancedHuntingLateralMovementEvidence: XsoarCommand = purposeHunt({
  name: 'lateral-movement-evidence',
  summary: 'Hunt for lateral movement',
  family: lateralMovement,
  context: 'HuntLateralMovementEvidence',
  arguments: [...FILE_SELECTORS, REMOTE_IP_COUNT],
});
