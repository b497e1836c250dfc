import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Tells the reader what happens. With `--json` it tells it on standard error, so that the last line stays alone. */
export interface Stage {
  title(text: string): void;
  step(text: string): void;
  /** A command as the reader would type it. */
  typed(words: readonly string[]): void;
  /** Output of a command, as it was. */
  shown(text: string, most?: number): void;
  remark(text: string): void;
  good(text: string): void;
  bad(text: string): void;
  /** Time to read, where somebody reads. */
  pause(): Promise<void>;
}

export function openStage(stream: NodeJS.WriteStream, slow: boolean): Stage {
  let steps = 0;
  const paint = (style: Style, text: string): string => styleText(style, text, { stream });
  const say = (text: string): void => void stream.write(`${text}\n`);
  return {
    title: (text) => say(`\n${paint('bold', text)}`),
    step(text) {
      steps += 1;
      say(`\n${paint(['bold', 'cyan'], `${steps}  ${text}`)}`);
    },
    typed: (words) =>
      say(`   ${paint('dim', '$')} ${paint('bold', `vedette ${words.map(quoted).join(' ')}`)}`),
    shown(text, most = Infinity) {
      const lines = text.replace(/\n+$/, '').split('\n');
      for (const line of lines.slice(0, most)) say(line === '' ? '' : `   ${line}`);
      if (lines.length > most) say(paint('dim', `   … ${lines.length - most} more lines`));
    },
    remark: (text) => say(paint('dim', `   ${text}`)),
    good: (text) => say(`   ${paint('green', '✓')} ${text}`),
    bad: (text) => say(`   ${paint('red', '✗')} ${text}`),
    pause: () => new Promise((resolve) => setTimeout(resolve, slow ? 900 : 0)),
  };
}

function quoted(word: string): string {
  return /^[\w@%+=:,./!-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
