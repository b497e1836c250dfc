import type { Cloud, Defender, IdentityHttp, SignIn, TokenStore } from '@vedette/sdk';
import type { Mirror } from '@vedette/mirror';
import type { Profile } from './profile/profile.ts';

export interface Progress {
  readonly label: string;
  readonly done: number;
  readonly total?: number | undefined;
}

/** What a surface (terminal, HTTP, MCP) lends to a command while it runs. `openContext` makes one. */
export interface CommandContext {
  /** @throws VedetteError MDE_SIGN_IN_REQUIRED when there is none: only in commands whose profile is optional. */
  readonly profile: Profile;
  findProfile(): Profile | undefined;
  /**
   * The name asked for when there is no such profile yet, in commands whose profile is `new`. `findProfile` then
   * gives the one that would be in use without it, to start from.
   */
  readonly newProfile?: string | undefined;
  /** The same surface, another tenant or another way in. Closed together with this one. */
  withProfile(profile: Profile): CommandContext;
  /** The `vedette.yaml` in use, or the one that `login` would write. */
  readonly configFile: string;
  /** What the reader of the configuration remarked, such as a secret that stands in it. */
  readonly warnings: readonly string[];
  /** The environment variables the command may look at. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Opened at the first use, so that a command that needs no cloud opens none. */
  defender(): Promise<Defender>;
  /** The sign-in of the profile without a client round it: to begin it, end it or find out about it. */
  credential(): Promise<SignIn>;
  /** The cloud of the profile, its own hosts and scopes laid over it. */
  cloud(): Cloud;
  /** Requests to the identity provider, by the way the profile names. */
  identityHttp(): Promise<IdentityHttp>;
  /** The token cache of this machine, of all profiles. */
  tokens(): TokenStore;
  /** The local mirror of this profile. */
  mirror(options?: { create?: boolean }): Promise<Mirror>;
  /**
   * What was piped in, as text. Absent where nothing can be.
   *
   * @throws VedetteError MDE_INPUT when it is longer than anybody types.
   */
  readonly piped?: (() => Promise<string>) | undefined;
  /** What is piped in, line by line as it comes. Absent where nothing can be. */
  readonly pipedLines?: (() => AsyncIterable<string>) | undefined;
  readonly signal: AbortSignal;
  /** Milliseconds that one request, or one query on this machine, may take, where somebody said so. */
  readonly timeoutMs?: number | undefined;
  /** Epoch milliseconds; injected so that tests hold the clock. */
  now(): number;
  /**
   * What the person must see for the command to go on (a device code, a sign-in URL): shown at once, also where
   * nobody can answer and remarks are switched off. Never part of the result.
   */
  show(text: string): void;
  /** A remark for the person beside the result: a retirement date, a fallback. Never part of the result. */
  note(text: string): void;
  progress(progress: Progress): void;
  /** Sends nothing that changes anything; the command says what it would do. */
  readonly dryRun: boolean;
  /** Present only where a person can answer. */
  readonly person?: Person | undefined;
}

export interface Person {
  /** A line typed by the person; `secret` is not echoed. */
  ask(question: string, options?: { secret?: boolean }): Promise<string>;
  confirm(question: string): Promise<boolean>;
  /** Opens a page in the person's browser; false when there is none. */
  open(url: string): Promise<boolean>;
}
