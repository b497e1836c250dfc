import { VedetteError } from '@vedette/sdk';
import jmespath from 'jmespath';

function complain(error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error);
  throw new VedetteError('MDE_INPUT', `--query cannot be used: ${reason}`, {
    advice: 'Write a JMESPath expression, for example: "[].{id: id, name: displayName}"',
    link: 'https://jmespath.org/tutorial.html',
    cause: error,
  });
}

/** Finds a mistake in the expression before a command has changed anything. @throws VedetteError MDE_INPUT */
export function checkQuery(expression: string): void {
  try {
    // The published types leave this one out.
    (jmespath as unknown as { compile(text: string): unknown }).compile(expression);
  } catch (error) {
    complain(error);
  }
}

/** @throws VedetteError MDE_INPUT when the expression does not suit the value. */
export function search(value: unknown, expression: string): unknown {
  try {
    return jmespath.search(value as never, expression) as unknown;
  } catch (error) {
    complain(error);
  }
}
