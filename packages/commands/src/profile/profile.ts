import type { Route } from '@vedette/sdk';

/** A named way to reach one tenant, as it stands in `vedette.yaml` under `profiles`. */
export interface Profile {
  readonly name: string;
  /** A name in the table of clouds, or `custom`. */
  readonly cloud: string;
  /** Hosts that replace those of the cloud; with `cloud: custom` all that are used must be here. */
  readonly hosts?: { login?: string; graph?: string; endpoint?: string; xdr?: string } | undefined;
  /** Scopes that replace those of the cloud, such as `https://api.securitycenter.microsoft.com/.default`. */
  readonly scopes?: { graph?: string; endpoint?: string; xdr?: string } | undefined;
  /** A tenant id or domain; `organizations` where the person who signs in decides. */
  readonly tenant: string;
  readonly auth: ProfileAuth;
  /**
   * Absent: `auto` for the applications of Cortex XSOAR; Microsoft Graph otherwise, but for the XSOAR names of
   * Defender XDR, which promise the native record.
   */
  readonly route?: Route | undefined;
  /** PEM file with extra certificate authorities. */
  readonly ca?: string | undefined;
  readonly proxy?: string | undefined;
  /** PEM files with the certificate and key that are shown to a proxy or gateway which asks for one. */
  readonly gateway?:
    | { readonly certificate: string; readonly key: string; readonly password?: SecretSource | undefined }
    | undefined;
  /** Default time allowed for one request, in seconds. */
  readonly timeout?: number | undefined;
  /** Where the mirror lives. */
  readonly store: string;
  /** Folder of the archive of hunting tables. Default: beside the mirror. */
  readonly archive?: string | undefined;
}

/**
 * How the profile signs in. Secrets are given by value, by `{ env: NAME }` or by `{ file: PATH }`; they are
 * read when they are needed and never printed.
 */
export type SecretSource = string | { env: string } | { file: string };

export type ProfileAuth =
  | { flow: 'client-secret'; clientId: string; secret: SecretSource }
  | {
      flow: 'certificate';
      clientId: string;
      /** PEM or PFX file. May be absent where `key` and `fingerprint` are given. */
      certificate?: string;
      key?: string;
      /** SHA-1 or SHA-256 digest of the certificate, where only that and the key are at hand. */
      fingerprint?: string;
      password?: SecretSource;
      /** `sha256` (PS256) unless an old registration needs `sha1` (RS256 and x5t). */
      thumbprint?: 'sha256' | 'sha1';
      sendChain?: boolean;
    }
  | { flow: 'federated'; clientId: string; tokenFile: string }
  | { flow: 'device-code'; clientId?: string }
  | { flow: 'authorization-code'; clientId: string; redirectUri?: string; secret?: SecretSource }
  | { flow: 'managed-identity'; clientId?: string; objectId?: string; resourceId?: string; endpoint?: string }
  | { flow: 'broker'; id: string; token: SecretSource; key: SecretSource }
  | { flow: 'refresh-token'; clientId: string; refreshToken: SecretSource; secret?: SecretSource }
  | { flow: 'environment' };
