import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { HuntRow } from '../../src/index.ts';
import { clientOf, sendJson, startServer } from '../transport/small-server.ts';
import { VirtualClock } from '../transport/virtual-clock.ts';

const good = { schema: [{ name: 'n', type: 'Int64' }], results: [{ n: 1 }, { n: 2 }] };

function refusal(message: string, code = 'BadRequest'): unknown {
  return { error: { code, message, innerError: { 'request-id': 'f00d' } } };
}

describe('what Defender says of a query', () => {
  // The texts are those of https://learn.microsoft.com/defender-xdr/advanced-hunting-errors
  it.each<[string, string, object, RegExp]>([
    ['A recognition error occurred.', 'MDE_QUERY', {}, /Correct the query/],
    [
      "'project' operator: Failed to resolve scalar expression named 'x'",
      'MDE_QUERY',
      {},
      /Correct the query/,
    ],
    ['Query exceeded the timeout period.', 'MDE_QUERY_LIMIT', { limit: 'time' }, /shorter time/],
    [
      'Result size limit exceeded. Use "summarize" to aggregate results, "project" to drop uninteresting columns, or "take" to truncate results.',
      'MDE_QUERY_LIMIT',
      { limit: 'size' },
      /project/,
    ],
    [
      'Query execution has exceeded the allowed result size. Optimize your query by limiting the number of results and try again',
      'MDE_QUERY_LIMIT',
      { limit: 'size' },
      /project/,
    ],
    [
      'Query stopped. Adjust use of the join operator to avoid excessive resource consumption.',
      'MDE_QUERY_LIMIT',
      { limit: 'resources' },
      /join/,
    ],
    [
      'Query execution has exceeded the allowed limits. The query execution was preempted. This could possibly be due to high CPU and/or memory resource consumption.',
      'MDE_QUERY_LIMIT',
      { limit: 'preempted' },
      /again in a few minutes/,
    ],
  ])('%s', async (message, code, facts, advice) => {
    await using server = await startServer((response) => sendJson(response, refusal(message), 400));
    await using client = clientOf(server.url);
    await expect(client.hunting.run('x')).rejects.toMatchObject({
      code,
      message: `Defender says: ${message}`,
      advice: expect.stringMatching(advice) as string,
      status: 400,
      requestId: 'f00d',
      changed: 'nothing',
      facts,
    });
    expect(server.seen).toHaveLength(1);
  });

  it('is asked again later where it does not know itself what went wrong', async () => {
    const clock = new VirtualClock();
    const notes: string[] = [];
    await using server = await startServer((response, _, count) =>
      count < 3
        ? sendJson(
            response,
            refusal(
              'An unexpected error occurred during query execution. Please try again in a few minutes.',
            ),
            400,
          )
        : sendJson(response, good),
    );
    await using client = clientOf(server.url, { clock, onNote: (text) => notes.push(text) });
    const { rows } = await clock.run(client.hunting.run('x'));
    expect((await Array.fromAsync(rows)).flat()).toEqual([[1], [2]]);
    expect(server.seen).toHaveLength(3);
    expect(notes.at(-1)).toContain('Asking again');
  });

  it('is waited for when the share of processor time is used up, for as long as it says', async () => {
    const clock = new VirtualClock(Date.parse('2026-11-22T00:00:00Z'));
    const message =
      'You have exceeded processing resources allocated to this tenant. You can run queries again in 00:12:30.';
    await using server = await startServer((response, _, count) =>
      count === 1 ? sendJson(response, refusal(message, 'TooManyRequests'), 429) : sendJson(response, good),
    );
    await using client = clientOf(server.url, { clock });
    const started = clock.now();
    await clock.run(client.hunting.run('x'));
    expect(clock.now() - started).toBeGreaterThanOrEqual(750_000);
    const deadline = clock.now() + 60_000;
    await using busy = await startServer((response) =>
      sendJson(response, refusal(message, 'TooManyRequests'), 429),
    );
    await using other = clientOf(busy.url, { clock });
    await expect(clock.run(other.hunting.run('x', { deadline }))).rejects.toMatchObject({
      code: 'MDE_QUOTA',
      message: `Defender says: ${message}`,
      facts: { limit: 'cpu' },
      retryAfterMs: 750_000,
    });
  });

  it('is told after it began with success, too', async () => {
    await using server = await startServer((response) =>
      sendJson(response, { ...good, ...(refusal('Query exceeded the timeout period.') as object) }),
    );
    await using client = clientOf(server.url);
    await expect(client.hunting.run('x')).rejects.toMatchObject({ code: 'MDE_QUERY_LIMIT' });
  });
});

describe('an answer that does not come to its end', () => {
  const head = JSON.stringify(good).slice(0, -4);

  it('is asked for again while nothing of it was handed over', async () => {
    const clock = new VirtualClock();
    await using server = await startServer((response, _, count) => {
      if (count > 1) return sendJson(response, good);
      response.writeHead(200, { 'content-length': '1000' }).write('{"schema":');
      setTimeout(() => response.destroy(), 20);
    });
    await using client = clientOf(server.url, { clock });
    const { rows } = await clock.run(client.hunting.run('x'));
    expect((await Array.fromAsync(rows)).flat()).toHaveLength(2);
  });

  it.each([
    ['the connection is cut', true],
    ['it is closed in good order', false],
  ])('is an error when %s, and the rows before it are no result', async (_, cut) => {
    await using server = await startServer((response) => {
      response.writeHead(200, cut ? { 'content-length': '1000' } : {});
      response.write(head, () => (cut ? response.destroy() : response.end()));
    });
    await using client = clientOf(server.url);
    const { rows } = await client.hunting.run('x');
    const seen: HuntRow[] = [];
    await expect(
      (async () => {
        for await (const batch of rows) seen.push(...batch);
      })(),
    ).rejects.toMatchObject({ code: 'MDE_NETWORK', changed: 'nothing', facts: { rows: 1 } });
    expect(seen).toEqual([[1]]);
  });

  it('is an error when compression breaks off', async () => {
    const body = gzipSync(JSON.stringify(good));
    await using server = await startServer((response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(body.subarray(0, -12));
    });
    const clock = new VirtualClock();
    await using client = clientOf(server.url, { clock });
    const reading = (async () => {
      const { rows } = await client.hunting.run('x');
      return Array.fromAsync(rows);
    })();
    await expect(clock.run(reading)).rejects.toMatchObject({ code: 'MDE_NETWORK', changed: 'nothing' });
  });

  it('ends the request when the reader stops early', async () => {
    const closed = Promise.withResolvers<void>();
    await using server = await startServer((response) => {
      response.writeHead(200).write(head);
      response.on('close', closed.resolve);
    });
    await using client = clientOf(server.url);
    const { rows } = await client.hunting.run('x');
    for await (const batch of rows) {
      expect(batch).toEqual([[1]]);
      break;
    }
    await closed.promise;
  });

  it('ends at the request of the caller', async () => {
    const stop = new AbortController();
    await using server = await startServer((response) => {
      response.writeHead(200).write(head);
    });
    await using client = clientOf(server.url);
    const { rows } = await client.hunting.run('x', { signal: stop.signal });
    const reading = (async () => {
      for await (const _ of rows) stop.abort();
    })();
    await expect(reading).rejects.toMatchObject({ code: 'MDE_ABORTED', changed: 'nothing' });
  });

  it('does not count the time of the reader as time of the service', async () => {
    await using server = await startServer((response) => {
      response.writeHead(200).write(head);
      setTimeout(() => response.end(JSON.stringify(good).slice(-4)), 50);
    });
    await using client = clientOf(server.url, { timeoutMs: 600 });
    const { rows } = await client.hunting.run('x');
    let count = 0;
    for await (const batch of rows) {
      count += batch.length;
      await new Promise((resolve) => setTimeout(resolve, 700));
    }
    expect(count).toBe(2);
  });

  it('is an error when the service takes longer than allowed', async () => {
    await using server = await startServer((response) => {
      response.writeHead(200).write(head);
    });
    await using client = clientOf(server.url, { timeoutMs: 300 });
    const { rows } = await client.hunting.run('x');
    await expect(Array.fromAsync(rows)).rejects.toMatchObject({ code: 'MDE_TIMEOUT', changed: 'nothing' });
  });
});
