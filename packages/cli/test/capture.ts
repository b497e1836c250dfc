import { paintWith } from '../src/paint.ts';
import type { Terminal } from '../src/terminal.ts';

/** A terminal that keeps what was written; `columns` makes it one that somebody looks at. */
export function captureTerminal(options: { columns?: number; colour?: boolean; utc?: boolean } = {}): {
  terminal: Terminal;
  readonly text: () => string;
  readonly lines: () => string[];
} {
  let text = '';
  const paint = paintWith(options.colour ?? false);
  return {
    terminal: {
      paint,
      paintError: paint,
      columns: options.columns,
      errorColumns: options.columns,
      interactive: false,
      quiet: false,
      utc: options.utc ?? true,
      closed: false,
      failure: undefined,
      write(more) {
        text += typeof more === 'string' ? more : Buffer.from(more).toString();
        return Promise.resolve();
      },
      say(line) {
        text += `${line}\n`;
      },
    },
    text: () => text,
    lines: () => text.replace(/\n$/, '').split('\n'),
  };
}
