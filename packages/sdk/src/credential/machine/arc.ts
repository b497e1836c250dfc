import { readFile, stat } from 'node:fs/promises';
import { VedetteError } from '../../error.ts';
import { persist } from './app-service.ts';
import type { IdentityResponse } from '../http.ts';
import { identityRefusal } from './identity-error.ts';
import type { IdentityHost, IdentitySource, SourceOptions } from './source.ts';
import type { JsonObject } from '../json.ts';
import { parseAnswer } from '../token-answer.ts';

const MOST_KEY_BYTES = 4_096;

/**
 * Azure Arc: the agent proves that we are on its machine by a file that only the privileged can read.
 * https://learn.microsoft.com/en-us/azure/azure-arc/servers/managed-identity-authentication
 */
export function arcSource(endpoint: string, host: IdentityHost, options: SourceOptions): IdentitySource {
  const name = 'The Azure Arc agent';
  return {
    name,
    ask: async (resource, signal) => {
      const url = arcUrl(endpoint, resource, options);
      const ask = async (headers: Readonly<Record<string, string>>): Promise<IdentityResponse> =>
        persist(
          async () =>
            options.http({
              method: 'GET',
              url: url.href,
              headers: { metadata: 'true', ...headers },
              signal,
              proxy: false,
            }),
          options,
          signal,
        );
      const challenge = await ask({});
      if (challenge.status !== 401) return accepted(challenge, url, name, options);
      const key = await readKey(challenge.headers['www-authenticate'], host);
      return accepted(await ask({ authorization: `Basic ${key}` }), url, name, options);
    },
  };
}

function arcUrl(endpoint: string, resource: string, options: SourceOptions): URL {
  const url = new URL(endpoint);
  if (url.hostname === 'localhost') url.hostname = '127.0.0.1';
  url.searchParams.set('api-version', '2019-11-01');
  url.searchParams.set('resource', resource);
  if (options.clientId !== undefined) url.searchParams.set('client_id', options.clientId);
  if (options.objectId !== undefined) url.searchParams.set('object_id', options.objectId);
  if (options.resourceId !== undefined) url.searchParams.set('msi_res_id', options.resourceId);
  return url;
}

function accepted(response: IdentityResponse, url: URL, name: string, options: SourceOptions): JsonObject {
  if (response.status !== 200) throw identityRefusal(name, response);
  const answer = parseAnswer(response, url.host, options.now());
  refuseAnotherIdentity(answer, options);
  return answer;
}

/** An agent too old for user-assigned identities ignores the wish and answers for the machine instead. */
function refuseAnotherIdentity(answer: JsonObject, options: SourceOptions): void {
  const checks: readonly (readonly [string | undefined, unknown])[] = [
    [options.clientId, answer['client_id']],
    [options.objectId, answer['object_id']],
    [options.resourceId, answer['msi_res_id'] ?? answer['mi_res_id']],
  ];
  for (const [wanted, given] of checks) {
    if (wanted === undefined || wanted.toLowerCase() === String(given).toLowerCase()) continue;
    throw new VedetteError('MDE_IDENTITY_ENDPOINT', 'The Azure Arc agent answered for another identity.', {
      advice: 'Update the agent, or use the system-assigned identity: give no id in the profile.',
    });
  }
}

/** The path comes from whoever listens on the port; only a key file of the agent may be read for him. */
async function readKey(challenge: string | undefined, host: IdentityHost): Promise<string> {
  const path = /Basic realm=(.+)$/.exec(challenge ?? '')?.[1]?.replace(/^"|"$/g, '');
  if (path === undefined) throw refused('did not say where its key file is');
  if (host.platform !== 'win32' && host.platform !== 'linux') {
    throw refused('runs on Windows and Linux only');
  }
  const fileName = path.slice(host.arcTokenFolder.length);
  const inFolder = path.startsWith(host.arcTokenFolder) && !/[/\\]/.test(fileName);
  if (!inFolder || !fileName.endsWith('.key')) throw refused('named a key file outside its own folder');
  try {
    if ((await stat(path)).size > MOST_KEY_BYTES) throw refused('has a key file that is too large');
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof VedetteError) throw error;
    throw new VedetteError(
      'MDE_IDENTITY_ENDPOINT',
      `The key file of the Azure Arc agent cannot be read: ${path}`,
      {
        advice: 'Run as root or administrator, or add the user to the group himds.',
        cause: error,
      },
    );
  }
}

function refused(what: string): VedetteError {
  return new VedetteError('MDE_IDENTITY_ENDPOINT', `The Azure Arc agent ${what}.`, {
    advice: 'Check that the Azure Connected Machine agent is installed and up to date.',
  });
}
