import type { Rule } from './rule.ts';
import { everything, outside } from './rules/breadth.ts';
import { joinKind, joinSide } from './rules/join.ts';
import { formerName, retiring } from './rules/names.ts';
import { sortedTooLate, unbounded } from './rules/result.ts';
import { caseSensitive, containsForHas, lowered, nullText, shortTerm } from './rules/text.ts';
import { beyondWindow, noTime } from './rules/time.ts';

/** Every rule there is. */
export const RULES: readonly Rule[] = [
  noTime,
  beyondWindow,
  containsForHas,
  shortTerm,
  caseSensitive,
  lowered,
  nullText,
  joinSide,
  joinKind,
  everything,
  outside,
  unbounded,
  sortedTooLate,
  formerName,
  retiring,
];
