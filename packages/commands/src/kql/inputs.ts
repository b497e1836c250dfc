import * as z from 'zod';

/** Which tables a query runs over; the same for every command of the engine. */
export const tableInputs = {
  data: z
    .string()
    .min(1)
    .max(4000)
    .optional()
    .describe('Folder of Parquet files: NAME.parquet, or a folder NAME, is the table NAME'),
  simulated: z
    .boolean()
    .default(false)
    .describe("The tables of advanced hunting with the simulator's rows; without it they are empty"),
  seed: z.string().min(1).max(100).optional().describe('Another simulated tenant'),
  geo: z
    .string()
    .min(1)
    .max(4000)
    .optional()
    .describe('MaxMind database (.mmdb) that geo_info_from_ip_address looks into'),
  allow: z
    .array(z.string().min(8).max(2000))
    .max(100)
    .optional()
    .describe('Beginning of an address that externaldata may read; it reads none otherwise'),
  memory: z
    .string()
    .max(20)
    .regex(/^\d+(\.\d+)?\s*(KB|MB|GB|KiB|MiB|GiB)$/i)
    .optional()
    .describe('Most memory a query may take: 2GB'),
};

export type TableInputs = z.output<z.ZodObject<typeof tableInputs>>;
