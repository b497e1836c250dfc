import type { Route, Service } from './service.ts';

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

export interface Router {
  /** The route for a raw (still encoded) path; `methods` of the others when only the method differs. */
  match(method: string, rawPath: string): Match | { methods: readonly string[] };
}

interface Compiled {
  readonly route: Route;
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

/** A key in its OData form, `incidents('7')`, which stands for `incidents/7`. */
const KEY = /\((?:'|%27)([^()'/]*?)(?:'|%27)\)/gi;

/** The first route that fits wins. Paths are compared without regard to case, as the cloud does. */
export function createRouter(services: readonly Service[]): Router {
  const compiled = services.flatMap((service) => service.routes.map(compile));
  return {
    match: (method, rawPath) => {
      const methods: string[] = [];
      const path = rawPath.replace(KEY, '/$1');
      for (const { route, pattern, names } of compiled) {
        const found = pattern.exec(path);
        if (found === null) continue;
        if (route.method !== method) {
          methods.push(route.method);
          continue;
        }
        const params = Object.fromEntries(
          names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? '')]),
        );
        return { route, params };
      }
      return { methods };
    },
  };
}

function compile(route: Route): Compiled {
  const names: string[] = [];
  const pattern = route.path
    .split(/(\{\w+\*?\})/)
    .map((part) => {
      const name = /^\{(\w+)(\*?)\}$/.exec(part);
      if (name === null) return part.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
      names.push(name[1] ?? '');
      return name[2] === '*' ? '(.*)' : '([^/]+?)';
    })
    .join('');
  return { route, names, pattern: new RegExp(`^${pattern}/?$`, 'i') };
}
