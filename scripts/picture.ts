// Draws docs/terminal.svg, the picture in the README, from what the binary really prints.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const binary = join(root, 'packages/cli/bin/vedette.js');
const columns = 104;

const SHOWN: readonly (readonly string[])[] = [
  ['incident', 'list', '--severity', 'high', '--status', 'active', '--limit', '5', '--utc'],
  [
    'incident',
    'update',
    '100040',
    '--status',
    'inProgress',
    '--assigned-to',
    'ada@northwind.example',
    '--dry-run',
  ],
  ['mirror', 'fetch', '--utc'],
];

const folder = await mkdtemp(join(tmpdir(), 'vedette-picture-'));
const config = join(folder, 'vedette.yaml');
const cloud = spawn(
  process.execPath,
  [
    binary,
    'simulate',
    '--json',
    '--incidents',
    '60',
    '--seed',
    'picture',
    '--clock',
    '2026-03-02T03:12:00Z',
    '--profile-out',
    config,
  ],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
try {
  await once(cloud.stdout, 'data');
  const lines: string[] = [];
  for (const words of SHOWN) {
    lines.push(`\u001B[2m$\u001B[0m vedette ${words.join(' ')}`);
    const { stdout, stderr } = spawnSync(process.execPath, [binary, ...words, '--config', config], {
      env: { ...process.env, FORCE_COLOR: '1', VEDETTE_COLUMNS: String(columns), VEDETTE_HOME: folder },
      encoding: 'utf8',
    });
    lines.push(...(stderr + stdout).trimEnd().split('\n'), '');
  }
  await writeFile(join(root, 'docs/terminal.svg'), draw(lines.slice(0, -1)));
} finally {
  cloud.kill();
  await rm(folder, { recursive: true, force: true });
}

function draw(lines: readonly string[]): string {
  const [wide, high, margin, bar] = [8.4, 20, 24, 36];
  const width = Math.ceil(columns * wide + 2 * margin);
  const height = lines.length * high + bar + 2 * margin;
  const rows = lines.map(
    (line, index) =>
      `<text x="${margin}" y="${bar + margin + index * high}" xml:space="preserve">${paint(line)}</text>`,
  );
  const dots = ['#ff5f57', '#febc2e', '#28c840'].map(
    (fill, index) => `<circle cx="${22 + index * 20}" cy="18" r="6" fill="${fill}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="A terminal with vedette commands">`,
    `<rect width="100%" height="100%" rx="10" fill="#12161e"/>`,
    ...dots,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="#d7dce5">`,
    ...rows,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** The few display attributes the binary uses, as SVG. */
function paint(line: string): string {
  const fills: Readonly<Record<string, string>> = {
    31: '#ff7b72',
    32: '#7ee787',
    33: '#e3b341',
    34: '#79c0ff',
    35: '#d2a8ff',
    36: '#76e3ea',
    90: '#8b949e',
  };
  let fill: string | undefined;
  let bold = false;
  let dim = false;
  let svg = '';
  // eslint-disable-next-line no-control-regex -- display attributes begin with the escape character
  for (const part of line.split(/(\u001B\[[0-9;]*m)/)) {
    const codes = /^\u001B\[([0-9;]*)m$/.exec(part)?.[1];
    if (codes === undefined) {
      const style = `${fill ? ` fill="${fill}"` : ''}${bold ? ' font-weight="bold"' : ''}${dim ? ' opacity="0.6"' : ''}`;
      if (part !== '')
        svg += `<tspan${style}>${part.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</tspan>`;
      continue;
    }
    for (const code of codes.split(';')) {
      if (code === '' || code === '0') [fill, bold, dim] = [undefined, false, false];
      else if (code === '1') bold = true;
      else if (code === '2') dim = true;
      else if (code === '22') [bold, dim] = [false, false];
      else if (code === '39') fill = undefined;
      else fill = fills[code] ?? fill;
    }
  }
  return svg;
}
