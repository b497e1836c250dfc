import { determinations } from '../../tenant/vocabulary.ts';

/** Determinations that this API's pages spell in a way of their own. */
const OWN_SPELLINGS: Readonly<Record<string, string>> = {
  compromisedAccount: 'CompromisedUser',
  notEnoughData: 'InsufficientData',
};

export function determinationOf(word: string | null): string | null {
  return word === null ? null : (OWN_SPELLINGS[word] ?? determinations.native(word));
}
