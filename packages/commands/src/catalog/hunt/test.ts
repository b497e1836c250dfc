import { VedetteError } from '@vedette/sdk';
import * as z from 'zod';
import { filePath } from '../../archive/inputs.ts';
import { defineCommand, type Row } from '../../define.ts';

export const test = defineCommand({
  id: 'hunt.test',
  summary: 'Run hunts against the sample rows beside them, and say pass or fail',
  effect: 'local',
  permissions: [],
  profile: 'optional',
  input: z.strictObject({
    files: z.array(filePath).min(1).max(10_000).describe('Hunts, their tests, or folders of them'),
  }),
  positional: ['files'],
  examples: [
    { cli: 'hunt test detections', why: 'in the pipeline of a repository: a failure makes the exit code' },
    { cli: 'hunt test hunts/encoded-powershell.yaml --json', why: 'one hunt, for a program' },
  ],
  simulator: [],
  output: 'rows',
  columns: [
    { title: 'Result', value: (row) => (row['passed'] === true ? 'pass' : 'FAIL') },
    { title: 'Hunt', value: 'hunt' },
    { title: 'Test', value: 'test' },
    { title: 'ms', value: 'ms', kind: 'number' },
    { title: 'Difference', value: (row) => (row['differences'] as string[]).join('  '), wrap: true },
  ],
  run: async function* (context, { files }): AsyncGenerator<Row> {
    const { readHunts, testHunt } = await import('@vedette/hunting/schedule');
    for (const hunt of await readHunts(files)) {
      if (hunt.cases.length === 0) context.note(`${hunt.name} has no tests.`);
      for await (const result of testHunt(hunt, context.signal)) yield { ...result };
    }
  },
  verdict: (results) => {
    if (results.length === 0) {
      return new VedetteError('MDE_INPUT', 'There is nothing to test: none of these hunts has tests', {
        advice: 'Write them beside the hunt, in NAME.test.yaml, or in the hunt under tests.',
      });
    }
    const failed = results.filter(({ passed }) => passed !== true);
    const [first] = failed;
    if (first === undefined) return undefined;
    return new VedetteError(
      'MDE_TEST',
      `${failed.length} of ${results.length} tests failed, the first at ${String(first['file'])}:${String(first['line'])}`,
      {
        advice: 'Lines with - were expected and not found, lines with + were found and not expected.',
        facts: { passed: results.length - failed.length, failed: failed.length },
      },
    );
  },
});
