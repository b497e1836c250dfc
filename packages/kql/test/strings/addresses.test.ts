import { casesOf } from '../cases.ts';
import { expressions } from './expressions.ts';

casesOf('IP addresses', { schema: new Map() }, [
  ...expressions('bool', [
    ['ipv4_is_private("172.31.0.9")', true, 'ipv4-is-private-function'],
    ['ipv4_is_private("172.32.0.9")', false, 'ipv4-is-private-function'],
    ['ipv4_is_private("172.31.0.256")', null, 'ipv4-is-private-function'],
    ['ipv4_is_in_range("198.51.100.77", "198.51.100.64/26")', true, 'ipv4-is-in-range-function'],
    ['ipv4_is_in_range("198.51.100.200", "198.51.100.64/26")', false, 'ipv4-is-in-range-function'],
    [
      'ipv4_is_in_any_range("203.0.113.9", "198.51.100.0/24", "203.0.113.0/24")',
      true,
      'ipv4-is-in-any-range-function',
    ],
    [
      'ipv4_is_in_any_range("203.0.113.9", dynamic(["198.51.100.0/24"]))',
      false,
      'ipv4-is-in-any-range-function',
    ],
    ['ipv4_is_match("198.51.100.1", "198.51.100.254", 24)', true, 'ipv4-is-match-function'],
    ['ipv6_is_match("2001:db8::1", "2001:db8::ff", 112)', true, 'ipv6-is-match-function'],
    ['ipv6_is_in_range("2001:db8:1::1", "2001:db8::/32")', true, 'ipv6-is-in-range-function'],
    ['has_ipv4("from 198.51.100.1:443", "198.51.100.1")', true, 'has-ipv4-function'],
    ['has_ipv4("from 198.51.100.12", "198.51.100.1")', false, 'has-ipv4-function'],
    ['has_ipv4_prefix("from 198.51.100.12", "198.51.")', true, 'has-ipv4-prefix-function'],
    ['has_any_ipv4("a 192.0.2.7 b", dynamic(["192.0.2.8", "192.0.2.7"]))', true, 'has-any-ipv4-function'],
  ]),
  ...expressions('long', [
    ['ipv4_compare("192.0.2.1", "192.0.2.2")', -1, 'ipv4-compare-function'],
    ['ipv4_compare("192.0.2.1/24", "192.0.2.2")', 0, 'ipv4-compare-function'],
    ['ipv4_compare("x", "192.0.2.2")', null, 'ipv4-compare-function'],
    ['ipv6_compare("2001:db8::2", "2001:db8::1")', 1, 'ipv6-compare-function'],
    ['parse_ipv4("0.0.1.2")', 258, 'parse-ipv4-function'],
    ['parse_ipv4_mask("10.1.2.3", 8)', 167772160, 'parse-ipv4-mask-function'],
    ['ipv4_netmask_suffix("10.0.0.0/9")', 9, 'ipv4-netmask-suffix-function'],
  ]),
  ...expressions('string', [
    ['format_ipv4(258)', '0.0.1.2', 'format-ipv4-function'],
    ['format_ipv4_mask("10.1.2.3", 16)', '10.1.0.0/16', 'format-ipv4-mask-function'],
    ['format_ipv4("10.1.2.3", 33)', '', 'format-ipv4-function'],
    ['parse_ipv6("10.0.0.1")', '0000:0000:0000:0000:0000:ffff:0a00:0001', 'parse-ipv6-function'],
    [
      'parse_ipv6_mask("2001:db8::ffff", 112)',
      '2001:0db8:0000:0000:0000:0000:0000:0000',
      'parse-ipv6-mask-function',
    ],
    ['parse_ipv6("2001::db8::1")', '', 'parse-ipv6-function'],
  ]),
  ...expressions('dynamic', [
    [
      'ipv4_range_to_cidr_list("10.0.0.1", "10.0.0.6")',
      ['10.0.0.1/32', '10.0.0.2/31', '10.0.0.4/31', '10.0.0.6/32'],
      'ipv4-range-to-cidr-list-function',
    ],
  ]),
]);
