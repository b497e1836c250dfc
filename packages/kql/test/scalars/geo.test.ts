import { expect } from 'vitest';
import { casesOf } from '../cases.ts';

const near = (value: number): number => expect.closeTo(value, 5) as number;

casesOf(
  'places',
  { schema: new Map() },
  [
    {
      says: 'a quarter of a great circle is a quarter of its length; what is no place is null',
      page: 'geo-distance-2points-function',
      query:
        'print a = geo_distance_2points(0.0, 0.0, 90.0, 0.0), b = geo_distance_2points(10.0, 20.0, 10.0, 20.0), c = geo_distance_2points(300.0, 1.0, 1.0, 1.0), d = geo_point_in_circle(0.0, 0.0, 0.0, 1.0, 111195), e = geo_point_in_circle(0.0, 0.0, 0.0, 1.0, 111194), f = geo_azimuth(0.0, 0.0, 90.0, 0.0), g = geo_azimuth(5.0, 5.0, 5.0, 5.0), h = geo_angle(0.0, 10.0, 0.0, 0.0, 10.0, 0.0)',
      columns: 'a:real b:real c:real d:bool e:bool f:real g:real h:real',
      ordered: true,
      // The radius of the Earth as a sphere is 6,371,010 m, so a degree is 111,195.1 m.
      rows: [
        [near((6_371_010 * Math.PI) / 2), 0, null, false, false, near(Math.PI / 2), null, near(Math.PI / 2)],
      ],
    },
    {
      says: 'inside a polygon is inside its shell and outside its holes',
      page: 'geo-point-in-polygon-function',
      query:
        'let p = dynamic({"type":"Polygon","coordinates":[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[4,4],[4,6],[6,6],[6,4],[4,4]]]}); print a = geo_point_in_polygon(1.0, 1.0, p), b = geo_point_in_polygon(5.0, 5.0, p), c = geo_point_in_polygon(11.0, 5.0, p), d = geo_point_in_polygon(-175.0, -1.0, p), e = geo_point_in_polygon(1.0, 1.0, dynamic({"type":"Polygon","coordinates":[[[0,0],[1,1],[0,0]]]}))',
      columns: 'a:bool b:bool c:bool d:bool e:bool',
      rows: [[true, false, false, false, null]],
    },
    {
      says: 'an eighth of the sphere has an eighth of its area',
      page: 'geo-polygon-area-function',
      query:
        'let p = dynamic({"type":"Polygon","coordinates":[[[0,0],[90,0],[0,90],[0,0]]]}); print a = geo_polygon_area(p) / (4 * pi() * pow(6371010, 2)), b = geo_polygon_perimeter(p) / (2 * pi() * 6371010), c = geo_line_length(dynamic({"type":"LineString","coordinates":[[0,0],[90,0]]})) / (2 * pi() * 6371010)',
      columns: 'a:real b:real c:real',
      ordered: true,
      rows: [[near(0.125), near(0.75), near(0.25)]],
    },
    {
      says: 'polygons that overlap count once: the northern sphere from the meridian of 0 to that of 135 degrees',
      page: 'geo-polygon-perimeter-function',
      query:
        'let p = dynamic({"type":"MultiPolygon","coordinates":[[[[0,0],[90,0],[0,90],[0,0]]],[[[45,0],[135,0],[0,90],[45,0]]]]}); print a = geo_polygon_area(p) / (4 * pi() * pow(6371010, 2)), b = geo_polygon_perimeter(p) / (2 * pi() * 6371010), c = round(toreal(geo_polygon_centroid(p).coordinates[0]), 6)',
      columns: 'a:real b:real c:real',
      ordered: true,
      // A lune of 135 degrees, cut at the equator, is 135 / 720 of the sphere.
      rows: [[near(135 / 720), near((90 + 90 + 135) / 360), near(67.5)]],
    },
    {
      says: 'polygons that touch make one, and one within another changes nothing',
      page: 'geo-polygon-area-function',
      query:
        'let touch = dynamic({"type":"MultiPolygon","coordinates":[[[[0,0],[90,0],[0,90],[0,0]]],[[[180,0],[0,90],[90,0],[180,0]]]]}); let within = dynamic({"type":"MultiPolygon","coordinates":[[[[0,0],[90,0],[0,90],[0,0]]],[[[20,20],[30,20],[30,30],[20,20]]]]}); print a = geo_polygon_area(touch) / (4 * pi() * pow(6371010, 2)), b = geo_polygon_perimeter(touch) / (2 * pi() * 6371010), c = geo_polygon_area(within) / (4 * pi() * pow(6371010, 2)), d = geo_polygon_perimeter(within) / (2 * pi() * 6371010)',
      columns: 'a:real b:real c:real d:real',
      ordered: true,
      rows: [[near(0.25), near(1), near(0.125), near(0.75)]],
    },
    {
      says: 'an edge that two lines share counts once, whichever way it runs',
      page: 'geo-line-length-function',
      query:
        'let l = dynamic({"type":"MultiLineString","coordinates":[[[0,0],[30,0]],[[30,0],[0,0]],[[30,0],[60,0]]]}); print a = geo_line_length(l) / (2 * pi() * 6371010), b = round(toreal(geo_line_centroid(l).coordinates[0]), 6)',
      columns: 'a:real b:real',
      ordered: true,
      rows: [[near(60 / 360), near(30)]],
    },
    {
      says: 'the end of a line that is nearest is given back as it was written',
      page: 'geo-closest-point-on-line-function',
      query:
        'print p = geo_closest_point_on_line(-115.2, 36.5, dynamic({"type":"LineString","coordinates":[[-115.192612,36.1],[-115.192612,36.176736]]}))',
      columns: 'p:dynamic',
      rows: [[{ type: 'Point', coordinates: [-115.192612, 36.176736] }]],
    },
    {
      says: 'lines and polygons meet, and points have a nearest one on them',
      page: 'geo-closest-point-on-line-function',
      query:
        'let l = dynamic({"type":"LineString","coordinates":[[0,0],[10,0]]}); let m = dynamic({"type":"LineString","coordinates":[[5,-5],[5,5]]}); let p = dynamic({"type":"Polygon","coordinates":[[[4,-1],[6,-1],[6,1],[4,1],[4,-1]]]}); print a = geo_intersects_2lines(l, m), b = geo_intersects_line_with_polygon(l, p), c = geo_intersects_2polygons(p, p), d = round(toreal(geo_closest_point_on_line(3.0, 4.0, l).coordinates[0]), 6), e = round(geo_line_locate_point(l, 2.5, 1.0), 6), f = round(toreal(geo_line_interpolate_point(l, 0.5).coordinates[0]), 6), g = geo_distance_point_to_polygon(5.0, 0.0, p)',
      columns: 'a:bool b:bool c:bool d:real e:real f:real g:real',
      rows: [[true, true, true, 3, 0.25, 5, 0]],
    },
    {
      says: 'the centre of what is alike on both sides lies in its middle',
      page: 'geo-polygon-centroid-function',
      query:
        'print a = round(toreal(geo_line_centroid(dynamic({"type":"LineString","coordinates":[[0,0],[20,0]]})).coordinates[0]), 9), p = geo_polygon_centroid(dynamic({"type":"Polygon","coordinates":[[[10,-5],[20,-5],[20,5],[10,5],[10,-5]]]})) | project a, b = round(toreal(p.coordinates[0]), 9), c = round(toreal(p.coordinates[1]), 9) == 0',
      columns: 'a:real b:real c:bool',
      rows: [[10, 15, true]],
    },
    {
      says: 'grids name a place, and a name leads back to it',
      page: 'geospatial-grid-systems',
      query:
        'print a = geo_point_to_geohash(-5.6, 42.6, 5), b = geo_geohash_to_central_point("ezs42").coordinates[0], c = array_length(geo_geohash_neighbors("ezs42")), d = geo_point_to_geohash(300.0, 1.0), e = geo_point_to_s2cell(0.0, 0.0, 0), f = geo_point_to_s2cell(180.0, 0.0, 0), g = array_length(geo_s2cell_neighbors("89c259")), h = geo_s2cell_to_polygon("a")',
      columns: 'a:string b:dynamic c:long d:string e:string f:string g:long h:dynamic',
      // ezs42 is the example of https://en.wikipedia.org/wiki/Geohash; the faces of S2 are named 1, 3, 5, 7, 9 and b.
      rows: [['ezs42', -5.60302734375, 8, '', '1', '7', 8, null]],
    },
    {
      says: 'well-known text becomes GeoJSON',
      page: 'geo-from-wkt-function',
      query:
        "print a = geo_from_wkt('POINT (1.5 -2)'), b = geo_from_wkt('polygon((0 0, 1 0, 1 1, 0 0))'), c = geo_from_wkt('MULTIPOINT ((1 2), (3 4))'), d = geo_from_wkt('POINT (1')",
      columns: 'a:dynamic b:dynamic c:dynamic d:dynamic',
      rows: [
      [
        { type: 'Point', coordinates: [1.5, -2] },
        {
          type: 'Polygon',
          coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]],
        },
        { type: 'MultiPoint', coordinates: [[1, 2], [3, 4]] },
        null,
      ],
    ], // prettier-ignore
    },
  ],
  [
    {
      says: 'a share of a line on a spheroid',
      query:
        'print geo_line_locate_point(dynamic({"type":"LineString","coordinates":[[0,0],[10,0]]}), 2.5, 1.0, true)',
      line: 1,
      column: 7,
      message: /sphere/,
    },
  ],
);

casesOf(
  'units and assertions',
  { schema: new Map() },
  [
    {
      says: 'units convert by their definitions',
      page: 'convert-length-function',
      query:
        "print a = convert_length(1, 'Mile', 'Meter'), b = convert_mass(1, 'Pound', 'Gram'), c = convert_angle(1, 'Degree', 'Arcminute'), d = convert_speed(1, 'MeterPerSecond', 'KilometerPerHour'), e = convert_energy(1, 'KilowattHour', 'Joule'), f = convert_volume(1, 'CubicMeter', 'Liter'), g = convert_force(1, 'KilogramForce', 'Newton')",
      columns: 'a:real b:real c:real d:real e:real f:real g:real',
      ordered: true,
      rows: [
        [near(1609.344), near(453.59237), near(60), near(3.6), near(3_600_000), near(1000), near(9.80665)],
      ],
    },
    {
      says: 'an assertion that holds is true',
      page: 'assert-function',
      query: "datatable(s:string)['a', 'bcd'] | where assert(2 > 1, 'never') and strlen(s) > 1",
      columns: 's:string',
      rows: [['bcd']],
    },
  ],
  [
    {
      says: 'what an assertion does not hold for, in the words of the query',
      query: "datatable(s:string)['a'] | where assert(1 > 2, 'too few')",
      line: 1,
      column: 1,
      message: /^assert\(\) has failed with message: 'too few'$/,
    },
  ],
);
