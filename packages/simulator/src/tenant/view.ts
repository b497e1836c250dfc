import type { Alert, Device, Evidence, Incident } from './model.ts';
import type { Faults } from '../core/world.ts';

/** How one request is to see the tenant. */
export interface View {
  readonly tenantId: string;
  /** Graph: members behind `unknownFutureValue` were asked for. */
  readonly unknownMembers: boolean;
  /** Fault `null-fields`. */
  readonly nulls: boolean;
  /** Fault `unknown-enum`. */
  readonly strangers: boolean;
}

export const PORTAL = 'https://security.microsoft.com';

export function viewOf(tenantId: string, faults: Faults, unknownMembers = true): View {
  return {
    tenantId,
    unknownMembers,
    nulls: faults.take('null-fields') !== undefined,
    strangers: faults.take('unknown-enum') !== undefined,
  };
}

/** The alert as this view has it: the neutral model is disturbed, so every API shows the same trouble. */
export function seenAlert(alert: Alert, view: View): Alert {
  let seen = alert;
  if (view.strangers)
    seen = { ...seen, product: 'MicrosoftDefenderForTomorrow', detection: 'PrecognitiveSensor' };
  if (view.nulls)
    seen = {
      ...seen,
      firstActivity: null,
      lastActivity: null,
      family: null,
      evidence: seen.evidence.map(withNulls),
    };
  return seen;
}

export function seenIncident(incident: Incident, view: View): Incident {
  const status = view.strangers && incident.status === 'active' ? 'awaitingAction' : incident.status;
  return view.nulls ? { ...incident, status, description: null, modifiedBy: null } : { ...incident, status };
}

export function seenDevice(device: Device, view: View): Device {
  return view.nulls ? anonymous(device) : device;
}

function withNulls(evidence: Evidence): Evidence {
  const { subject } = evidence;
  if (subject.kind === 'device')
    return { ...evidence, subject: { ...subject, device: anonymous(subject.device) } };
  if (subject.kind === 'ip') return { ...evidence, subject: { ...subject, address: null, country: null } };
  if (subject.kind === 'file')
    return { ...evidence, subject: { ...subject, deviceId: null, detection: null } };
  if (subject.kind === 'process')
    return { ...evidence, subject: { ...subject, deviceId: null, detection: null } };
  return evidence;
}

/** All that is left is the machine id: what people report of machines that never finished onboarding. */
function anonymous(device: Device): Device {
  return {
    ...device,
    directoryId: null,
    dnsName: null,
    addresses: [],
    externalAddress: null,
    groupName: null,
    health: null,
    risk: null,
    vm: null,
  };
}
