/** 1970-01-01 in ticks of 100 ns from 0001-01-01. */
export const EPOCH_TICKS = 621_355_968_000_000_000n;

/** Ticks in each unit of time. */
export const TICKS = {
  microsecond: 10n,
  millisecond: 10_000n,
  second: 10_000_000n,
  minute: 600_000_000n,
  hour: 36_000_000_000n,
  day: 864_000_000_000n,
} as const;
