import { DatabaseSync } from 'node:sqlite';
import type { SimulatorInfo } from '@vedette/simulator';

export interface Counted {
  /** Incidents in the cloud. */
  readonly incidents: number;
  /** Alerts of the incidents in the mirror. Recorded answers may give one alert id to many of them. */
  readonly alerts: number;
  /** Versions in the mirror. */
  readonly stored: number;
  /** Incidents whose newest version the mirror or its outbox does not have. */
  readonly lost: number;
  /** Outbox rows for a version that another row already delivers. */
  readonly duplicated: number;
}

interface Version {
  readonly id: string;
  readonly lastUpdateDateTime: string;
}

/** Seven fractional digits, so that equal times are equal texts. */
function tick(time: string): string {
  const [seconds = '', fraction = ''] = time.replace(/Z$/, '').split('.');
  return `${seconds}.${fraction.padEnd(7, '0').slice(0, 7)}Z`;
}

const key = (id: string, time: string): string => `${id} ${tick(time)}`;

/** Every incident of the cloud with its version, asked for with nothing of ours in between. */
async function cloudVersions({
  login,
  graph,
  tenantId,
  clientId,
  clientSecret,
}: SimulatorInfo): Promise<Version[]> {
  const answer = await fetch(`${login}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: 'https://graph.microsoft.com/.default',
    }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const found = new Map<string, Version>();
  for (let skip = 0; ; skip += 50) {
    const page = await fetch(`${graph}/v1.0/security/incidents?$top=50&$skip=${skip}`, {
      headers: { authorization: `Bearer ${token}`, prefer: 'include-unknown-enum-members' },
    });
    if (!page.ok)
      throw new Error(`The cloud did not give its incidents: ${page.status} ${await page.text()}`);
    const { value } = (await page.json()) as { value: Version[] };
    for (const one of value) found.set(one.id, one);
    if (value.length < 50) return [...found.values()];
  }
}

/** Compares the mirror with the cloud, incident by incident and version by version. */
export async function countMirror(info: SimulatorInfo, store: string): Promise<Counted> {
  const cloud = await cloudVersions(info);
  const database = new DatabaseSync(store, { readOnly: true });
  const number = (sql: string): number => Number(Object.values(database.prepare(sql).get() ?? {})[0] ?? 0);
  try {
    const current = new Set(
      database
        .prepare('SELECT id, last_update FROM incident')
        .all()
        .map((row) => key(String(row['id']), String(row['last_update']))),
    );
    const outbox = database
      .prepare(
        'SELECT v.incident_id AS id, v.last_update AS at, v.revision AS revision FROM outbox o JOIN incident_version v ON v.seq = o.version',
      )
      .all();
    const delivered = new Set(outbox.map((row) => key(String(row['id']), String(row['at']))));
    const distinct = new Set(
      outbox.map((row) => `${key(String(row['id']), String(row['at']))} ${String(row['revision'])}`),
    );
    const lost = cloud.filter(({ id, lastUpdateDateTime: at }) => {
      const version = key(id, at);
      return !current.has(version) || !delivered.has(version);
    });
    return {
      incidents: cloud.length,
      alerts: number(
        "SELECT sum(json_array_length(v.json, '$.alerts')) FROM incident i JOIN incident_version v ON v.seq = i.version",
      ),
      stored: number('SELECT count(*) FROM incident_version'),
      lost: lost.length,
      duplicated: outbox.length - distinct.size,
    };
  } finally {
    database.close();
  }
}
