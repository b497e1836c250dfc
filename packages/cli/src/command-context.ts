import { chooseProfile, openContext, readConfig, withTenant } from '@vedette/commands';
import type { CatalogEntry, OpenedContext, Profile } from '@vedette/commands';
import { personAt } from './person/person.ts';
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
  const profile = profileFor(config, text('profile'), text('tenant'), need);
  return openContext({
    profile,
    configFile: config.writable,
    warnings: config.warnings,
    signal: interrupt.signal,
    note: (remark) => session.note(remark),
    progress: (state) => progress.show(state),
    person: terminal.interactive ? personAt(terminal, interrupt.signal) : undefined,
    dryRun: flags['dry-run'] === true,
    timeoutMs,
    onTrace: session.verbose ? (event) => session.traced(event) : undefined,
  });
}

function profileFor(
  config: Awaited<ReturnType<typeof readConfig>>,
  name: string | undefined,
  tenant: string | undefined,
  need: CatalogEntry['profile'],
): Profile | undefined {
  // A name that was given must be right even where none is needed.
  if (need === 'optional' && name === undefined && config.default === undefined && config.profiles.size !== 1)
    return undefined;
  const profile = chooseProfile(config, name);
  return tenant === undefined ? profile : withTenant(profile, tenant, { environment: process.env });
}
