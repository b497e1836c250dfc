import { coverUp } from './cover-up.ts';
import { fileOrigin } from './file-origin.ts';
import { lateralMovement } from './lateral-movement.ts';
import { networkConnections } from './network-connections.ts';
import { persistence } from './persistence.ts';
import { privilegeEscalation } from './privilege-escalation.ts';
import { processDetails } from './process-details.ts';
import type { PurposeFamily } from './purpose.ts';
import { tampering } from './tampering.ts';

/** All canned hunts there are. */
export const PURPOSE_FAMILIES: readonly PurposeFamily[] = [
  lateralMovement,
  persistence,
  fileOrigin,
  processDetails,
  networkConnections,
  privilegeEscalation,
  tampering,
  coverUp,
];
