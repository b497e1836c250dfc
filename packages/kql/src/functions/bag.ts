import { canonical } from '../value/canonical.ts';
import { arrayOf, bagOf, elementsOf, propertiesOf } from '../value/json-text.ts';
import { dynamicOf } from './dynamic-value.ts';
import type { FunctionTable } from './function.ts';
import { native } from './native.ts';

/** The names that a key leads through: `a`, or `$.a.b` and `$['a']['b']`, which go into bags inside. */
function stepsOf(key: string): readonly string[] {
  if (!/^\$[.[]/.test(key)) return [key];
  const steps = key.slice(1).match(/\.[^.[]+|\['(?:[^'\\]|\\.)*'\]|\["(?:[^"\\]|\\.)*"\]/g) ?? [];
  return steps.join('').length === key.length - 1
    ? steps.map((step) => (step.startsWith('.') ? step.slice(1) : step.slice(2, -2)))
    : [key];
}

function without(bag: string, [name, ...inner]: readonly string[]): string {
  const properties = propertiesOf(bag);
  const value = properties?.get(name!);
  if (!properties || value === undefined) return bag;
  if (inner.length === 0) properties.delete(name!);
  else properties.set(name!, without(value, inner));
  return bagOf(properties);
}

/** The bag with a value set; what stands in the way and is no bag is replaced by one. */
function withKey(bag: string, [name, ...inner]: readonly string[], value: string): string {
  const properties = propertiesOf(bag) ?? new Map<string, string>();
  properties.set(name!, inner.length === 0 ? value : withKey(properties.get(name!) ?? '{}', inner, value));
  return bagOf(properties);
}

function hasKey(bag: string, [name, ...inner]: readonly string[]): boolean {
  const value = propertiesOf(bag)?.get(name!);
  return value !== undefined && (inner.length === 0 || hasKey(value, inner));
}

const setKey = native({
  name: 'bag_set_key',
  parameters: ['dynamic', 'string', 'dynamic'],
  returns: 'dynamic',
  nulls: 'passed',
  run: (bag: string | null, key: string, value: string | null) =>
    bag !== null && propertiesOf(bag) ? withKey(bag, stepsOf(key), value ?? 'null') : null,
});

/** @see https://learn.microsoft.com/kusto/query/bag-keys-function */
export const BAG: FunctionTable = {
  bag_keys: native({
    name: 'bag_keys',
    parameters: ['dynamic'],
    returns: 'dynamic',
    run: (bag: string) => {
      const properties = propertiesOf(bag);
      return properties ? arrayOf(Array.from(properties.keys(), (key) => JSON.stringify(key))) : null;
    },
  }),
  // Of a key in several bags the leftmost value stays; what is no bag is passed over.
  bag_merge: native({
    name: 'bag_merge',
    parameters: [],
    rest: 'dynamic',
    returns: 'dynamic',
    nulls: 'passed',
    run: (...bags: (string | null)[]) => {
      const merged = new Map<string, string>();
      let found = false;
      for (const bag of bags) {
        const properties = bag === null ? undefined : propertiesOf(bag);
        found ||= properties !== undefined;
        for (const [name, value] of properties ?? []) if (!merged.has(name)) merged.set(name, value);
      }
      return found ? bagOf(merged) : null;
    },
  }),
  bag_remove_keys: native({
    name: 'bag_remove_keys',
    parameters: ['dynamic', 'dynamic'],
    returns: 'dynamic',
    run: (bag: string, keys: string) => {
      const names = elementsOf(keys);
      if (!names || !propertiesOf(bag)) return null;
      return names
        .filter((name) => name.startsWith('"'))
        .reduce((rest, name) => without(rest, stepsOf(JSON.parse(name) as string)), bag);
    },
  }),
  bag_has_key: native({
    name: 'bag_has_key',
    parameters: ['dynamic', 'string'],
    returns: 'bool',
    run: (bag: string, key: string) => (propertiesOf(bag) ? hasKey(bag, stepsOf(key)) : null),
  }),
  bag_set_key: ([bag, key, value], call) => setKey([bag!, key!, dynamicOf(value!)], call),
  bag_zip: native({
    name: 'bag_zip',
    parameters: ['dynamic', 'dynamic'],
    returns: 'dynamic',
    nulls: 'passed',
    run: (keys: string | null, values: string | null) => {
      const names = keys === null ? undefined : elementsOf(keys);
      const list = values === null ? [] : (elementsOf(values) ?? []);
      if (!names) return null;
      return bagOf(
        names.flatMap((name, index): [string, string][] =>
          name.startsWith('"') ? [[JSON.parse(name) as string, list[index] ?? 'null']] : [],
        ),
      );
    },
  }),
  dynamic_to_json: native({
    name: 'dynamic_to_json',
    parameters: ['dynamic'],
    returns: 'string',
    run: (value: string) => {
      const text = canonical(value);
      return text.startsWith('"') ? (JSON.parse(text) as string) : text;
    },
  }),
  treepath: native({
    name: 'treepath',
    parameters: ['dynamic'],
    returns: 'dynamic',
    run: (value: string) => arrayOf([...new Set(pathsOf(value, ''))].map((path) => JSON.stringify(path))),
  }),
};

/** The ways to all leaves. All elements of an array share one way, `[0]`, and the array itself is one too. */
function pathsOf(value: string, before: string): string[] {
  const properties = propertiesOf(value);
  if (properties) return [...properties].flatMap(([name, inner]) => pathsOf(inner, `${before}['${name}']`));
  const elements = elementsOf(value);
  if (!elements) return before === '' ? [] : [before];
  const inside = elements.flatMap((element) =>
    propertiesOf(element)
      ? [`${before}[0]`, ...pathsOf(element, `${before}[0]`)]
      : pathsOf(element, `${before}[0]`),
  );
  return [...(before === '' ? [] : [before]), ...inside];
}
