import { casesOf } from '../cases.ts';

casesOf('arithmetic', { schema: new Map() }, [
  {
    says: 'whole numbers divide without a fraction, towards nought; by nought there is null',
    page: 'numerical-operators',
    query: 'print a = 9 / 2, b = -9 / 2, c = 9.0 / 2, d = real(9) / 2, e = 9 / 0, f = 9.0 / 0',
    columns: 'a:long b:long c:real d:real e:long f:real',
    rows: [[4, -4, 4.5, 4.5, null, 'Infinity']],
  },
  {
    says: 'a modulo is never negative',
    page: 'numerical-operators',
    query: 'print a = 17 % 5, b = -17 % 5, c = 17 % -5, d = -17 % -5, e = 5.5 % 2, f = 7d % 2d, g = 3 % 0',
    columns: 'a:long b:long c:long d:long e:real f:timespan g:long',
    rows: [[2, 3, 2, 3, 1.5, '1.00:00:00', null]],
  },
  {
    says: 'instants and spans add, subtract and divide',
    page: 'datetime-timespan-arithmetic',
    query:
      'print a = datetime(2024-03-01) - datetime(2024-02-01), b = datetime(2024-02-28) + 2d, c = 1d + datetime(2024-12-31), d = 90m / 1h, e = 1.5 * 1h, f = 1h / 4, g = 1d - 36h, h = -1d',
    columns: 'a:timespan b:datetime c:datetime d:real e:timespan f:timespan g:timespan h:timespan',
    rows: [
      [
        '29.00:00:00',
        '2024-03-01T00:00:00.0000000Z',
        '2025-01-01T00:00:00.0000000Z',
        1.5,
        '01:30:00',
        '00:15:00',
        '-12:00:00',
        '-1.00:00:00',
      ],
    ],
  },
  {
    says: 'there is no instant after the year 9999 or before the year 1',
    page: 'scalar-data-types/datetime',
    query:
      'print x = datetime(9999-12-31) | project a = x + 1d, b = datetime(9999-12-31) + 1d, c = datetime(0001-01-01) - 1tick, d = x + 1h',
    columns: 'a:datetime b:datetime c:datetime d:datetime',
    rows: [[null, null, null, '9999-12-31T01:00:00.0000000Z']],
  },
  {
    says: 'decimals are exact',
    page: 'scalar-data-types/decimal',
    query:
      'print a = decimal(0.1) + decimal(0.2), b = decimal(1.1) * decimal(1.1), c = decimal(1) / 8, d = decimal(7.5) % 2, e = decimal(1) / decimal(0), f = -decimal(3)',
    columns: 'a:decimal b:decimal c:decimal d:decimal e:decimal f:decimal',
    rows: [['0.3', '1.21', '0.125', '1.5', null, '-3']],
  },
  {
    says: 'a dynamic takes the type of the other operand',
    page: 'scalar-data-types/dynamic',
    query:
      'print d = dynamic({"n": 4, "s": "2h"}) | project a = d.n * 3, b = d.n + 0.5, c = d.s + 1h, e = d.missing_one + 1',
    columns: 'a:long b:real c:timespan e:long',
    rows: [[12, 4.5, '03:00:00', null]],
  },
  {
    says: 'bins go down, also below nought; a size that is not positive gives null',
    page: 'bin-function',
    query:
      'print a = bin(7.5, 2), b = bin(-7.5, 2), c = bin(-7, 5), d = bin(16d, 7d), e = bin(datetime(2024-03-05 13:45:07), 1h), f = bin(7, -5), g = bin(7, 0), h = floor(-1.5, 1), i = bin(long(null), 5)',
    columns: 'a:real b:real c:long d:timespan e:datetime f:long g:long h:real i:long',
    rows: [[6, -8, -10, '14.00:00:00', '2024-03-05T13:00:00.0000000Z', null, null, -2, null]],
  },
  {
    says: 'bins may be counted from a fixed point',
    page: 'bin-at-function',
    query:
      'print a = bin_at(8.5, 3.0, 1), b = bin_at(time(2h), 1d, 12h), c = bin_at(datetime(2024-03-05 10:20), 1d, datetime(2000-01-01 12:00)), d = bin_at(-4, 3, 1)',
    columns: 'a:real b:timespan c:datetime d:long',
    rows: [[7, '-12:00:00', '2024-03-04T12:00:00.0000000Z', -5]],
  },
]);

casesOf('conversions', { schema: new Map() }, [
  {
    says: 'numbers lose their fraction on the way to a whole number, and what is no number is null',
    page: 'toint-function',
    query:
      'print a = toint("42"), b = toint(2.9), c = toint(-2.9), d = toint("x"), e = toint("3000000000"), f = tolong("9223372036854775807"), g = tolong("0x10"), h = toint(""), i = toint(real(nan)), j = tolong(decimal(5.7))',
    columns: 'a:int b:int c:int d:int e:int f:long g:long h:int i:int j:long',
    rows: [[42, 2, -2, null, null, '9223372036854775807', 16, null, null, 5]],
  },
  {
    says: 'truths come from words and numbers',
    page: 'tobool-function',
    query:
      'print a = tobool("TRUE"), b = tobool("false"), c = tobool(5), d = tobool(0), e = tobool("yes"), f = tobool(dynamic(true))',
    columns: 'a:bool b:bool c:bool d:bool e:bool f:bool',
    rows: [[true, false, true, false, null, true]],
  },
  {
    says: 'elements of a dynamic convert by what they are',
    page: 'scalar-data-types/dynamic',
    query:
      'print d = dynamic({"n": 2.5, "s": "7", "t": "2024-01-02", "b": true, "a": [1]}) | project a = toint(d.n), b = tolong(d.s), c = todatetime(d.t), e = toint(d.b), f = toint(d.a), g = toreal(d.n)',
    columns: 'a:int b:long c:datetime e:int f:int g:real',
    rows: [[2, 7, '2024-01-02T00:00:00.0000000Z', 1, null, 2.5]],
  },
  {
    says: 'instants are read in the forms of ISO 8601, RFC 822 and RFC 850',
    page: 'scalar-data-types/datetime',
    query:
      'print a = todatetime("2014-05-25T08:20:03.123456Z"), b = todatetime("2014-11-08 15:55"), c = todatetime("Sat, 8 Nov 14 15:05:02 GMT"), d = todatetime("8 Nov 14 15:05"), e = todatetime("Saturday, 08-Nov-14 15:05:02 GMT"), f = todatetime("2024-02-30"), g = todatetime("2024-01-01T00:00:00+02:00"), h = todatetime("soon")',
    columns: 'a:datetime b:datetime c:datetime d:datetime e:datetime f:datetime g:datetime h:datetime',
    rows: [
      [
        '2014-05-25T08:20:03.1234560Z',
        '2014-11-08T15:55:00.0000000Z',
        '2014-11-08T15:05:02.0000000Z',
        '2014-11-08T15:05:00.0000000Z',
        '2014-11-08T15:05:02.0000000Z',
        null,
        '2023-12-31T22:00:00.0000000Z',
        null,
      ],
    ],
  },
  {
    says: 'spans are read with a unit or as a clock',
    page: 'totimespan-function',
    query:
      'print a = totimespan("0.00:01:00"), b = totimespan("1.5h"), c = totimespan("1:02:03"), d = totimespan("2"), e = totimespan("25:00:00"), f = totimespan("-1.00:00:00.5"), g = 1tick, h = 10microsecond',
    columns: 'a:timespan b:timespan c:timespan d:timespan e:timespan f:timespan g:timespan h:timespan',
    rows: [
      [
        '00:01:00',
        '01:30:00',
        '01:02:03',
        '2.00:00:00',
        null,
        '-1.00:00:00.5000000',
        '00:00:00.0000001',
        '00:00:00.0000100',
      ],
    ],
  },
]);
