import { createInterface } from 'node:readline';
import { VedetteError } from '@vedette/sdk';

/** Bytes. Nobody types more, and nobody means a larger file. */
const LONGEST = 4_000_000;

/** What stands on standard input, to its end. @throws VedetteError MDE_INPUT when it does not end in time */
export async function pipedIn(): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > LONGEST) {
      throw new VedetteError('MDE_INPUT', `Standard input holds more than ${LONGEST} bytes`, {
        advice: 'Pipe in the text itself; was it the right file?',
      });
    }
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The lines of standard input, as they come. */
export function pipedLines(): AsyncIterable<string> {
  return createInterface({ input: process.stdin, crlfDelay: Infinity });
}
