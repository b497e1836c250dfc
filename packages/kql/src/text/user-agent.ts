import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'yaml';

/** The patterns are many and not all of them linear, so no more than this of a text is read. */
const LONGEST = 2048;
/** User agents repeat: what was found for one is kept, up to this many. */
const KEPT = 10_000;

/** One pattern of the list: its replacements may stand for groups, as `$1`. */
interface Pattern {
  readonly regex: string;
  readonly regex_flag?: string;
  readonly [replacement: `${string}_replacement`]: string | undefined;
}

interface Patterns {
  readonly user_agent_parsers: readonly Pattern[];
  readonly os_parsers: readonly Pattern[];
  readonly device_parsers: readonly Pattern[];
}

/** A part of the answer: its name, the list it is found by, and its fields with replacement, group and value without a match. */
interface Target {
  readonly name: string;
  readonly list: keyof Patterns;
  readonly fields: readonly (readonly [
    field: string,
    replacement: `${string}_replacement`,
    group: number,
    unknown: string,
  ])[];
}

/** What may be looked for, in the order of the answer. */
const TARGETS: Readonly<Record<string, Target>> = {
  browser: { name: 'Browser', list: 'user_agent_parsers', fields: [
    ['Family', 'family_replacement', 1, 'Other'], ['MajorVersion', 'v1_replacement', 2, ''],
    ['MinorVersion', 'v2_replacement', 3, ''], ['Patch', 'v3_replacement', 4, ''],
  ] },
  os: { name: 'OperatingSystem', list: 'os_parsers', fields: [
    ['Family', 'os_replacement', 1, 'Other'], ['MajorVersion', 'os_v1_replacement', 2, ''],
    ['MinorVersion', 'os_v2_replacement', 3, ''], ['Patch', 'os_v3_replacement', 4, ''],
    ['PatchMinor', 'os_v4_replacement', 5, ''],
  ] },
  device: { name: 'Device', list: 'device_parsers', fields: [
    ['Family', 'device_replacement', 1, 'Other'], ['Brand', 'brand_replacement', 0, ''],
    ['Model', 'model_replacement', 1, ''],
  ] },
}; // prettier-ignore

/** The names of what may be looked for. */
export const USER_AGENT_TARGETS: readonly string[] = Object.keys(TARGETS);

/**
 * What a user agent says of the browser, the operating system and the device, by the list of uap-core.
 * @see https://learn.microsoft.com/kusto/query/parse-user-agent-function
 */
export function userAgentParts(
  text: string,
  wanted: readonly string[],
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const targets = Object.entries(TARGETS).filter(([target]) => wanted.includes(target));
  return Object.fromEntries(
    targets.map(([, target]) => [target.name, found(text.slice(0, LONGEST), target)]),
  );
}

const kept = new Map<string, Readonly<Record<string, string>>>();

function found(text: string, target: Target): Readonly<Record<string, string>> {
  const key = `${target.name} ${text}`;
  const before = kept.get(key);
  if (before) return before;
  const answer = search(text, target);
  if (kept.size >= KEPT) kept.clear();
  kept.set(key, answer);
  return answer;
}

function search(text: string, { list, fields }: Target): Readonly<Record<string, string>> {
  for (const { pattern, regex } of compiled(list)) {
    const match = regex.exec(text);
    if (!match) continue;
    const value = (replacement: `${string}_replacement`, group: number): string => {
      const written = pattern[replacement];
      const filled = written?.replace(/\$(\d)/g, (_, number: string) => match[Number(number)] ?? '');
      // Group 0 says that there is no group for it.
      return (filled ?? (group === 0 ? '' : match[group]) ?? '').trim();
    };
    return Object.fromEntries(
      fields.map(([field, replacement, group]) => [field, value(replacement, group)]),
    );
  }
  return Object.fromEntries(fields.map(([field, , , unknown]) => [field, unknown]));
}

interface Compiled {
  readonly pattern: Pattern;
  readonly regex: RegExp;
}

let lists: Readonly<Record<keyof Patterns, readonly Compiled[]>> | undefined;

/** The list is read when it is first asked for: most queries never do. */
function compiled(list: keyof Patterns): readonly Compiled[] {
  if (!lists) {
    const file = createRequire(import.meta.url).resolve('uap-core/regexes.yaml');
    const read = parse(readFileSync(file, 'utf8')) as Patterns;
    const compile = (patterns: readonly Pattern[]): readonly Compiled[] =>
      patterns.map((pattern) => ({ pattern, regex: new RegExp(pattern.regex, pattern.regex_flag) }));
    lists = {
      user_agent_parsers: compile(read.user_agent_parsers),
      os_parsers: compile(read.os_parsers),
      device_parsers: compile(read.device_parsers),
    };
  }
  return lists[list];
}
