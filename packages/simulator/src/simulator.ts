/** What `vedette simulate --json` prints in one line. */
export interface SimulatorInfo {
  readonly login: string;
  readonly graph: string;
  readonly endpoint: string;
  readonly xdr: string;
  readonly imds: string;
  readonly broker: string;
  readonly admin: string;
  /** The same base URLs over TLS, signed by `caFile`. */
  readonly https: Readonly<
    Record<'login' | 'graph' | 'endpoint' | 'xdr' | 'imds' | 'broker' | 'admin', string>
  >;
  readonly caFile: string;
  readonly tenantId: string;
  /** A confidential application with every Defender permission, a secret and a certificate. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** PEM with certificate and private key of `clientId`. */
  readonly certificateFile: string;
  /** A public client for device code and authorization code. */
  readonly publicClientId: string;
  /** Client id of the user-assigned managed identity; the system-assigned one answers without a name. */
  readonly userAssignedClientId: string;
  readonly users: readonly {
    readonly username: string;
    readonly password: string;
    readonly roles: readonly string[];
  }[];
  readonly brokerId: string;
  readonly brokerToken: string;
  readonly brokerKey: string;
}

export interface SimulatorOptions {
  /** 0 (default) takes any free port. */
  readonly port?: number | undefined;
  readonly httpsPort?: number | undefined;
  /** Always a loopback address. Default 127.0.0.1. */
  readonly host?: string | undefined;
  /** Grow a tenant of this many incidents. */
  readonly incidents?: number | undefined;
  readonly seed?: string | undefined;
  /** Rows of `DeviceProcessEvents` in thirty days, besides what attacks leave; other hunting tables in proportion. Default 10,000. */
  readonly huntingRows?: number | undefined;
  /** Recorded answers to serve, as files. */
  readonly load?: readonly string[] | undefined;
  /** A fixed start time holds the clock; without it the clock is real. ISO 8601. */
  readonly clock?: string | undefined;
  /** Enforce the published quotas. Default true. */
  readonly quotas?: boolean | undefined;
  /** Folder for the certificate authority and certificates. Default: a fresh temporary folder. */
  readonly folder?: string | undefined;
  /** Faults switched on from the start, by name. */
  readonly faults?: readonly string[] | undefined;
}

export interface RunningSimulator {
  readonly info: SimulatorInfo;
  /** Calls `/_sim/…` in process. */
  admin<T = unknown>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T>;
  stop(): Promise<void>;
}
