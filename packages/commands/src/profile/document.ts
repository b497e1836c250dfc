import { isVedetteError, resolveCloud, VedetteError } from '@vedette/sdk';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import { problemsFrom, type Problem } from './problem.ts';
import { configSchema, type ProfileFields } from './schema.ts';

export interface ConfigDocument {
  readonly default: string | undefined;
  readonly profiles: Readonly<Record<string, ProfileFields>>;
  /** 1-based line of what stands at a path, or of its nearest ancestor. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** A tenant is needed where no person can say by signing in which one he belongs to. */
const FLOWS_OF_ONE_TENANT = new Set(['client-secret', 'certificate', 'federated']);

/**
 * Reads the text of a `vedette.yaml`.
 *
 * @throws VedetteError MDE_CONFIG with `facts: { file, line, column, problems }`, the first mistake leading.
 */
export function parseConfig(source: string, file: string): ConfigDocument {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const broken = document.errors[0];
  if (broken) {
    const { line, col } = lines.linePos(broken.pos[0]);
    throw configError(
      file,
      line,
      col,
      broken.message.split('\n')[0] ?? 'is not YAML',
      'Correct the YAML.',
      1,
    );
  }
  let raw: unknown;
  try {
    raw = document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    throw configError(file, 1, 1, 'its aliases expand without end', 'Write it without aliases.', 1, cause);
  }
  const place = (path: readonly PropertyKey[]): { line: number; col: number } =>
    lines.linePos(offsetOf(document, path));
  const parsed = configSchema.safeParse(raw ?? {});
  const problems = parsed.success ? problemsBetween(parsed.data) : problemsFrom(parsed.error.issues, raw);
  const [first] = problems;
  if (!parsed.success || first) {
    const { line, col } = place(first?.path ?? []);
    const { text = 'is not valid', advice = 'Correct it.' } = first ?? {};
    throw configError(file, line, col, text, advice, problems.length);
  }
  return { ...parsed.data, default: parsed.data.default, lineOf: (path) => place(path).line };
}

/** What no single field shows. */
function problemsBetween(config: {
  default?: string | undefined;
  profiles: Readonly<Record<string, ProfileFields>>;
}): Problem[] {
  const names = Object.keys(config.profiles);
  const problems: Problem[] = [];
  if (config.default !== undefined && !names.includes(config.default)) {
    problems.push({
      path: ['default'],
      text: `default: there is no profile "${config.default}"`,
      advice: names.length > 0 ? `Give one of: ${names.join(', ')}.` : 'Add the profile.',
    });
  }
  for (const [name, { tenant, auth, cloud, hosts, scopes }] of Object.entries(config.profiles)) {
    problems.push(...cloudProblem(name, cloud, hosts, scopes));
    if (auth.flow === 'certificate' && !auth.certificate && !(auth.key && auth.fingerprint)) {
      problems.push({
        path: ['profiles', name, 'auth', 'certificate'],
        text: `profiles.${name}.auth.certificate: is missing`,
        advice: 'Name a PEM or PFX file, or give key and fingerprint.',
      });
    }
    if (!FLOWS_OF_ONE_TENANT.has(auth.flow) || !/^(organizations|common|consumers)$/i.test(tenant)) continue;
    problems.push({
      path: ['profiles', name, 'tenant'],
      text: `profiles.${name}.tenant: flow ${auth.flow} needs the id or domain of one tenant`,
      advice: 'Add tenant with the directory (tenant) id that the overview of the registration shows.',
    });
  }
  return problems;
}

/** What the table of clouds says to the names and hosts of a profile. */
function cloudProblem(
  name: string,
  cloud: string,
  hosts: ProfileFields['hosts'],
  scopes: ProfileFields['scopes'],
): Problem[] {
  try {
    resolveCloud(cloud, hosts, scopes);
    return [];
  } catch (error) {
    if (!isVedetteError(error)) throw error;
    const which = /^hosts\.\w+/.exec(error.message)?.[0].split('.') ?? ['cloud'];
    const path = ['profiles', name, ...which];
    return [{ path, text: `${path.join('.')}: ${error.message}`, advice: error.advice }];
  }
}

function configError(
  file: string,
  line: number,
  column: number,
  text: string,
  advice: string,
  count: number,
  cause?: unknown,
): VedetteError {
  const more = count > 1 ? ` (and ${count - 1} more)` : '';
  return new VedetteError('MDE_CONFIG', `${file}:${line}:${column}: ${text}${more}`, {
    advice,
    facts: { file, line, column, problems: count },
    cause,
  });
}

/** Where the key of this path stands; for what is missing, where its parent stands. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const parent = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    const items = isNode(parent) && 'items' in parent ? parent.items : [];
    for (const item of items) {
      const key = (item as { key?: unknown }).key;
      if (!isNode(key) || !('value' in key) || !key.range) continue;
      if (String(key.value) === String(path[depth - 1])) return key.range[0];
    }
  }
  return 0;
}
