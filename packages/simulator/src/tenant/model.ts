import type { Tick } from './tick.ts';

/*
 * The tenant as the simulator keeps it: no API's shape, but what all of them are rendered from. Words of
 * closed sets are written in the simulator's own spelling (`vocabulary.ts`); a word of a recorded answer
 * that stands in no table is kept as it came.
 */

export interface Comment {
  readonly text: string;
  readonly author: string;
  readonly at: Tick;
}

/** What a recorded answer had that the model does not know, and which keys it had at all, in their order. */
export interface Recorded {
  readonly keys: readonly string[];
  readonly extra: Readonly<Record<string, unknown>>;
}

export interface Device {
  readonly id: string | null;
  readonly directoryId: string | null;
  readonly dnsName: string | null;
  readonly platform: string | null;
  readonly version: string | null;
  readonly processor: string | null;
  readonly build: number | null;
  readonly health: string | null;
  readonly risk: string | null;
  readonly exposure: string | null;
  readonly groupId: number | null;
  readonly groupName: string | null;
  readonly firstSeen: Tick | null;
  readonly lastSeen: Tick | null;
  readonly tags: readonly string[];
  readonly antivirus: string | null;
  readonly onboarding: string | null;
  readonly value: string | null;
  readonly addresses: readonly { readonly ip: string; readonly mac: string }[];
  readonly externalAddress: string | null;
  readonly loggedOn: readonly { readonly account: string; readonly domain: string }[];
  readonly vm: VirtualMachine | null;
  readonly recorded?: Recorded | undefined;
}

export interface VirtualMachine {
  readonly id: string;
  readonly resourceId: string;
  readonly subscriptionId: string;
}

export interface Account {
  readonly account: string | null;
  readonly domain: string | null;
  readonly sid: string | null;
  readonly directoryId: string | null;
  readonly principal: string | null;
  readonly displayName: string | null;
}

export interface FileFacts {
  readonly name: string | null;
  readonly path: string | null;
  readonly sha1: string | null;
  readonly sha256: string | null;
  readonly size: number | null;
  readonly publisher: string | null;
  readonly signer: string | null;
  readonly issuer: string | null;
}

export interface ProcessFacts {
  readonly id: number | null;
  readonly commandLine: string | null;
  readonly created: Tick | null;
  readonly image: FileFacts | null;
  readonly parentId: number | null;
  readonly parentCreated: Tick | null;
  readonly parentImage: FileFacts | null;
  readonly account: Account | null;
}

export interface MessageFacts {
  readonly sender: string | null;
  readonly senderIp: string | null;
  readonly recipient: string | null;
  readonly subject: string | null;
  readonly delivery: string | null;
  readonly location: string | null;
  readonly networkMessageId: string | null;
  readonly internetMessageId: string | null;
  readonly received: Tick | null;
  readonly urls: readonly string[];
  readonly attachments: number;
  readonly threats: readonly string[];
}

/** What a piece of evidence is about. */
export type Subject =
  | { readonly kind: 'device'; readonly device: Device }
  | { readonly kind: 'user'; readonly account: Account }
  | {
      readonly kind: 'file';
      readonly file: FileFacts;
      readonly deviceId: string | null;
      readonly detection: string | null;
    }
  | {
      readonly kind: 'process';
      readonly process: ProcessFacts;
      readonly deviceId: string | null;
      readonly detection: string | null;
    }
  | { readonly kind: 'ip'; readonly address: string | null; readonly country: string | null }
  | { readonly kind: 'url'; readonly url: string | null }
  | {
      readonly kind: 'mailbox';
      readonly address: string | null;
      readonly displayName: string | null;
      readonly account: Account | null;
    }
  | { readonly kind: 'message'; readonly message: MessageFacts }
  | {
      readonly kind: 'mail-cluster';
      readonly by: string | null;
      readonly value: string | null;
      readonly query: string | null;
      readonly messageIds: readonly string[];
    }
  | {
      readonly kind: 'registry-key';
      readonly hive: string | null;
      readonly key: string | null;
      readonly deviceId: string | null;
    }
  | {
      readonly kind: 'registry-value';
      readonly hive: string | null;
      readonly key: string | null;
      readonly name: string | null;
      readonly value: string | null;
      readonly type: string | null;
      readonly deviceId: string | null;
    }
  | {
      readonly kind: 'cloud-application';
      readonly appId: number | null;
      readonly name: string | null;
      readonly instance: string | null;
    }
  | {
      readonly kind: 'oauth-application';
      readonly appId: string | null;
      readonly objectId: string | null;
      readonly name: string | null;
      readonly publisher: string | null;
    }
  | { readonly kind: 'security-group'; readonly id: string | null; readonly name: string | null }
  | {
      readonly kind: 'mailbox-rule';
      readonly id: string | null;
      readonly name: string | null;
      readonly address: string | null;
      readonly principal: string | null;
    }
  | { readonly kind: 'malware'; readonly name: string | null; readonly category: string | null }
  /** An entity type of a recorded answer that the model has no words for. */
  | { readonly kind: 'other'; readonly type: string | null };

export interface Evidence {
  readonly subject: Subject;
  readonly at: Tick | null;
  readonly verdict: string | null;
  readonly remediation: string | null;
  readonly roles: readonly string[];
  readonly detailedRoles: readonly string[];
  readonly tags: readonly string[];
  readonly recorded?: Recorded | undefined;
}

/** What an analyst may set, on an incident and on an alert. */
export interface Triage {
  readonly status: string | null;
  readonly classification: string | null;
  readonly determination: string | null;
  readonly assignee: string | null;
  readonly comments: readonly Comment[];
}

export interface Incident extends Triage {
  readonly id: number;
  readonly redirect: number | null;
  readonly name: string | null;
  readonly description: string | null;
  readonly summary: string | null;
  readonly resolvingComment: string | null;
  readonly created: Tick;
  readonly updated: Tick;
  readonly severity: string | null;
  readonly tags: readonly string[];
  readonly systemTags: readonly string[];
  readonly modifiedBy: string | null;
  readonly priority: number | null;
  readonly recorded?: Recorded | undefined;
}

export interface Alert extends Triage {
  readonly id: string;
  readonly incidentId: number;
  readonly product: string | null;
  readonly detection: string | null;
  readonly detector: string | null;
  readonly created: Tick;
  readonly updated: Tick;
  readonly resolved: Tick | null;
  readonly firstActivity: Tick | null;
  readonly lastActivity: Tick | null;
  readonly title: string | null;
  readonly description: string | null;
  readonly advice: string | null;
  readonly category: string | null;
  readonly severity: string | null;
  readonly investigationId: number | null;
  readonly investigation: string | null;
  readonly actor: string | null;
  readonly threat: string | null;
  readonly family: string | null;
  readonly techniques: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly systemTags: readonly string[];
  /** From a recorded answer of Defender XDR. */
  readonly recorded?: Recorded | undefined;
  /** From a recorded answer of Defender for Endpoint. */
  readonly recordedByEndpoint?: Recorded | undefined;
}
