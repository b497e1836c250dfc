import { arrayOf, elementsOf } from '../value/json-text.ts';
import { native } from './native.ts';

/**
 * The values of an array, those of the arrays in it among them; what is no array is its own only value. `in` looks so
 * at a list.
 * @see https://learn.microsoft.com/kusto/query/in-cs-operator
 */
export const flat = native({
  name: 'flat',
  parameters: ['dynamic'],
  returns: 'dynamic',
  run: (json: string) => {
    const found: string[] = [];
    const left = [json];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const elements = elementsOf(next);
      if (elements) left.push(...elements.reverse());
      else found.push(next);
    }
    return arrayOf(found);
  },
});
