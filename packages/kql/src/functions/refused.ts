const SHAPES =
  'cuts, joins or grows shapes on the globe, which is not done here. Compare points with geo_point_in_polygon() or geo_distance_2points().';

const H3 = 'needs the H3 grid, which is not built in. Use geo_point_to_s2cell() or geo_point_to_geohash().';

/** Functions that Microsoft's binder knows and that are refused for good, with the reason and what to write instead. */
export const REFUSED_FUNCTIONS: Readonly<Record<string, string>> = {
  convert_temperature: 'is documented with a result that contradicts the definition of the units. Write the formula, as in (f - 32) / 1.8.',
  ...Object.fromEntries(
    [
      'geo_intersection_2lines', 'geo_intersection_line_with_polygon', 'geo_intersection_2polygons', 'geo_union_polygons_array',
      'geo_simplify_polygons_array', 'geo_union_lines_array', 'geo_polygon_to_s2cells', 'geo_polygon_buffer',
      'geo_polygon_simplify', 'geo_line_buffer', 'geo_line_simplify', 'geo_line_to_s2cells', 'geo_point_buffer',
      'geo_polygon_densify', 'geo_line_densify',
    ].map((name) => [name, SHAPES]),
  ),
  ...Object.fromEntries(
    [
      'geo_point_to_h3cell', 'geo_h3cell_to_central_point', 'geo_h3cell_to_polygon', 'geo_h3cell_neighbors',
      'geo_h3cell_children', 'geo_h3cell_parent', 'geo_h3cell_rings', 'geo_h3cell_level', 'geo_polygon_to_h3cells',
    ].map((name) => [name, H3]),
  ),
  hash_combine: 'combines in a way that is not documented. Write hash(strcat_delim("|", a, b)).',
  hash_many: 'combines in a way that is not documented. Write hash(strcat_delim("|", a, b)).',
  base64_decode_toguid: 'is documented with bytes in another order than its inverse. Write base64_decode_toarray(…) for the bytes.',
  estimate_data_size: 'depends on how a cluster stores values. Write string_size(tostring(value)) for a text.',
}; // prettier-ignore
