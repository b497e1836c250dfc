import type { Cast } from './cast.ts';
import { endlessCommandLine, hostileText } from './hostile.ts';
import type { Evidence, FileFacts, ProcessFacts, Subject } from './model.ts';
import type { Random } from './random.ts';
import type { Step, Trace } from './stories.ts';
import { MINUTE, SECOND, type Tick } from './tick.ts';

const PROGRAMS: readonly (readonly [name: string, folder: string])[] = [
  ['invoice_viewer.exe', 'C:\\Users\\Public\\Downloads'],
  ['svch0st.exe', 'C:\\ProgramData\\Cache'],
  ['7z.exe', 'C:\\Program Files\\7-Zip'],
  ['update.dll', 'C:\\Windows\\Temp'],
  ['shell.aspx', 'C:\\inetpub\\wwwroot\\uploads'],
  ['agent', '/opt/.cache'],
];

const PARENTS = ['explorer.exe', 'winword.exe', 'w3wp.exe', 'services.exe', 'outlook.exe'];

export interface Scene {
  readonly cast: Cast;
  readonly step: Step;
  readonly at: Tick;
  /** Was it stopped before it did anything? */
  readonly stopped: boolean;
}

/** Everything one step of a story leaves behind. */
export function makeEvidence(random: Random, scene: Scene): Evidence[] {
  return scene.step.traces.map((trace) => {
    const subject = makers[trace](random, scene);
    const victim = subject.kind === 'device' || subject.kind === 'user' || subject.kind === 'mailbox';
    const hostile = subject.kind === 'ip' || subject.kind === 'url';
    return {
      subject,
      at: scene.at + random.below(2 * SECOND),
      verdict: victim
        ? 'unknown'
        : random.chance(0.1)
          ? null
          : random.chance(0.6)
            ? 'malicious'
            : 'suspicious',
      remediation: victim
        ? 'none'
        : scene.stopped
          ? random.pick(['prevented', 'remediated', 'blocked'])
          : 'active',
      roles: victim ? ['compromised'] : hostile ? ['attacker'] : [],
      detailedRoles: trace === 'device' ? ['PrimaryDevice'] : [],
      tags: subject.kind === 'device' ? subject.device.tags : [],
    };
  });
}

const makers: Readonly<Record<Trace, (random: Random, scene: Scene) => Subject>> = {
  device: (_random, { cast }) => ({ kind: 'device', device: cast.device }),
  'second-device': (_random, { cast }) => ({ kind: 'device', device: cast.secondDevice }),
  user: (_random, { cast }) => ({ kind: 'user', account: cast.user }),
  file: (random, scene) => ({
    kind: 'file',
    file: fileFacts(random),
    deviceId: scene.cast.device.id,
    detection: scene.stopped ? 'prevented' : 'detected',
  }),
  process: (random, scene) =>
    processSubject(random, scene, (image) => `"${image.path}\\${image.name}" -s ${random.hex(8)}`),
  script: (random, scene) =>
    processSubject(random, scene, () =>
      random.chance(0.05)
        ? endlessCommandLine(random)
        : `powershell.exe -nop -w hidden -enc ${random.hex(64)}`,
    ),
  ip: (random, { cast }) => ({
    kind: 'ip',
    address: random.chance(0.05) ? `2001:db8::${random.hex(4)}` : cast.attackerIp,
    country: random.chance(0.2) ? null : cast.attackerCountry,
  }),
  url: (random, { cast }) => ({
    kind: 'url',
    url: `https://${cast.attackerHost}/${random.hex(6)}?u=${random.below(9999)}`,
  }),
  mailbox: (_random, { cast }) => ({
    kind: 'mailbox',
    address: cast.user.principal,
    displayName: cast.user.displayName,
    account: cast.user,
  }),
  message: (random, { cast, at, stopped }) => ({
    kind: 'message',
    message: {
      sender: `billing@${cast.attackerHost}`,
      senderIp: cast.attackerIp,
      recipient: cast.user.principal,
      subject: random.chance(0.1) ? hostileText(random) : cast.lure,
      delivery: stopped ? 'Blocked' : 'Delivered',
      location: stopped ? 'Quarantine' : 'Inbox',
      networkMessageId: random.guid(),
      internetMessageId: `<${random.hex(16)}@${cast.attackerHost}>`,
      received: at - random.below(30 * MINUTE),
      urls: [`https://${cast.attackerHost}/signin`],
      attachments: random.below(2),
      threats: ['Phish'],
    },
  }),
  'mail-cluster': (random, { cast }) => ({
    kind: 'mail-cluster',
    by: 'Subject;P2SenderDomain;ContentType',
    value: `${cast.lure};${cast.attackerHost};1`,
    query: `( (( (Subject:"${cast.lure}") ) AND ( (P2SenderDomain:"${cast.attackerHost}") )) )`,
    messageIds: Array.from({ length: 1 + random.below(4) }, () => random.guid()),
  }),
  'registry-key': (random, { cast }) => ({
    kind: 'registry-key',
    hive: 'HKEY_LOCAL_MACHINE',
    key: `SOFTWARE\\Classes\\CLSID\\{${random.guid()}}`,
    deviceId: cast.device.id,
  }),
  'registry-value': (random, { cast }) => ({
    kind: 'registry-value',
    hive: 'HKEY_CURRENT_USER',
    key: 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run',
    name: random.chance(0.1) ? hostileText(random) : `Updater${random.below(90)}`,
    value: 'C:\\ProgramData\\Cache\\svch0st.exe',
    type: 'String',
    deviceId: cast.device.id,
  }),
  'cloud-application': (random) => ({
    kind: 'cloud-application',
    appId: random.pick([11161, 15600, 20595, 20892]),
    name: random.pick(['Microsoft 365', 'Microsoft OneDrive for Business', 'Microsoft SharePoint Online']),
    instance: null,
  }),
  'oauth-application': (random) => ({
    kind: 'oauth-application',
    appId: random.guid(),
    objectId: random.guid(),
    name: random.chance(0.2) ? hostileText(random) : 'Mail Helper Pro',
    publisher: random.chance(0.5) ? null : 'Unverified',
  }),
  'security-group': (random) => ({
    kind: 'security-group',
    id: random.guid(),
    name: random.pick(['Domain Admins', 'Backup Operators', 'Finance Approvers']),
  }),
  'mailbox-rule': (random, { cast }) => ({
    kind: 'mailbox-rule',
    id: random.guid(),
    name: random.pick(['.', '..', 'archive', '\u200b']),
    address: cast.user.principal,
    principal: cast.user.principal,
  }),
  malware: (_random, { step }) => ({ kind: 'malware', name: step.family ?? null, category: 'Loader' }),
};

function fileFacts(random: Random): FileFacts {
  const [name, path] = random.pick(PROGRAMS);
  const signed = random.chance(0.2);
  return {
    name: random.chance(0.04) ? hostileText(random) : name,
    path,
    sha1: random.chance(0.05) ? null : random.hex(40),
    sha256: random.chance(0.1) ? null : random.hex(64),
    size: random.chance(0.1) ? null : 4096 + random.below(9_000_000),
    publisher: signed ? 'Tailspin Toys' : null,
    signer: signed ? 'Tailspin Toys Code Signing' : null,
    issuer: signed ? 'Example Root CA' : null,
  };
}

function processSubject(random: Random, scene: Scene, commandLine: (image: FileFacts) => string): Subject {
  const image = fileFacts(random);
  const process: ProcessFacts = {
    id: 400 + random.below(60_000),
    commandLine: commandLine(image),
    created: scene.at - random.below(MINUTE),
    image,
    parentId: 400 + random.below(60_000),
    parentCreated: scene.at - MINUTE - random.below(60 * MINUTE),
    parentImage: { ...fileFacts(random), name: random.pick(PARENTS), path: 'C:\\Windows\\System32' },
    account: random.chance(0.1) ? null : scene.cast.user,
  };
  return {
    kind: 'process',
    process,
    deviceId: scene.cast.device.id,
    detection: scene.stopped ? 'blocked' : 'detected',
  };
}
