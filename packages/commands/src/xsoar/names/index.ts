import type { XsoarCommand } from '../command.ts';
import { microsoft365DefenderAdvancedHunting } from './microsoft-365-defender-advanced-hunting.ts';
import { microsoft365DefenderAuthComplete } from './microsoft-365-defender-auth-complete.ts';
import { microsoft365DefenderAuthReset } from './microsoft-365-defender-auth-reset.ts';
import { microsoft365DefenderAuthStart } from './microsoft-365-defender-auth-start.ts';
import { microsoft365DefenderAuthTest } from './microsoft-365-defender-auth-test.ts';
import { microsoft365DefenderIncidentGet } from './microsoft-365-defender-incident-get.ts';
import { microsoft365DefenderIncidentUpdate } from './microsoft-365-defender-incident-update.ts';
import { microsoft365DefenderIncidentsList } from './microsoft-365-defender-incidents-list.ts';
import { microsoftAtpAdvancedHuntingCoverUp } from './microsoft-atp-advanced-hunting-cover-up.ts';
import { microsoftAtpAdvancedHuntingFileOrigin } from './microsoft-atp-advanced-hunting-file-origin.ts';
import { microsoftAtpAdvancedHuntingLateralMovementEvidence } from './microsoft-atp-advanced-hunting-lateral-movement-evidence.ts';
import { microsoftAtpAdvancedHuntingNetworkConnections } from './microsoft-atp-advanced-hunting-network-connections.ts';
import { microsoftAtpAdvancedHuntingPersistenceEvidence } from './microsoft-atp-advanced-hunting-persistence-evidence.ts';
import { microsoftAtpAdvancedHuntingPrivilegeEscalation } from './microsoft-atp-advanced-hunting-privilege-escalation.ts';
import { microsoftAtpAdvancedHuntingProcessDetails } from './microsoft-atp-advanced-hunting-process-details.ts';
import { microsoftAtpAdvancedHuntingTampering } from './microsoft-atp-advanced-hunting-tampering.ts';
import { microsoftAtpAdvancedHunting } from './microsoft-atp-advanced-hunting.ts';
import { msGraphSecurityAuthReset } from './ms-graph-security-auth-reset.ts';
import { msgAdvancedHunting } from './msg-advanced-hunting.ts';
import { msgAuthTest } from './msg-auth-test.ts';
import { msgCreateAlertComment } from './msg-create-alert-comment.ts';
import { msgGenerateLoginUrl } from './msg-generate-login-url.ts';
import { msgGetAlertDetails } from './msg-get-alert-details.ts';
import { msgListSecurityIncident } from './msg-list-security-incident.ts';
import { msgSearchAlerts } from './msg-search-alerts.ts';
import { msgUpdateAlert } from './msg-update-alert.ts';
import { msgUpdateSecurityIncident } from './msg-update-security-incident.ts';

/** Every XSOAR name Vedette answers to, one per file of this folder. */
export const XSOAR_COMMANDS: readonly XsoarCommand[] = [
  microsoft365DefenderAdvancedHunting,
  microsoft365DefenderAuthComplete,
  microsoft365DefenderAuthReset,
  microsoft365DefenderAuthStart,
  microsoft365DefenderAuthTest,
  microsoft365DefenderIncidentGet,
  microsoft365DefenderIncidentUpdate,
  microsoft365DefenderIncidentsList,
  microsoftAtpAdvancedHuntingCoverUp,
  microsoftAtpAdvancedHuntingFileOrigin,
  microsoftAtpAdvancedHuntingLateralMovementEvidence,
  microsoftAtpAdvancedHuntingNetworkConnections,
  microsoftAtpAdvancedHuntingPersistenceEvidence,
  microsoftAtpAdvancedHuntingPrivilegeEscalation,
  microsoftAtpAdvancedHuntingProcessDetails,
  microsoftAtpAdvancedHuntingTampering,
  microsoftAtpAdvancedHunting,
  msGraphSecurityAuthReset,
  msgAdvancedHunting,
  msgAuthTest,
  msgCreateAlertComment,
  msgGenerateLoginUrl,
  msgGetAlertDetails,
  msgListSecurityIncident,
  msgSearchAlerts,
  msgUpdateAlert,
  msgUpdateSecurityIncident,
];
