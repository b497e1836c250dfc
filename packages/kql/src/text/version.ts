const PART_DIGITS = 8;

/** A version of one to four parts as a number that compares as the version does; undefined when it is none. */
export function versionNumber(text: string): string | undefined {
  const parts = text.split('.');
  if (parts.length > 4 || parts.some((part) => !/^\d{1,8}$/.test(part))) return undefined;
  const digits = [0, 1, 2, 3].map((index) => (parts[index] ?? '0').padStart(PART_DIGITS, '0'));
  return String(BigInt(digits.join('')));
}
