/** The type of a property, as far as filtering needs it. */
export type PropertyType = 'text' | 'enum' | 'number' | 'boolean' | 'time' | 'collection';

/**
 * Properties a list may be filtered by, with their types. A `collection` may only stand before `any` and
 * `all`; what stands inside them is looked up in its items as they are rendered.
 */
export type FilterSchema = Readonly<Record<string, PropertyType>>;
