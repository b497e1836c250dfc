import { ERRORS } from '@vedette/sdk';
import type { VedetteError } from '@vedette/sdk';
import type { Paint } from '../paint.ts';
import { safeJson, safeLine, safeLines } from '../render/safe-text.ts';

const CHANGED = {
  nothing: 'Nothing was changed.',
  something: 'A part of it was changed.',
  unknown: 'It is not known whether anything was changed.',
} as const;

function waitText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

/** The advice as it is to be typed with the profile that was named: without it another one would be meant. */
export function adviceFor({ advice }: VedetteError, profile: string | undefined): string {
  if (profile === undefined) return advice;
  return advice.replace(
    /\bvedette (?:login-url|login|doctor|mirror fetch)\b(?! --profile)/g,
    `$& --profile ${profile}`,
  );
}

/** The error as one JSON object on one line, for `--json`. */
export function reportJson(error: VedetteError, advice: string): string {
  const { code, message, link, changed, status, serviceCode, requestId, retryAfterMs, facts } = error;
  return safeJson({
    error: { code, message, advice, link, changed, status, serviceCode, requestId, retryAfterMs, facts },
  });
}

/**
 * The error as one block for a person: what happened, whether anything was changed, what to do, where to read
 * on, and what a supporter will ask for.
 */
export function reportText(error: VedetteError, advice: string, paint: Paint, verbose: boolean): string {
  const { code, message, link, changed, status, serviceCode, requestId, retryAfterMs } = error;
  // Whoever pressed Ctrl-C knows what happened; he wants to know whether that was all right.
  if (code === 'MDE_ABORTED' && changed === 'nothing' && !verbose)
    return `${paint.yellow(ERRORS[code].title)}. ${safeLine(advice)}`;
  const [first = '', ...more] = safeLines(message === '' ? ERRORS[code].title : message);
  const details = [
    code,
    status === undefined ? undefined : `HTTP ${status}`,
    serviceCode,
    requestId === undefined ? undefined : `request id ${requestId}`,
  ].filter((part) => part !== undefined);
  const lines = [
    `${paint.red(paint.bold('Error'))}  ${first}`,
    ...more.map((line) => `       ${line}`),
    ...(changed === 'nothing' ? [] : [`       ${paint.yellow(CHANGED[changed])}`]),
    `${paint.bold('To do')}  ${safeLine(advice)}`,
    ...(retryAfterMs === undefined
      ? []
      : [`       The service allows it again in ${waitText(retryAfterMs)}.`]),
    ...(link === undefined ? [] : [`       ${paint.cyan(safeLine(link))}`]),
    paint.dim(`       ${safeLine(details.join(' · '))}`),
  ];
  if (verbose && error.cause instanceof Error && error.cause.stack)
    lines.push(...safeLines(error.cause.stack).map((line) => paint.dim(`       ${line}`)));
  return lines.join('\n');
}
