import { VedetteError } from '@vedette/sdk';
import type { Person } from '@vedette/commands';
import { openBrowser } from './browser.ts';

/** The person at the terminal. Everything said to him goes to standard error, so that results stay clean. */
export function personAt(signal: AbortSignal): Person {
  const answered = async <T>(asking: Promise<T | symbol>): Promise<T> => {
    const answer = await asking;
    // The prompt library gives a symbol when the person presses Ctrl-C or Escape.
    if (typeof answer === 'symbol') throw new VedetteError('MDE_ABORTED', 'Stopped at your request');
    return answer;
  };
  const common = { output: process.stderr, signal };
  return {
    async ask(question, options) {
      const { text, password } = await import('@clack/prompts');
      const asking = options?.secret
        ? password({ ...common, message: question })
        : text({ ...common, message: question });
      return (await answered<string | undefined>(asking)) ?? '';
    },
    async confirm(question) {
      const { confirm } = await import('@clack/prompts');
      return answered<boolean>(confirm({ ...common, message: question, initialValue: false }));
    },
    open: (url) => openBrowser(url),
  };
}
