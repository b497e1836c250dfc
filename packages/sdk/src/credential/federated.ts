import { readFile } from 'node:fs/promises';
import { VedetteError } from '../error.ts';
import { applicationCredential } from './application.ts';
import type { Credential } from './credential.ts';
import type { EntraClient } from './entra-request.ts';

export interface FederatedOptions extends EntraClient {
  /** A file with the token of the outside issuer, which replaces it about hourly. */
  readonly tokenFile: string;
}

/**
 * Workload identity: another issuer's token stands in for a secret. The file is read at every request.
 * https://learn.microsoft.com/en-us/entra/workload-id/workload-identity-federation
 */
export function federated(options: FederatedOptions): Credential {
  return applicationCredential('federated', options, async () => ({
    clientAssertion: await readAssertion(options.tokenFile),
  }));
}

async function readAssertion(path: string): Promise<string> {
  let text: string;
  try {
    text = (await readFile(path, 'utf8')).trim();
  } catch (error) {
    throw new VedetteError('MDE_CREDENTIAL', `The federated token file cannot be read: ${path}`, {
      advice:
        'Check the path and its permissions; on Kubernetes, that the pod is labelled for workload identity.',
      cause: error,
    });
  }
  if (/^[\w-]+\.[\w-]+\.[\w-]*$/.test(text)) return text;
  throw new VedetteError('MDE_CREDENTIAL', `The federated token file holds no JWT: ${path}`, {
    advice: 'Name the file the outside issuer writes its token to.',
  });
}
