import * as z from 'zod';

/** `90s`, `30m`, `12h`, `7d`, `2w`. */
export const duration = z
  .string()
  .max(20)
  .regex(/^\d{1,6}\s*[smhdw]$/i, 'a duration is a number with s, m, h, d or w, such as 12h or 400d');

export const tableList = z
  .array(
    z
      .string()
      .min(1)
      .max(100)
      .regex(/^[\w*]+$/, 'a table has letters, digits and _; * stands for any'),
  )
  .min(1)
  .max(100)
  .optional();

export const filePath = z.string().min(1).max(4000);

export const huntsDir = filePath.optional().describe('Folder of hunts. Default: hunts, beside vedette.yaml');
