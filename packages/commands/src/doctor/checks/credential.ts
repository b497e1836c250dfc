import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fail, ok, warn, type Check, type Finding } from '../finding.ts';

const DAY_MS = 86_400_000;

/** How long is what the application signs in with still good? */
export const credential: Check = async ({ profile, now }) => {
  const { auth } = profile;
  if (auth.flow === 'certificate' && auth.certificate) return [await certificateEnd(auth.certificate, now)];
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

async function certificateEnd(file: string, now: number): Promise<Finding> {
  const check = 'certificate';
  let certificate: X509Certificate;
  try {
    const content = await readFile(file);
    // A PFX is opened by the sign-in itself; only its sealed form stands here.
    if (!content.includes('-----BEGIN CERTIFICATE-----')) {
      return ok(check, `${file} is not PEM: its end is not read here`);
    }
    const [pem] =
      /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/.exec(content.toString('utf8')) ?? [];
    certificate = new X509Certificate(pem ?? content);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'it is damaged';
    return fail(check, `${file} cannot be read (${reason})`, 'Check the path, the permissions and the file.');
  }
  const end = certificate.validToDate.getTime();
  const days = Math.floor((end - now) / DAY_MS);
  const until = certificate.validToDate.toISOString().slice(0, 10);
  const advice = 'Make a new certificate, upload it to the registration, and name it in the profile.';
  if (end <= now) return fail(check, `The certificate ended on ${until}`, advice);
  if (certificate.validFromDate.getTime() > now) {
    return fail(check, 'The certificate is not valid yet', 'Check the clock of this machine.');
  }
  return days < 30
    ? warn(check, `The certificate ends in ${days} days, on ${until}`, advice)
    : ok(check, `The certificate is good until ${until}`);
}
