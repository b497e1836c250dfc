import * as z from 'zod';
import { routeOption, timeOption } from './inputs.ts';

/** Inputs of the canned hunts, bounded once. */

const values = (longest: number) => z.array(z.string().trim().min(1).max(longest)).min(1).max(100).optional();

/** The purposes of a family, for an input that stands without a flag. */
export function purposeInput(family: {
  readonly purposes: readonly { readonly id: string; readonly summary: string }[];
}): z.ZodEnum<Record<string, string>> {
  const listed = family.purposes.map(({ id, summary }) => `${id}: ${summary}`).join('; ');
  return z.enum(family.purposes.map(({ id }) => id)).describe(`What to look for. ${listed}`);
}

export const deviceInputs = {
  device: values(260).describe('Names of devices'),
  deviceId: values(64).describe('Ids of devices, as Defender gives them'),
};

export const fileInputs = {
  file: values(260).describe('Names of files; of the acting process where the hunt is about connections'),
  sha1: values(40).describe('SHA-1 of files'),
  sha256: values(64).describe('SHA-256 of files'),
  md5: values(32).describe('MD5 of files'),
};

export const askInputs = {
  match: z
    .enum(['any', 'all'])
    .default('any')
    .describe('Whether one kind of selector is enough or all must hold: a device and a file, or either'),
  exact: z
    .boolean()
    .default(false)
    .describe(
      'Take names as a whole; without it srv finds srv-02 too. A device is named with or without its domain',
    ),
  since: timeOption.describe(
    'From this time on: ISO 8601, or how long ago (12h, 7d). Without it: all there is',
  ),
  until: timeOption.describe('Before this time'),
  limit: z.int().min(1).max(10_000).default(50).describe('Rows of a page'),
  page: z.int().min(1).max(1000).default(1).describe('Which page, from 1'),
  showQuery: z.boolean().default(false).describe('Show the KQL that is sent'),
  route: routeOption,
};
