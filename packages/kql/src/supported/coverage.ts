import { OPERATORS, SOURCES } from '../bind/operators/index.ts';
import { REFUSED_OPERATORS } from '../bind/operators/refused.ts';
import { PLUGINS, REFUSED_PLUGINS } from '../bind/plugins/index.ts';
import { PATTERN_FUNCTIONS } from '../bind/graph/functions.ts';
import { isSpecial } from '../bind/special.ts';
import { isWindow } from '../bind/windows.ts';
import { AGGREGATES } from '../functions/aggregates.ts';
import { REFUSED_FUNCTIONS } from '../functions/refused.ts';
import { SCALARS } from '../functions/scalars.ts';
import { EXCLUDED } from './excluded.ts';
import type { Kind } from './known.ts';
import { knownNames, operatorClasses } from './known.ts';

export interface Coverage {
  readonly kind: Kind;
  readonly supported: readonly string[];
  /** Known and refused, with the reason. */
  readonly refused: ReadonlyMap<string, string>;
  /** Known and not counted, with the reason. */
  readonly excluded: ReadonlyMap<string, string>;
}

export const KINDS: readonly Kind[] = ['functions', 'aggregates', 'operators', 'string-operators', 'plugins'];

/** What of the names Microsoft's parser knows runs here, from the engine's own tables. */
export function coverage(kind: Kind): Coverage {
  const excluded = new Map(Object.entries(EXCLUDED[kind] ?? {}));
  const names = knownNames(kind).filter((name) => !excluded.has(name));
  const supported = names.filter((name) => RUNS[kind](name));
  const refused = names
    .filter((name) => !supported.includes(name))
    .map((name) => [name, WHY[kind](name) ?? 'not built yet'] as const);
  return { kind, supported, refused: new Map(refused), excluded };
}

const has = (table: object, name: string): boolean => Object.hasOwn(table, name);
const entry = (table: Readonly<Record<string, string>>, name: string): string | undefined =>
  has(table, name) ? table[name] : undefined;
const classOf = (word: string): string => operatorClasses().get(word) ?? '';

const RUNS: Readonly<Record<Kind, (name: string) => boolean>> = {
  functions: (name) =>
    !has(REFUSED_FUNCTIONS, name) &&
    (has(SCALARS, name) ||
      has(SOURCES, name) ||
      isSpecial(name) ||
      isWindow(name) ||
      PATTERN_FUNCTIONS.has(name)),
  aggregates: (name) => has(AGGREGATES, name),
  operators: (word) => {
    const name = classOf(word);
    return !has(REFUSED_OPERATORS, name) && (has(OPERATORS, name) || has(SOURCES, name));
  },
  'string-operators': (sign) => has(SCALARS, sign),
  plugins: (name) => !has(REFUSED_PLUGINS, name) && has(PLUGINS, name),
};

const WHY: Readonly<Record<Kind, (name: string) => string | undefined>> = {
  functions: (name) => entry(REFUSED_FUNCTIONS, name),
  aggregates: () => undefined,
  operators: (word) => entry(REFUSED_OPERATORS, classOf(word)),
  'string-operators': () => undefined,
  plugins: (name) => entry(REFUSED_PLUGINS, name),
};
