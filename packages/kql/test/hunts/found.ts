import type { KqlValue } from '@vedette/kql';

/** What a hunt finds in `rows.ts`. Where the language gives the rows no order, in the order of their text. */
export const FOUND: Readonly<Record<string, readonly (readonly KqlValue[])[]>> = {
  // The list of shadows on pc-2 deletes none.
  'shadow-copies': [
    [
      'pc-1',
      'pc-1.corp',
      'anna',
      ['vssadmin.exe delete shadows /all', 'wmic shadowcopy delete'],
      '2026-11-20T10:00:00.0000000Z',
      '2026-11-20T10:01:00.0000000Z',
      2,
    ],
  ],
  'devices-in-a-set': [['pc-2.corp', '198.51.100.7', 2]],
  // One who failed twice is one account; 10.0.0.4 tried but one.
  'password-spray': [
    ['203.0.113.9', '2026-11-20T09:00:00.0000000Z', 3, 2, ['anna@corp.example', 'ben@corp.example']],
  ],
  // m3 was not clicked through.
  'clicked-phish': [
    [
      '2026-11-20T08:00:00.0000000Z',
      'bill@pay.example',
      'anna@corp.example',
      'Your invoice',
      'https://pay.example/in',
      'anna@corp.example',
      '2026-11-20T08:10:00.0000000Z',
    ],
  ],
  'inbox-rules': [['r1', 'Anna', '2026-11-20T07:00:00.0000000Z', { ForwardTo: 'x@evil.example', Name: '.' }]],
  // A device without an answer to a test has an empty text there.
  'antivirus-state': [
    ['pc-1', 'pc-1.corp', 'GOOD', 'BAD'],
    ['pc-2', 'pc-2.corp', 'N/A', ''],
  ],
  'mail-authentication': [
    ['pay.example', '', '', '', 1],
    ['pay.example', 'fail', '', 'fail', 1],
  ],
  'mail-threats-per-day': [['2026-11-20T00:00:00.0000000Z', 3, 2, 1, 1, 66.67]],
  'search-everywhere': [['DeviceProcessEvents', 2]],
  'logged-on-users': [['anna', 1]],
};
