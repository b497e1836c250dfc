const BY_SETTINGS = 'depends on settings outside the query. Write bin(value, size).';
const SHAPES =
  'cuts, joins or grows shapes on the globe, which is not done here. Compare points with geo_point_in_polygon() or geo_distance_2points().';

/** Functions that Microsoft's binder knows and that are refused for good, with the reason and what to write instead. */
export const REFUSED_FUNCTIONS: Readonly<Record<string, string>> = {
  bin_auto: BY_SETTINGS,
  convert_temperature: 'is documented with a result that contradicts the definition of the units. Write the formula, as in (f - 32) / 1.8.',
  ...Object.fromEntries(
    [
      'geo_intersection_2lines', 'geo_intersection_line_with_polygon', 'geo_intersection_2polygons', 'geo_union_polygons_array',
      'geo_simplify_polygons_array', 'geo_union_lines_array', 'geo_polygon_to_s2cells', 'geo_polygon_buffer',
      'geo_polygon_simplify', 'geo_line_buffer', 'geo_line_simplify', 'geo_line_to_s2cells', 'geo_point_buffer',
      'geo_polygon_densify', 'geo_line_densify',
    ].map((name) => [name, SHAPES]),
  ),
}; // prettier-ignore
