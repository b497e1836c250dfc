import { access } from 'node:fs/promises';
import { VedetteError } from '../../error.ts';
import { appServiceSource } from './app-service.ts';
import { arcSource } from './arc.ts';
import { imdsSource } from './imds.ts';
import type { IdentityHost, IdentitySource, SourceOptions } from './source.ts';

const ARC_DEFAULT = 'http://127.0.0.1:40342/metadata/identity/oauth2/token';

/** The order is that of Microsoft's libraries. @throws VedetteError MDE_IDENTITY_ENDPOINT */
export async function findIdentitySource(options: SourceOptions): Promise<IdentitySource> {
  if (options.endpoint !== undefined) return imdsSource(options.endpoint, options);
  const host = hostOf(options.host);
  const { env } = host;
  const endpoint = env['IDENTITY_ENDPOINT'];
  const header = env['IDENTITY_HEADER'];
  if (endpoint && header && env['IDENTITY_SERVER_THUMBPRINT']) throw unsupported('Azure Service Fabric');
  if (endpoint && header) return appServiceSource({ endpoint, header, version: '2019-08-01' }, options);
  const older = env['MSI_ENDPOINT'];
  if (older && env['MSI_SECRET']) {
    return appServiceSource({ endpoint: older, header: env['MSI_SECRET'], version: '2017-09-01' }, options);
  }
  if (older) throw unsupported('Azure Cloud Shell');
  if (endpoint && env['IMDS_ENDPOINT']) return arcSource(endpoint, host, options);
  if (await exists(host.arcAgent)) return arcSource(ARC_DEFAULT, host, options);
  return imdsSource(env['AZURE_POD_IDENTITY_AUTHORITY_HOST'], options);
}

function hostOf(given: Partial<IdentityHost> = {}): IdentityHost {
  const env = given.env ?? process.env;
  const platform = given.platform ?? process.platform;
  const windows = platform === 'win32';
  return {
    env,
    platform,
    arcTokenFolder:
      given.arcTokenFolder ??
      (windows
        ? `${env['ProgramData'] ?? ''}\\AzureConnectedMachineAgent\\Tokens\\`
        : '/var/opt/azcmagent/tokens/'),
    arcAgent:
      given.arcAgent ??
      (windows
        ? `${env['ProgramFiles'] ?? ''}\\AzureConnectedMachineAgent\\himds.exe`
        : '/opt/azcmagent/bin/himds'),
  };
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false; // Not an Arc machine, like most.
  }
}

function unsupported(where: string): VedetteError {
  return new VedetteError('MDE_IDENTITY_ENDPOINT', `The managed identity of ${where} is not supported.`, {
    advice: 'Sign in with a federated credential, a certificate or a person here.',
  });
}
