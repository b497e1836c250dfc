import { expect } from 'vitest';
import { casesOf } from '../cases.ts';

const near = (value: number): number => expect.closeTo(value, 9) as number;

casesOf('series', { schema: new Map() }, [
  {
    says: 'elements are paired; a missing one gives null',
    page: 'series-add-function',
    query:
      'print a = series_add(dynamic([1,2]), dynamic([3,4,5])), b = series_multiply(dynamic([1,2]), 2), c = series_greater(dynamic([1,3]), dynamic([2,2])), d = series_abs(dynamic([-1,"x"])), e = series_sum(dynamic([1,2.5])), f = series_dot_product(dynamic([1,2]), dynamic([3,4])), g = series_magnitude(dynamic([3,4]))',
    columns: 'a:dynamic b:dynamic c:dynamic d:dynamic e:real f:real g:real',
    ordered: true,
    rows: [[[4, 6, null], [2, 4], [false, true], [1, null], 3.5, 11, 5]], // prettier-ignore
  },
  {
    says: 'statistics come as columns or as a bag',
    page: 'series-stats-function',
    query:
      'print x = dynamic([2,4,4,4,5,5,7,9]) | extend (least, where_least, most) = series_stats(x), bag = series_stats_dynamic(x) | project least, where_least, most, mean = bag.avg, deviation = toreal(bag.variance), total = bag.sum, n = bag.len',
    columns: 'least:real where_least:long most:real mean:dynamic deviation:real total:dynamic n:dynamic',
    ordered: true,
    rows: [[2, 0, 9, 5, near(32 / 7), 40, 8]],
  },
  {
    says: 'a line through points counts them from 1',
    page: 'series-fit-line-function',
    query:
      'print y = dynamic([5,7,9,11]) | extend (rsquare, slope, v, rv, interception) = series_fit_line(y) | project rsquare, slope, rv, interception, second = series_fit_line_dynamic(y).line_fit[1]',
    columns: 'rsquare:real slope:real rv:real interception:real second:dynamic',
    ordered: true,
    rows: [[1, 2, 0, 3, 7]],
  },
  {
    says: 'a polynomial has its highest power first',
    page: 'series-fit-poly-function',
    query:
      'print y = dynamic([2,5,10,17,26]) | extend (rsquare, coefficients) = series_fit_poly(y, dynamic([1,2,3,4,5]), int(2)) | project rsquare = round(rsquare, 9), a = round(toreal(coefficients[0]), 9), b = round(toreal(coefficients[1]), 9), c = round(toreal(coefficients[2]), 9)',
    columns: 'rsquare:real a:real b:real c:real',
    ordered: true,
    rows: [[1, 1, 0, 1]],
  },
  {
    says: 'gaps are filled from either side, on a line, or with a constant; whole numbers stay whole',
    page: 'series-fill-linear-function',
    query:
      'let x = dynamic([null,10,null,null,16,null]); print a = series_fill_linear(x), b = series_fill_forward(x), c = series_fill_backward(x), d = series_fill_const(x, 0), e = series_fill_linear(x, double(null), false), f = series_fill_linear(dynamic([1,null,4]), double(null)), g = series_fill_const(dynamic([1,-1,2]), 0, -1)',
    columns: 'a:dynamic b:dynamic c:dynamic d:dynamic e:dynamic f:dynamic g:dynamic',
    ordered: true,
    rows: [
      [
        [10, 10, 12, 14, 16, 16],
        [null, 10, 10, 10, 16, 16],
        [10, 10, 16, 16, 16, null],
        [0, 10, 0, 0, 16, 0],
        [null, 10, 12, 14, 16, null],
        [1, 2, 4],
        [1, 0, 2],
      ],
    ],
  },
  {
    says: 'filters look back, or to both sides; a recursive one takes in what it gave out',
    page: 'series-fir-function',
    query:
      'print a = series_fir(dynamic([0,0,10,0,0]), dynamic([1,1])), b = series_fir(dynamic([0,0,3,0,0]), dynamic([1,1,1]), true, true), c = series_fir(dynamic([1,3,6]), dynamic([1,-1])), d = series_iir(dynamic([1,2,3]), dynamic([1]), dynamic([1,-1]))',
    columns: 'a:dynamic b:dynamic c:dynamic d:dynamic',
    ordered: true,
    rows: [[[0, 0, 5, 5, 0], [0, 1, 1, 1, 0], [1, 2, 3], [1, 3, 6]]], // prettier-ignore
  },
  {
    says: 'a transform and its inverse cancel out',
    page: 'series-fft-function',
    query:
      'print (re, im) = series_fft(dynamic([1,2,3,4,5,6])) | extend (x, y) = series_ifft(re, im) | project total = toreal(re[0]), third = round(toreal(x[2]), 9), sixth = round(toreal(x[5]), 9)',
    columns: 'total:real third:real sixth:real',
    ordered: true,
    rows: [[21, 3, 6]],
  },
  {
    says: 'a season is the median of each phase',
    page: 'series-seasonal-function',
    query:
      'print a = series_seasonal(dynamic([1,3,5,1,3,5,2,4,6]), 3), b = series_seasonal(dynamic([8,12,14,12,10,10,12,14,12,10,10,12,14,12,10,10,12,14,12,10])), c = series_seasonal(dynamic([1,3,5,2,4,6,1,3,5,2,4,6]))',
    columns: 'a:dynamic b:dynamic c:dynamic',
    ordered: true,
    rows: [
      [
        [1, 3, 5, 1, 3, 5, 1, 3, 5],
        [10, 12, 14, 12, 10, 10, 12, 14, 12, 10, 10, 12, 14, 12, 10, 10, 12, 14, 12, 10],
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      ],
    ],
  },
  {
    says: 'season and trend add up to the baseline, and with the residual to the series',
    page: 'series-decompose-function',
    query:
      "print y = dynamic([1,2,3,4,2,3,4,5,3,4,5,6]) | extend (base, season, trend, rest) = series_decompose(y, 4, 'linefit') | project whole = series_add(base, rest), parts = series_subtract(base, series_add(season, trend))",
    columns: 'whole:dynamic parts:dynamic',
    ordered: true,
    rows: [[[1, 2, 3, 4, 2, 3, 4, 5, 3, 4, 5, 6].map(near), [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0].map(near)]],
  },
  {
    says: 'only what stands out is an anomaly',
    page: 'series-decompose-anomalies-function',
    query:
      'print y = dynamic([5,1,2,3,5,1,2,3,5,1,90,3,5,1,2,3,5,1,2,-80]) | extend (f, s, b) = series_decompose_anomalies(y, 1.5, 4) | project f, b',
    columns: 'f:dynamic b:dynamic',
    ordered: true,
    rows: [
      [
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, -1],
        expect.arrayContaining([expect.any(Number)]) as number[],
      ],
    ],
  },
  {
    says: "scores are Tukey's, in quartiles or scaled from wider percentiles",
    page: 'series-outliers-function',
    query:
      'print x = series_outliers(dynamic([1,2,3,4,5,6,7,8,20]), "tukey"), y = series_outliers(dynamic([3,3,null,4,5,5]))',
    columns: 'x:dynamic y:dynamic',
    ordered: true,
    // Quartiles 3 and 7: 1 lies half a range below, 20 three ranges and a quarter above.
    rows: [[[-0.5, -0.25, 0, 0, 0, 0, 0, 0.25, 3.25], [0, 0, 0, 0, 0, 0]]], // prettier-ignore
  },
]);
