import type { FunctionTable } from './function.ts';
import { native } from './native.ts';

export const GEO_ADDRESS: FunctionTable = {
  /**
   * Where an address is, from the database file the user gives.
   * @see https://learn.microsoft.com/kusto/query/geo-info-from-ip-address-function
   */
  geo_info_from_ip_address: (args, call) => {
    const { locate } = call;
    if (!locate) {
      return call.unsupported(
        'geo_info_from_ip_address needs a database of addresses. Give a MaxMind file (.mmdb) such as GeoLite2-City, with --geo FILE.',
      );
    }
    return native({
      name: 'geo_info_from_ip_address',
      parameters: ['string'],
      returns: 'dynamic',
      run: (address: string) => {
        const found = locate(address);
        return found === undefined ? null : JSON.stringify(found);
      },
    })(args, call);
  },
};
