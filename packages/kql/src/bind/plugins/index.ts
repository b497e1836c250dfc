import { refuse } from '../refuse.ts';
import { bagUnpack } from './bag-unpack.ts';
import { ipv4Lookup, ipv6Lookup } from './ip-lookup.ts';
import { narrow } from './narrow.ts';
import { pivot } from './pivot.ts';
import type { Plugin } from './plugin.ts';

const refused =
  (why: string): Plugin =>
  (_, { node }) =>
    refuse(node, why);

const guesses = refused(
  'This plugin finds patterns by a method that is not published, so its answer could not be the same here. Write summarize count() by the columns of interest.',
);
const callsOut = refused('This plugin calls another service, and a query here reads its own tables only.');

/** Plugins of `evaluate`, by their name. */
export const PLUGINS: Readonly<Record<string, Plugin>> = {
  bag_unpack: bagUnpack,
  ipv4_lookup: ipv4Lookup,
  ipv6_lookup: ipv6Lookup,
  narrow,
  pivot,
  autocluster: guesses,
  basket: guesses,
  diffpatterns: guesses,
  cosmosdb_sql_request: callsOut,
  http_request: callsOut,
  http_request_post: callsOut,
  mysql_request: callsOut,
  postgresql_request: callsOut,
  sql_request: callsOut,
  python: refused('Scripts do not run here. Write the calculation in KQL, or run it on the result.'),
  r: refused('Scripts do not run here. Write the calculation in KQL, or run it on the result.'),
};
