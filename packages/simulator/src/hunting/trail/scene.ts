import type {
  Account,
  Alert,
  Device,
  FileFacts,
  MessageFacts,
  ProcessFacts,
  Subject,
} from '../../tenant/model.ts';
import { Random, seedOf } from '../../tenant/random.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { MINUTE, type Tick } from '../../tenant/tick.ts';

/** What one alert speaks of. */
export interface Scene {
  readonly alert: Alert;
  readonly tenant: Tenant;
  readonly random: Random;
  /** The machine of the alert; a public server where it names none but a machine must have seen it. */
  readonly device: Device | undefined;
  readonly second: Device | undefined;
  readonly user: Account | undefined;
  readonly file: FileFacts | undefined;
  readonly process: ProcessFacts | undefined;
  readonly address: string | undefined;
  readonly country: string | undefined;
  readonly url: string | undefined;
  readonly message: MessageFacts | undefined;
  /** A moment of the attack: 0 its first activity, 1 the alert. */
  when(part: number): Tick;
}

export function sceneOf(alert: Alert, tenant: Tenant): Scene {
  const subjects = alert.evidence.map(({ subject }) => subject);
  const all = <K extends Subject['kind']>(kind: K): Extract<Subject, { kind: K }>[] =>
    subjects.filter((subject): subject is Extract<Subject, { kind: K }> => subject.kind === kind);
  const devices = all('device').map(({ device }) => device);
  const processes = all('process');
  const files = all('file');
  const named = [...processes, ...files].flatMap(({ deviceId }) =>
    deviceId === null ? [] : (tenant.machines.get(deviceId) ?? []),
  );
  const [device = named[0], second] = devices;
  const started = alert.firstActivity ?? alert.created - 30 * MINUTE;
  const start = Math.min(started, alert.created);
  return {
    alert,
    tenant,
    random: new Random(seedOf(alert.id)),
    device,
    second: second ?? (device === named[0] ? undefined : named[0]),
    user: all('user')[0]?.account ?? all('mailbox')[0]?.account ?? undefined,
    file: files[0]?.file,
    process: processes[0]?.process,
    address: all('ip')[0]?.address ?? undefined,
    country: all('ip')[0]?.country ?? undefined,
    url: all('url')[0]?.url ?? undefined,
    message: all('message')[0]?.message,
    when: (part) => Math.floor(start + (alert.created - start) * part),
  };
}
