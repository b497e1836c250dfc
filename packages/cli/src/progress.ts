import type { Progress } from '@vedette/commands';
import type { Terminal } from './terminal.ts';

/** Work that is done sooner than this needs no bar. */
const PATIENCE_MS = 500;
const REDRAW_MS = 100;

export interface ProgressLine {
  show(progress: Progress): void;
  /** Takes the line away, so that something else can be written. */
  clear(): void;
}

/** One line on standard error that tells how far the work is; nothing where nobody is looking. */
export function progressOn(terminal: Terminal): ProgressLine {
  const width = terminal.errorColumns;
  if (width === undefined || terminal.quiet) return { show: () => undefined, clear: () => undefined };
  const started = Date.now();
  let drawn = 0;
  let visible = false;
  return {
    show(progress) {
      const now = Date.now();
      if (now - started < PATIENCE_MS || now - drawn < REDRAW_MS) return;
      drawn = now;
      visible = true;
      process.stderr.write(`\r\u001B[2K${progressText(progress, now - started, width, terminal)}`);
    },
    clear() {
      if (visible) process.stderr.write('\r\u001B[2K');
      visible = false;
    },
  };
}

/** `Incidents ━━━━━━────── 1,200 / 10,000 · 900/s · 10 s left`, or without a bar when the end is not known. */
export function progressText(
  progress: Progress,
  ms: number,
  width: number,
  terminal: Pick<Terminal, 'paintError'>,
): string {
  const { label, done, total } = progress;
  const { cyan, dim } = terminal.paintError;
  const perSecond = ms > 0 ? (done * 1000) / ms : 0;
  const rate = perSecond >= 10 ? ` · ${Math.round(perSecond).toLocaleString('en')}/s` : '';
  if (total === undefined || total <= 0) return `${label} ${cyan(done.toLocaleString('en'))}${dim(rate)}`;
  const share = Math.min(1, done / total);
  // A slow count, such as seconds that run out, needs no estimate of its end.
  const left = perSecond >= 10 && share < 1 ? ` · ${Math.ceil((total - done) / perSecond)} s left` : '';
  const counts = `${done.toLocaleString('en')} / ${total.toLocaleString('en')}${rate}${left}`;
  const cells = Math.min(30, width - label.length - counts.length - 4);
  if (cells < 5) return `${label} ${counts}`.slice(0, width - 1);
  const full = Math.round(share * cells);
  return `${label} ${cyan('━'.repeat(full))}${dim('─'.repeat(cells - full))} ${counts}`;
}
