import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { replaceFile, rootDir } from '@comptoir/deploy/testing';
import { CELLS, FAULTS, NO_CELLS } from './cells.js';
import type { FaultSystem } from './fault-system.js';
import { NUMBERED } from './numbered.js';
import type { Seen } from './run-cell.js';

const progressFile = join(rootDir, '.data', 'faults', 'progress.json');

/** What a run has seen so far, kept so that an interrupted one goes on. */
export interface Progress {
  readonly begunAt: string;
  readonly servers: string;
  readonly seen: Readonly<Record<string, Seen>>;
}

/** The run that was interrupted, if there is one. */
export function readProgress(): Progress | undefined {
  try {
    return JSON.parse(readFileSync(progressFile, 'utf8')) as Progress;
  } catch {
    return undefined;
  }
}

/** Keeps what was seen. */
export function saveProgress(progress: Progress): void {
  mkdirSync(dirname(progressFile), { recursive: true });
  replaceFile(progressFile, JSON.stringify(progress, null, 1));
}

/** Begins anew. */
export function forgetProgress(): void {
  rmSync(progressFile, { force: true });
}

/** Servers and versions of a shop, as far as they say. */
export async function serversOf(shop: FaultSystem): Promise<string> {
  const { mongoUrl, natsUrl, database } = shop.system.shop;
  const build = await shop.system.mongo
    .db('admin')
    .command({ buildInfo: 1 })
    .then(
      (info) => String(info.version),
      () => 'unknown',
    );
  const temporal = await shop.temporal.connection.workflowService.getSystemInfo({}).then(
    (info) => info.serverVersion ?? 'unknown',
    () => 'unknown',
  );
  const opened = shop.system
    .output()
    .split('\n')
    .filter((line) => /nats-server|temporal /.test(line))
    .map((line) => line.replace(/^\s*[\d.]+ s\s+/, '').trim());
  const commit = execFileSync('git', ['-C', rootDir, 'rev-parse', '--short', 'HEAD'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
  return [
    `database: ${database.replace(/ \(.*/, '')} (it calls itself ${build})`,
    ...opened,
    `Temporal server ${temporal}`,
    `Node ${process.version}`,
    `commit ${commit} with what lay in the working tree`,
    `${mongoUrl && natsUrl ? 'all on one machine with two shared cores' : ''}`,
  ]
    .filter(Boolean)
    .join('; ');
}

const clean = (text: string): string => text.replaceAll('|', '/').replaceAll('\n', ' ').slice(0, 400);

/** Writes docs/fault-matrix.md from everything seen. */
export function writeMatrix(progress: Progress): void {
  const file = join(rootDir, 'docs', 'fault-matrix.md');
  mkdirSync(dirname(file), { recursive: true });
  const all = [...CELLS.map((cell) => cell.id), ...NUMBERED.map((one) => one.id)];
  const seen = all.flatMap((id) => progress.seen[id] ?? []);
  const red = seen.filter((one) => one.problems.length > 0);
  const row = (one: Seen): string =>
    `| ${clean(one.id.replace(/^[^/]+\/ /, ''))} | ${one.problems.length === 0 ? 'good' : '**RED**'} | ${clean(one.did)} | ${clean([one.saw, ...one.problems].join('; '))} | ${(one.ms / 1000).toFixed(1)} |`;
  const ways = [...new Set(CELLS.map((cell) => cell.id.split(' / ')[0] as string))];
  const lines = [
    '# The fault matrix',
    '',
    `Written by \`npm run faults\`: ${seen.length} of ${all.length} cells run, ${seen.length - red.length} good, ${red.length} red. Begun ${progress.begunAt}.`,
    `Servers: ${progress.servers}.`,
    '',
    'After each cell: AUDIT (the eleven invariants, through the API), ONCE or NONE (the records of the act’s own store against what the ending calls for), ANSWERED (every request, sent again with its key, ends within a minute after the fault in the same answer), QUIET (no event on its way, no open hold, no running workflow, nothing parked). Cells that stand in each other’s company share one audit; each has a store, a product and an order of its own.',
    '',
    ...(red.length > 0
      ? ['## Red', '', ...red.map((one) => `- ${clean(one.id)}: ${clean(one.problems.join('; '))}`), '']
      : []),
    ...ways.flatMap((way) => section(way, seen.filter((one) => one.id.startsWith(`${way} / `)).map(row))),
    ...section('the numbered faults, under load', NUMBERED.flatMap((one) => progress.seen[one.id] ?? []).map(row)),
    '## Cells that make no sense',
    '',
    '| fault | steps | why |',
    '| --- | --- | --- |',
    ...noCells(),
    '',
  ];
  writeFileSync(file, lines.join('\n'));
}

function section(title: string, rows: readonly string[]): string[] {
  return rows.length === 0
    ? []
    : [
        `## ${title}`,
        '',
        '| cell | | what was done | what was seen | s |',
        '| --- | --- | --- | --- | --- |',
        ...rows,
        '',
      ];
}

function noCells(): string[] {
  return FAULTS.flatMap((fault) => {
    const byWhy = Map.groupBy(
      NO_CELLS.filter((one) => one.fault === fault),
      (one) => one.why,
    );
    return [...byWhy].map(
      ([why, cells]) =>
        `| ${fault} | ${[...new Set(cells.map((one) => one.step.subject))].join(', ')} | ${clean(why)} |`,
    );
  });
}
