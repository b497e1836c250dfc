import { ok, warn, type Check } from '../finding.ts';

const VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'];

/** Which way do requests go: proxy, exceptions, extra certificate authorities? */
export const way: Check = ({ profile, environment }) => {
  const variable = VARIABLES.find((name) => environment[name]);
  const proxy = profile.proxy ?? (variable && environment[variable]);
  const from = profile.proxy ? 'the profile' : variable;
  const except = environment['NO_PROXY'] ?? environment['no_proxy'];
  const authority = profile.ca ?? environment['NODE_EXTRA_CA_CERTS'];
  const parts = [
    proxy
      ? `Proxy ${withoutPassword(proxy)} (from ${from})${except ? `, not for ${except}` : ''}`
      : 'No proxy',
    ...(authority ? [`extra certificate authorities of ${authority}`] : []),
  ];
  if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    return [
      warn(
        'network',
        `${parts.join(', ')}; NODE_TLS_REJECT_UNAUTHORIZED=0 switches off the check of certificates`,
        'Remove that variable and name the certificate authority with ca in the profile.',
      ),
    ];
  }
  return [ok('network', parts.join(', '))];
};

function withoutPassword(proxy: string): string {
  const url = URL.parse(proxy);
  if (!url) return 'of an unreadable address';
  return url.username || url.password ? `${url.protocol}//***@${url.host}` : `${url.protocol}//${url.host}`;
}
