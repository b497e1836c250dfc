import { VedetteError, type Interactive } from '@vedette/sdk';
import type { CommandContext } from '../context.ts';

/**
 * Signs a person in by the flow of the profile: shows the code or the page, and waits. Stopping it leaves
 * everything as it was.
 */
export async function signInAsPerson(context: CommandContext, interactive: Interactive): Promise<void> {
  if (interactive.kind === 'device-code') await byDeviceCode(context, interactive);
  else await byBrowser(context, interactive);
}

type By<K extends Interactive['kind']> = Extract<Interactive, { kind: K }>;

async function byDeviceCode(context: CommandContext, deviceCode: By<'device-code'>): Promise<void> {
  const countdown = new AbortController();
  try {
    await deviceCode.signIn({
      signal: context.signal,
      audience: firstAudience(context),
      prompt: async ({ userCode, verificationUri, expiresAt }) => {
        const minutes = Math.max(1, Math.round((expiresAt - context.now()) / 60_000));
        context.show(
          `Open ${verificationUri} and type the code ${userCode}. It is good for ${minutes} minutes.`,
        );
        countDown(context, userCode, expiresAt, countdown.signal);
        await context.person?.open(verificationUri);
      },
    });
  } finally {
    countdown.abort();
  }
}

function countDown(context: CommandContext, userCode: string, expiresAt: number, signal: AbortSignal): void {
  const total = Math.round((expiresAt - context.now()) / 1000);
  const tell = (): void => {
    const left = Math.max(0, Math.round((expiresAt - context.now()) / 1000));
    context.progress({ label: `code ${userCode}, ${left} s left`, done: total - left, total });
  };
  const timer = setInterval(tell, 1000);
  timer.unref();
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}

async function byBrowser(context: CommandContext, browser: By<'authorization-code'>): Promise<void> {
  const { auth } = context.profile;
  const redirectUri = auth.flow === 'authorization-code' ? auth.redirectUri : undefined;
  if (redirectUri === undefined || /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/]|$)/.test(redirectUri)) {
    await browser.signIn({
      signal: context.signal,
      audience: firstAudience(context),
      show: async (url) => {
        context.show(`Sign in here:\n${url}`);
        await context.person?.open(url);
      },
    });
    return;
  }
  // The browser ends on a page of somebody else: the person brings back what it says.
  if (!context.person) {
    throw new VedetteError('MDE_INPUT', 'code: is missing', {
      advice:
        'Run vedette login-url, sign in at that address, then run vedette login --code with where it ended.',
      facts: { argument: 'code' },
    });
  }
  const url = await browser.loginUrl({ audience: firstAudience(context) });
  context.show(`Sign in here, then paste the address of the page it ends on:\n${url}`);
  const pasted = await context.person.ask('Address or code', { secret: true });
  await browser.redeem(pasted, { signal: context.signal });
}

/** The application of Cortex XSOAR was consented to for Defender XDR; one's own for what the route asks. */
export function firstAudience({ profile }: CommandContext): 'graph' | 'xdr' {
  const { auth, route } = profile;
  const own = 'clientId' in auth && auth.clientId !== undefined;
  return own && route !== 'native' ? 'graph' : 'xdr';
}
