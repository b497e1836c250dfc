import {
  checkProfileName,
  chooseProfile,
  nearest,
  openContext,
  readConfig,
  wantedProfile,
  withTenant,
} from '@vedette/commands';
import type { CatalogEntry, Config, OpenedContext, Profile } from '@vedette/commands';
import { personAt } from './person/person.ts';
import { pipedIn, pipedLines } from './piped.ts';
import type { Session } from './session.ts';
import { milliseconds } from './words/duration.ts';
import type { FlagValue } from './words/flag.ts';

/**
 * What the terminal lends to a command: the profile that the flags name, and the person in front of it.
 *
 * @throws VedetteError MDE_CONFIG, MDE_INPUT, or MDE_SIGN_IN_REQUIRED when a profile is needed and there is none.
 */
export async function openCommandContext(
  flags: Readonly<Record<string, FlagValue>>,
  need: CatalogEntry['profile'],
  session: Session,
): Promise<OpenedContext> {
  const text = (name: string): string | undefined => flags[name] as string | undefined;
  const { terminal, interrupt, progress } = session;
  const timeout = text('timeout');
  const timeoutMs = timeout === undefined ? undefined : milliseconds(timeout, 'timeout');
  const config = await readConfig({ file: text('config') });
  for (const warning of config.warnings) session.note(warning);
  const found = profileFor(config, text('profile'), text('tenant'), need);
  if (found.newProfile !== undefined) tellOfNew(found.newProfile, found.profile?.name, config, session);
  return openContext({
    ...found,
    configFile: config.writable,
    warnings: config.warnings,
    signal: interrupt.signal,
    show: (text) => session.show(text),
    note: (remark) => session.note(remark),
    progress: (state) => progress.show(state),
    person: terminal.interactive ? personAt(interrupt.signal) : undefined,
    piped: pipedIn,
    pipedLines,
    dryRun: flags['dry-run'] === true,
    timeoutMs,
    onTrace: session.verbose ? (event) => session.traced(event) : undefined,
  });
}

interface Found {
  readonly profile?: Profile;
  readonly newProfile?: string;
}

function profileFor(
  config: Config,
  name: string | undefined,
  tenant: string | undefined,
  need: CatalogEntry['profile'],
): Found {
  const wanted = wantedProfile(config, name);
  if (need !== 'required' && wanted === undefined) return {};
  if (need === 'new' && wanted !== undefined && !config.profiles.has(wanted)) {
    const base = config.profiles.get(wantedProfile(config, undefined, {}) ?? '');
    return { newProfile: checkProfileName(wanted), ...(base && { profile: base }) };
  }
  // A name that was given must be right even where none is needed.
  const profile = chooseProfile(config, name);
  return {
    profile: tenant === undefined ? profile : withTenant(profile, tenant, { environment: process.env }),
  };
}

/** It may be a slip of the pen. */
function tellOfNew(name: string, base: string | undefined, config: Config, session: Session): void {
  const meant = nearest(name, [...config.profiles.keys()]);
  session.note(
    `There is no profile ${name} yet: signing in makes it${base === undefined ? '' : `, like ${base} but for what you give here`}${meant === undefined ? '' : `. Did you mean ${meant}?`}`,
  );
}
