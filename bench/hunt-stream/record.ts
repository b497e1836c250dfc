import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { SimulatorInfo } from '@vedette/simulator';

/** Asks the simulator once and keeps its answer, byte by byte. */
export async function recordAnswer(info: SimulatorInfo, query: string, file: string): Promise<void> {
  const token = await fetch(`${info.login}/${info.tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: info.clientId,
      client_secret: info.clientSecret,
      scope: 'https://graph.microsoft.com/.default',
    }),
  });
  const { access_token } = (await token.json()) as { access_token: string };
  const answer = await fetch(`${info.graph}/v1.0/security/runHuntingQuery`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ Query: query }),
  });
  if (!answer.ok || !answer.body)
    throw new Error(`the simulator answered ${answer.status}: ${await answer.text()}`);
  await pipeline(Readable.fromWeb(answer.body as ReadableStream<Uint8Array>), createWriteStream(file));
}
