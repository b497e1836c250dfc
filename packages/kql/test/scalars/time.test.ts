import { casesOf } from '../cases.ts';

const at = (text: string): string => `${text}.0000000Z`;

casesOf('instants and their parts', { schema: new Map() }, [
  {
    says: 'a date may be written month first, or as a list; a month past the twelfth is no date',
    page: 'todatetime-function',
    query:
      "print a = todatetime('02-03-2024'), b = datetime(02/03/2024 04:05), c = datetime(2024, 2, 3), d = todatetime('13-01-2024'), e = todatetime('02-03/2024')",
    columns: 'a:datetime b:datetime c:datetime d:datetime e:datetime',
    rows: [
      [
        '2024-02-03T00:00:00.0000000Z',
        '2024-02-03T04:05:00.0000000Z',
        '2024-02-03T00:00:00.0000000Z',
        null,
        null,
      ],
    ],
  },
  {
    says: 'a bin whose size and origin are set in front of the query',
    page: 'bin-auto-function',
    query:
      'set query_bin_auto_size=6h; set query_bin_auto_at=datetime(2024-03-06 01:00); datatable(t:datetime)[datetime(2024-03-06 00:59), datetime(2024-03-06 01:00), datetime(2024-03-06 06:59)] | summarize n = count() by bin_auto(t)',
    columns: 't:datetime n:long',
    rows: [
      [at('2024-03-05T19:00:00'), 1],
      [at('2024-03-06T01:00:00'), 2],
    ],
  },
  {
    says: 'bins that begin at nought when only their size is set',
    page: 'bin-auto-function',
    query: 'set query_bin_auto_size=10; print a = bin_auto(19), b = bin_auto(-1)',
    columns: 'a:long b:long',
    rows: [[10, -10]],
  },
  {
    says: 'periods begin and end; a week begins on Sunday',
    page: 'startofweek-function',
    query:
      'let t = datetime(2024-03-06 10:11:12); print a = startofday(t), b = startofday(t, -1), c = startofweek(t), d = startofmonth(t, 1), e = startofyear(t), f = endofday(t), g = endofweek(t), h = endofmonth(t, -1), i = endofyear(t, 1)',
    columns:
      'a:datetime b:datetime c:datetime d:datetime e:datetime f:datetime g:datetime h:datetime i:datetime',
    rows: [
      [
        at('2024-03-06T00:00:00'),
        at('2024-03-05T00:00:00'),
        at('2024-03-03T00:00:00'),
        at('2024-04-01T00:00:00'),
        at('2024-01-01T00:00:00'),
        '2024-03-06T23:59:59.9999999Z',
        '2024-03-09T23:59:59.9999999Z',
        '2024-02-29T23:59:59.9999999Z',
        '2025-12-31T23:59:59.9999999Z',
      ],
    ],
  },
  {
    says: 'the day of the week is a span since Sunday; the week of the year is that of ISO 8601',
    page: 'week-of-year-function',
    query:
      'let t = datetime(2024-03-06 22:11:12); print a = dayofweek(t), b = dayofmonth(t), c = dayofyear(t), d = week_of_year(datetime(2000-01-01)), e = monthofyear(t), f = hourofday(t), g = getyear(t), h = week_of_year(datetime(2020-12-31))',
    columns: 'a:timespan b:int c:int d:int e:int f:int g:int h:int',
    rows: [['3.00:00:00', 6, 66, 52, 3, 22, 2024, 53]],
  },
  {
    says: 'a difference counts the beginnings of periods that lie between',
    page: 'datetime-diff-function',
    query:
      "print a = datetime_diff('year', datetime(2024-01-01), datetime(2023-12-31)), b = datetime_diff('month', datetime(2024-03-31), datetime(2024-01-01)), c = datetime_diff('week', datetime(2024-03-10), datetime(2024-03-09)), d = datetime_diff('hour', datetime(2024-03-10 01:00), datetime(2024-03-10 00:59)), e = datetime_diff('nanosecond', datetime(2024-03-10), datetime(2024-03-10 00:00:00.0000003)), f = datetime_diff('day', datetime(2024-01-01), datetime(2024-03-01))",
    columns: 'a:long b:long c:long d:long e:long f:long',
    rows: [[1, 2, 1, 1, -300, -60]],
  },
  {
    says: 'adding months keeps to the end of a shorter month',
    page: 'datetime-add-function',
    query:
      "print a = datetime_add('month', 1, datetime(2024-01-31 01:02:03.1234567)), b = datetime_add('year', 1, datetime(2024-02-29)), c = datetime_add('week', -1, datetime(2024-03-01)), d = datetime_add('quarter', 2, datetime(2024-03-01))",
    columns: 'a:datetime b:datetime c:datetime d:datetime',
    rows: [
      [
        '2024-02-29T01:02:03.1234567Z',
        at('2025-02-28T00:00:00'),
        at('2024-02-23T00:00:00'),
        at('2024-09-01T00:00:00'),
      ],
    ],
  },
  {
    says: 'parts under a second count from the last whole second',
    page: 'datetime-part-function',
    query:
      'let t = datetime(2024-11-06 01:02:03.7654321); print a = datetime_part("quarter", t), b = datetime_part("millisecond", t), c = datetime_part("microsecond", t), d = datetime_part("nanosecond", t), e = datetime_part("DayOfYear", t)',
    columns: 'a:int b:int c:int d:int e:int',
    rows: [[4, 765, 765_432, 765_432_100, 311]],
  },
  {
    says: 'formats write the fields they name',
    page: 'format-datetime-function',
    query:
      "let t = datetime(2024-03-06 09:08:07.1200000); print a = format_datetime(t, 'yy-M-d [hh:mm:ss tt]'), b = format_datetime(t, 'yyyy/MM/dd H:m:s.fff'), c = format_datetime(datetime(2024-03-06 13:00), 'h_FFF'), d = format_timespan(time(29.09:00:05.12345), 'ddd.h:mm:ss [fffffff]')",
    columns: 'a:string b:string c:string d:string',
    rows: [['24-3-6 [09:08:07 AM]', '2024/03/06 9:8:7.120', '1_', '029.9:00:05 [1234500]']],
  },
  {
    says: 'clocks of a zone go forward and back',
    page: 'datetime-local-to-utc-function',
    query:
      "datatable(t:datetime)[datetime(2022-03-27 01:00), datetime(2022-03-27 02:00), datetime(2022-03-27 03:00), datetime(2022-07-01)] | project utc = datetime_local_to_utc(t, 'Europe/Brussels'), back = datetime_utc_to_local(datetime_local_to_utc(t, 'Europe/Brussels'), 'Europe/Brussels')",
    columns: 'utc:datetime back:datetime',
    rows: [
      [at('2022-03-27T00:00:00'), at('2022-03-27T01:00:00')],
      [at('2022-03-27T00:00:00'), at('2022-03-27T01:00:00')],
      [at('2022-03-27T01:00:00'), at('2022-03-27T03:00:00')],
      [at('2022-06-30T22:00:00'), at('2022-07-01T00:00:00')],
    ],
  },
  {
    says: 'what is no date or time of day cannot be made',
    page: 'make-datetime-function',
    query:
      'print a = make_datetime(2024, 2, 29, 12, 11, 0.1234567), b = make_datetime(2023, 2, 29), c = make_datetime(2024, 13, 1), d = make_timespan(1, 12, 30, 55), e = make_timespan(25, 0), f = make_timespan(3, 15)',
    columns: 'a:datetime b:datetime c:datetime d:timespan e:timespan f:timespan',
    rows: [['2024-02-29T12:11:00.1234567Z', null, null, '1.12:30:55', null, '03:15:00']],
  },
  {
    says: 'seconds since 1970 may have a fraction',
    page: 'unixtime-seconds-todatetime-function',
    query:
      'print a = unixtime_seconds_todatetime(1546300800), b = unixtime_milliseconds_todatetime(1546300800001), c = unixtime_microseconds_todatetime(1546300800000001), d = unixtime_nanoseconds_todatetime(1546300800000000100), e = unixtime_seconds_todatetime(0.5)',
    columns: 'a:datetime b:datetime c:datetime d:datetime e:datetime',
    rows: [
      [
        at('2019-01-01T00:00:00'),
        '2019-01-01T00:00:00.0010000Z',
        '2019-01-01T00:00:00.0000010Z',
        '2019-01-01T00:00:00.0000001Z',
        '1970-01-01T00:00:00.5000000Z',
      ],
    ],
  },
]);
