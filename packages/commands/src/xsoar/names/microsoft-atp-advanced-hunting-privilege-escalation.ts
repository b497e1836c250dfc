import { privilegeEscalation } from '@vedette/hunting/purposes';
import type { XsoarCommand } from '../command.ts';
import { purposeHunt } from '../purpose-hunt.ts';

export const microsoftAtpAdvancedHuntingPrivilegeEscalation: XsoarCommand = purposeHunt({
  name: 'privilege-escalation',
  summary: 'Hunt for logons of local administrators',
  family: privilegeEscalation,
  context: 'HuntPrivilegeEscalation',
  arguments: [],
});
