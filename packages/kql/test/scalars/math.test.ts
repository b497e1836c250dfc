import { expect } from 'vitest';
import { casesOf } from '../cases.ts';

const near = (value: number): number => expect.closeTo(value, 9) as number;

casesOf(
  'numbers',
  { schema: new Map() },
  [
    {
      says: 'halves round away from nought, to digits before and behind the point',
      page: 'round-function',
      query:
        'print a = round(2.98765, 3), b = round(2.15, 1), c = round(2.15), d = round(-50.55, -2), e = round(21.5, -1), f = round(-2.5), g = round(1.005, 2)',
      columns: 'a:real b:real c:real d:real e:real f:real g:real',
      ordered: true,
      rows: [[2.988, 2.2, 2, -100, 20, -3, 1.01]],
    },
    {
      says: 'a function outside its domain is null',
      page: 'sqrt-function',
      query:
        'print a = sqrt(-1), b = log(-1), c = asin(2), d = acos(-2), e = sqrt(9), f = log10(1000), g = log2(8)',
      columns: 'a:real b:real c:real d:real e:real f:real g:real',
      ordered: true,
      rows: [[null, null, null, null, 3, 3, 3]],
    },
    {
      says: 'the functions of statistics agree with their tables',
      page: 'beta-cdf-function',
      query:
        'print a = gamma(5), b = gamma(0.5), c = loggamma(3), d = erf(1), e = erfc(0.5), f = beta_cdf(0.5, 2.0, 2.0), g = beta_inv(0.5, 3.0, 3.0), h = beta_pdf(0.5, 2.0, 2.0), i = erf(3)',
      columns: 'a:real b:real c:real d:real e:real f:real g:real h:real i:real',
      ordered: true,
      // gamma(1/2) is the root of pi; loggamma(3) is ln 2; erf from Abramowitz and Stegun, table 7.1.
      rows: [
        [
          24,
          near(Math.sqrt(Math.PI)),
          near(Math.LN2),
          near(0.8427007929),
          near(0.4795001222),
          near(0.5),
          near(0.5),
          near(1.5),
          near(0.9999779095),
        ],
      ],
    },
    {
      says: 'where the beta distribution has no value the result is not a number, or null for a share that is none',
      page: 'beta-pdf-function',
      query:
        'print a = beta_cdf(-0.5, 2.0, 2.0), b = beta_cdf(2.0, 2.0, 2.0), c = beta_cdf(0.5, 10001.0, 2.0), d = beta_cdf(1.0, 2.0, 2.0), e = beta_pdf(0.0, 2.0, 2.0), f = beta_pdf(0.5, 0.0, 2.0), g = beta_inv(0.5, -1.0, 2.0), h = beta_inv(2.0, 2.0, 2.0)',
      columns: 'a:real b:real c:real d:real e:real f:real g:real h:real',
      rows: [['NaN', 'NaN', 'NaN', 1, 'NaN', 'NaN', 'NaN', null]],
      ordered: true,
    },
    {
      says: 'bytes are written in the largest unit that fits, each 1024 of the last',
      page: 'format-bytes-function',
      query:
        "print a = format_bytes(0), b = format_bytes(1023), c = format_bytes(1024), d = format_bytes(1572864, 1), e = format_bytes(512, 2, 'KB'), f = format_bytes(5368709120)",
      columns: 'a:string b:string c:string d:string e:string f:string',
      rows: [['0 Bytes', '1023 Bytes', '1 KB', '1.5 MB', '0.5 KB', '5 GB']],
    },
    {
      says: 'bits shift modulo 64',
      page: 'binary-shift-left-function',
      query:
        'print a = binary_and(12, 10), b = binary_or(12, 10), c = binary_xor(12, 10), d = binary_not(0), e = binary_shift_left(1, 65), f = binary_shift_right(-8, 1), g = binary_shift_left(1, -1), h = bitset_count_ones(255)',
      columns: 'a:long b:long c:long d:long e:long f:long g:long h:long',
      ordered: true,
      rows: [[8, 14, 6, -1, 2, -4, null, 8]],
    },
    {
      says: 'nearness counts its bounds',
      page: 'around-function',
      query:
        'print a = around(5, 3, 2), b = around(6, 3, 2), c = around(datetime(2024-01-02), datetime(2024-01-01), 1d), d = isnan(0.0 / 0), e = isinf(1.0 / 0), f = isfinite(1.0)',
      columns: 'a:bool b:bool c:bool d:bool e:bool f:bool',
      ordered: true,
      rows: [[true, false, true, true, true, true]],
    },
  ],
  [
    {
      says: 'a unit of bytes that is none',
      query: "print format_bytes(1, 0, 'kilo')",
      line: 1,
      column: 7,
      message: /Bytes, KB, MB/,
    },
  ],
);
