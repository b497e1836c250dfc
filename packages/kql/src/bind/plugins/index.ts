import { refuse } from '../refuse.ts';
import { bagUnpack } from './bag-unpack.ts';
import { dcountIntersect } from './dcount-intersect.ts';
import { ipv4Lookup, ipv6Lookup } from './ip-lookup.ts';
import { narrow } from './narrow.ts';
import { pivot } from './pivot.ts';
import type { Plugin } from './plugin.ts';
import { slidingWindowCounts } from './sliding-window-counts.ts';

const guesses =
  'This plugin finds patterns by a method that is not published, so its answer could not be the same here. Write summarize count() by the columns of interest.';
const callsOut = 'This plugin calls another service, and a query here reads its own tables only.';
const script = 'Scripts do not run here. Write the calculation in KQL, or run it on the result.';

/** Plugins that are refused for good, with the reason and what to write instead. */
export const REFUSED_PLUGINS: Readonly<Record<string, string>> = {
  autocluster: guesses,
  basket: guesses,
  diffpatterns: guesses,
  cosmosdb_sql_request: callsOut,
  http_request: callsOut,
  http_request_post: callsOut,
  mysql_request: callsOut,
  postgresql_request: callsOut,
  sql_request: callsOut,
  python: script,
  r: script,
};

const refused =
  (why: string): Plugin =>
  (_, { node }) =>
    refuse(node, why);

/** Plugins of `evaluate`, by their name. */
export const PLUGINS: Readonly<Record<string, Plugin>> = {
  bag_unpack: bagUnpack,
  dcount_intersect: dcountIntersect,
  ipv4_lookup: ipv4Lookup,
  ipv6_lookup: ipv6Lookup,
  narrow,
  pivot,
  sliding_window_counts: slidingWindowCounts,
  ...Object.fromEntries(Object.entries(REFUSED_PLUGINS).map(([name, why]) => [name, refused(why)])),
};
