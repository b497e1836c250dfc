import { library } from '../parse/library.ts';

/** Kinds of names that are counted. */
export type Kind = 'functions' | 'aggregates' | 'operators' | 'string-operators' | 'plugins';

/** A list of the library, by its own fields. */
interface Named {
  readonly Name: string;
  readonly IsHidden?: boolean;
  readonly IsObsolete?: boolean;
}

/** All names that Microsoft's parser knows of a kind and tells its users of: neither hidden nor obsolete, in its order. */
export function knownNames(kind: Kind): readonly string[] {
  const language = library();
  switch (kind) {
    case 'functions':
      return shown(language.Functions.All);
    case 'aggregates':
      return shown(language.Aggregates.All);
    case 'plugins':
      return shown(language.PlugIns.All);
    case 'operators':
      return [...operatorClasses().keys()];
    case 'string-operators':
      return stringSigns();
  }
}

function shown(list: unknown): string[] {
  const { _items: items = list } = list as { readonly _items?: unknown };
  return (items as readonly (Named | undefined)[]).flatMap((item) =>
    item && !item.IsHidden && !item.IsObsolete ? [item.Name] : [],
  );
}

/** Words that do not follow from the name of the class. */
const WORDS: Readonly<Record<string, string>> = {
  FilterOperator: 'where',
  GetSchemaOperator: 'getschema',
  MakeGraphOperator: 'make-graph',
  ReduceByOperator: 'reduce',
};

/** Classes that are no operator of the language: what could not be read, and what only services write. */
const INTERNAL: ReadonlySet<string> = new Set([
  'AssertSchemaOperator', 'BadQueryOperator', 'ExecuteAndCacheOperator', 'PartitionByOperator', 'ProjectByNamesOperator',
]); // prettier-ignore

/** The tabular operators as they are written, with the class the parser gives each. */
export function operatorClasses(): ReadonlyMap<string, string> {
  const { Syntax } = library();
  const classes = Syntax as unknown as Readonly<Record<string, { readonly prototype?: unknown }>>;
  const base = classes['QueryOperator'] as unknown as new () => unknown;
  const found = Object.keys(classes).filter(
    (name) => name.endsWith('Operator') && !INTERNAL.has(name) && classes[name]?.prototype instanceof base,
  );
  return new Map(found.map((name) => [WORDS[name] ?? hyphened(name), name]));
}

/** `MvExpandOperator` is `mv-expand`. */
const hyphened = (name: string): string =>
  name
    .replace(/Operator$/, '')
    .replace(/(?<!^)([A-Z])/g, '-$1')
    .toLowerCase();

/** Signs that compare texts; the others compare numbers as well, or are logic and arithmetic. */
function stringSigns(): string[] {
  const { SyntaxFacts, SyntaxKind } = library().Syntax;
  const signs = Object.values(SyntaxKind as unknown as Readonly<Record<string, number>>).flatMap((kind) => {
    if (typeof kind !== 'number' || !isOperator(SyntaxFacts.GetOperatorKind(kind))) return [];
    return SyntaxFacts.GetText(kind) ?? [];
  });
  return signs.filter((sign) => /[a-z~]/.test(sign) && !NUMERIC.has(sign) && !HIDDEN.has(sign));
}

const isOperator = (kind: unknown): boolean => kind !== 0 && kind !== undefined && kind !== null;
const NUMERIC: ReadonlySet<string> = new Set(['and', 'or', 'between', '!between']);

/** Spellings that the parser still reads and no page of the documentation has. */
const HIDDEN: ReadonlySet<string> = new Set([
  'containscs', 'notcontains', 'notcontainscs', 'like', 'likecs', 'notlike', 'notlikecs',
]); // prettier-ignore
