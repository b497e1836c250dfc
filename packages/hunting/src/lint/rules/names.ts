import { readsOf } from '../examined.ts';
import { FORMER_TABLES } from '../former-names.ts';
import type { Hit, Rule } from '../rule.ts';

export const formerName: Rule = {
  code: 'HUNT_FORMER_NAME',
  severity: 'warning',
  summary: 'A table is called by a name that it no longer has',
  page: 'https://learn.microsoft.com/defender-xdr/advanced-hunting-schema-changes',
  *find(query): Iterable<Hit> {
    for (const node of readsOf(query)) {
      const now = Object.hasOwn(FORMER_TABLES, node.text) ? FORMER_TABLES[node.text] : undefined;
      if (now === undefined) continue;
      yield { node, message: `${node.text} is a former name and will go`, instead: `Write ${now}.` };
    }
  },
};

/** Both native hunting APIs stop on the same day. */
export const retiring: Rule = {
  code: 'HUNT_RETIRING',
  severity: 'warning',
  summary: 'The native hunting APIs stop answering on 1 February 2027',
  page: 'https://learn.microsoft.com/defender-xdr/api-advanced-hunting',
  *find({ meant, tree }): Iterable<Hit> {
    if (meant.route !== 'native') return;
    yield {
      node: tree.root,
      message: 'The native hunting APIs stop answering on 1 February 2027',
      instead: 'Use --route graph, with the permission ThreatHunting.Read.All.',
    };
  },
};
