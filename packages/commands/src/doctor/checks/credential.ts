import { X509Certificate } from 'node:crypto';
import { isVedetteError, loadCertificate } from '@vedette/sdk';
import { secretFrom } from '../../profile/secret.ts';
import { fail, ok, warn, type Check, type Examined, type Finding } from '../finding.ts';

const DAY_MS = 86_400_000;

/** How long is what the application signs in with still good? */
export const credential: Check = async (examined) => {
  const { auth } = examined.profile;
  if (auth.flow === 'certificate' && auth.certificate)
    return [await certificateEnd({ ...auth, certificate: auth.certificate }, examined)];
  if (auth.flow === 'client-secret' || ('secret' in auth && auth.secret !== undefined)) {
    return [
      ok(
        'secret',
        'Entra tells nobody when a secret ends: the sign-in fails with AADSTS7000222 when it has. The end stands in the registration under Certificates & secrets',
      ),
    ];
  }
  return [];
};

interface Source {
  readonly certificate: string;
  readonly key?: string | undefined;
  readonly password?: Parameters<typeof secretFrom>[0] | undefined;
}

/** Read as the sign-in reads it: PEM or PFX, its key opened with the password of the profile. */
async function certificateEnd(
  { certificate, key, password }: Source,
  { now, environment }: Examined,
): Promise<Finding> {
  const check = 'certificate';
  let read: X509Certificate;
  try {
    const opened = password === undefined ? undefined : await secretFrom(password, environment)();
    // The certificate of the key stands first.
    read = new X509Certificate((await loadCertificate({ certificate, key, password: opened })).chain);
  } catch (error) {
    if (!isVedetteError(error)) throw error;
    return fail(check, error.message, error.advice);
  }
  const end = read.validToDate.getTime();
  const days = Math.floor((end - now) / DAY_MS);
  const until = read.validToDate.toISOString().slice(0, 10);
  const advice = 'Make a new certificate, upload it to the registration, and name it in the profile.';
  if (end <= now) return fail(check, `The certificate ended on ${until}`, advice);
  if (read.validFromDate.getTime() > now) {
    return fail(check, 'The certificate is not valid yet', 'Check the clock of this machine.');
  }
  return days < 30
    ? warn(check, `The certificate ends in ${days} days, on ${until}`, advice)
    : ok(check, `The certificate is good until ${until}`);
}
