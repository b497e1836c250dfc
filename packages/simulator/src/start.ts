import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import {
  certifyServer,
  createAuthority,
  createClientCertificate,
  type CertifiedKey,
} from './core/authority.ts';
import { createAuthorize } from './core/bearer.ts';
import { createClock } from './core/clock.ts';
import { createFaults, parseFault } from './core/faults.ts';
import { createJournal } from './core/journal.ts';
import { openListener, type Listener } from './core/listener.ts';
import { createQuotas } from './core/quotas.ts';
import { createRouter } from './core/router.ts';
import type { Service } from './core/service.ts';
import type { World } from './core/world.ts';
import { adminService, callAdmin } from './services/admin/admin.ts';
import { brokerService, createBrokerRegistration } from './services/broker/broker.ts';
import { BUILT_IN, createSecrets } from './services/entra/built-in.ts';
import { entraService } from './services/entra/entra.ts';
import { createFederatedIssuer } from './services/entra/federated-issuer.ts';
import { createRealm } from './services/entra/open-realm.ts';
import { imdsService } from './services/imds/service.ts';
import type { RunningSimulator, SimulatorInfo, SimulatorOptions } from './simulator.ts';
import { dataServices } from './tenant/data-services.ts';

/** Names of the base URLs. With a fixed port they take consecutive ones in this order. */
const NAMES = ['login', 'graph', 'endpoint', 'xdr', 'imds', 'broker', 'admin'] as const;
type Name = (typeof NAMES)[number];
type Bases = Record<Name, Listener>;

/**
 * Starts the simulated cloud on loopback.
 * @throws RangeError for a host that is not loopback, an unknown fault or a malformed clock; the error of `listen`.
 */
export async function startSimulator(options: SimulatorOptions): Promise<RunningSimulator> {
  const host = options.host ?? '127.0.0.1';
  if (!/^(127(\.\d+){3}|::1|localhost)$/.test(host)) throw new RangeError(`Not a loopback address: ${host}`);
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'vedette-simulator-')));
  const undo: (() => Promise<void>)[] = [];
  if (options.folder === undefined) undo.push(() => rm(folder, { recursive: true, force: true }));
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const files = await prepareFolder(folder);
    const server = await certifyServer(files.authority);
    const http = await openBases(host, options.port ?? 0, undefined, undo);
    const https = await openBases(host, options.httpsPort ?? 0, server, undo);
    return await assemble(options, files, http, https, undo, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function assemble(
  options: SimulatorOptions,
  files: Files,
  http: Bases,
  https: Bases,
  undo: (() => Promise<void>)[],
  stop: () => Promise<void>,
): Promise<RunningSimulator> {
  const clock = createClock(options.clock);
  const faults = createFaults();
  const quotas = createQuotas(clock, options.quotas ?? true);
  const journal = createJournal();
  const secrets = createSecrets();
  const registration = createBrokerRegistration();
  const federated = await createFederatedIssuer(`${http.login.url}/federated-issuer`);
  const { realm, reset: resetRealm } = await createRealm({
    clock,
    faults,
    secrets,
    federated,
    certificate: files.client.certificate,
    bases: [http.login.url, https.login.url],
    own: {
      graph: [http.graph.url, https.graph.url],
      endpoint: [http.endpoint.url, https.endpoint.url],
      xdr: [http.xdr.url, https.xdr.url],
    },
  });
  const info: SimulatorInfo = {
    ...urls(http),
    https: urls(https),
    caFile: files.caFile,
    tenantId: BUILT_IN.tenantId,
    clientId: BUILT_IN.clientId,
    clientSecret: secrets.clientSecret,
    certificateFile: files.certificateFile,
    publicClientId: BUILT_IN.publicClientId,
    userAssignedClientId: BUILT_IN.userAssignedId,
    users: [...realm.directory.users.values()].map(({ username, password, roles }) => ({
      username,
      password,
      roles,
    })),
    brokerId: registration.id,
    brokerToken: registration.token,
    brokerKey: registration.key,
  };
  const base = { clock, faults, quotas, info };
  const world: World = { ...base, authorize: createAuthorize(base, realm.issuer) };
  const data = await dataServices(world, options, files.folder);
  undo.push(() => data.close());
  const switchOn = (): void => {
    for (const { name, params } of (options.faults ?? []).map(parseFault)) faults.set(name, params);
  };
  switchOn();
  const identityHeader = randomBytes(16).toString('hex');
  const arcFolder = join(files.folder, 'arc');
  const admin = adminService({
    clock,
    faults,
    quotas,
    journal,
    realm,
    federated,
    data,
    places: {
      appService: { endpoint: `${http.imds.url}/msi/token`, identityHeader },
      arc: { endpoint: `${http.imds.url}/arc/metadata/identity/oauth2/token`, keyFolder: arcFolder },
    },
    reset: async () => {
      clock.reset();
      faults.clear();
      quotas.reset();
      resetRealm();
      await data.reset();
      journal.clear();
      switchOn();
    },
  });
  const services: readonly Service[] = [
    entraService(realm, federated),
    imdsService(world, realm, identityHeader, arcFolder),
    brokerService(realm, registration),
    ...data.services,
  ];
  for (const bases of [http, https])
    for (const name of NAMES)
      if (name === 'admin') bases.admin.serve(world, [admin], undefined);
      else
        bases[name].serve(
          world,
          services.filter((service) => service.name === name),
          journal,
        );
  const router = createRouter([admin]);
  return {
    info,
    admin: <T>(method: string, path: string, body?: unknown) =>
      callAdmin(router, method, path, body) as Promise<T>,
    stop,
  };
}

interface Files {
  readonly folder: string;
  readonly caFile: string;
  readonly certificateFile: string;
  readonly authority: CertifiedKey;
  readonly client: CertifiedKey;
}

/** Writes the certificates; an authority that is already in the folder is kept, so that trust in it lasts. */
async function prepareFolder(folder: string): Promise<Files> {
  await mkdir(folder, { recursive: true });
  const caFile = join(folder, 'ca.pem');
  const keyFile = join(folder, 'ca-key.pem');
  const certificateFile = join(folder, 'client.pem');
  const [kept, client] = await Promise.all([
    readAuthority(caFile, keyFile),
    createClientCertificate('Vedette connector'),
  ]);
  const authority = kept ?? (await createAuthority());
  if (kept === undefined) {
    await writeFile(caFile, `${authority.certificate}\n`);
    await writeFile(keyFile, authority.key, { mode: 0o600 });
  }
  await writeFile(certificateFile, `${client.certificate}\n${client.key}`, { mode: 0o600 });
  return { folder, caFile, certificateFile, authority, client };
}

async function readAuthority(caFile: string, keyFile: string): Promise<CertifiedKey | undefined> {
  try {
    return { certificate: await readFile(caFile, 'utf8'), key: await readFile(keyFile, 'utf8') };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function openBases(
  host: string,
  port: number,
  tls: CertifiedKey | undefined,
  undo: (() => Promise<void>)[],
): Promise<Bases> {
  const bases: Partial<Bases> = {};
  for (const [index, name] of NAMES.entries()) {
    const listener = await openListener({ name, host, port: port === 0 ? 0 : port + index, tls });
    undo.push(() => listener.close());
    bases[name] = listener;
  }
  return bases as Bases;
}

function urls(bases: Bases): Record<Name, string> {
  return Object.fromEntries(NAMES.map((name) => [name, bases[name].url])) as Record<Name, string>;
}
