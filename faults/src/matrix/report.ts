import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rootDir } from '@comptoir/deploy/testing';
import { NUMBERED_FAULTS } from '../numbered/numbered-faults.js';
import type { SeenResult } from './cell-result.js';
import { CELLS, EXCLUDED_CELLS, FAULTS } from './cells.js';
import type { Progress } from './progress.js';

const MAX_TEXT_LENGTH = 400;

const CHECKS =
  'After each cell: AUDIT (all invariants, as the audit of the API reports them), ONCE or NONE (the records of the scenario’s own store, and of the one that takes its goods back, are those that its outcome requires), ANSWERED (every request has its final answer within a minute after the fault, and the same one when it is repeated with its key; no answer is a 5xx other than 503), QUIET (no undelivered event, no open hold, no running workflow, no parked message). Cells that run concurrently share one audit; each has a store, a product and an order of its own.';

/** Writes docs/fault-matrix.md from the results of a run. */
export function writeMatrix(progress: Progress): void {
  const file = join(rootDir, 'docs', 'fault-matrix.md');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, matrixText(progress));
}

/** The text of docs/fault-matrix.md. */
export function matrixText({ results, startedAt, servers, commit }: Progress): string {
  const ids = [...CELLS, ...NUMBERED_FAULTS].map(({ id }) => id);
  const done = ids.flatMap((id) => results[id] ?? []);
  const run = ids.filter((id) => results[id]);
  const red = run.filter((id) => isRed(results[id]?.at(-1)));
  const wereRed = done.filter(isRed);
  const scenarios = new Set(CELLS.map((cell) => scenarioOf(cell.id)));
  return [
    '# The fault matrix',
    '',
    `Written by \`npm run faults\` on commit ${commit}: ${run.length} of ${ids.length} cells run, ${run.length - red.length} good, ${red.length} red. Begun ${startedAt}. A cell that was red and is good in a second run is listed with both.`,
    `Servers: ${servers}.`,
    '',
    CHECKS,
    '',
    ...redSection(wereRed),
    ...[...scenarios].flatMap((scenario) =>
      resultSection(
        scenario,
        done.filter(({ id }) => scenarioOf(id) === scenario),
      ),
    ),
    ...resultSection(
      'the numbered faults, under load',
      NUMBERED_FAULTS.flatMap(({ id }) => results[id] ?? []),
    ),
    ...excludedSection(),
    '',
  ].join('\n');
}

function isRed(result: SeenResult | undefined): boolean {
  return result !== undefined && result.problems.length > 0;
}

function redSection(red: readonly SeenResult[]): string[] {
  if (red.length === 0) return [];
  return [
    '## Red',
    '',
    ...red.map(({ id, seenAt, problems }) => `- ${seenAt} ${cellText(id)}: ${cellText(problems.join('; '))}`),
    '',
  ];
}

function resultSection(title: string, results: readonly SeenResult[]): string[] {
  if (results.length === 0) return [];
  return [
    `## ${title}`,
    '',
    '| cell | | what was done | what was seen | s | commit | when |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...results.map(resultRow),
    '',
  ];
}

function resultRow({ id, action, observed, problems, durationMs, commit, seenAt }: SeenResult): string {
  const columns = [
    cellText(id.replace(/^[^/]+\/ /, '')),
    problems.length === 0 ? 'good' : '**RED**',
    cellText(action),
    cellText([observed, ...problems].join('; ')),
    (durationMs / 1000).toFixed(1),
    commit,
    seenAt.slice(0, 16),
  ];
  return `| ${columns.join(' | ')} |`;
}

function excludedSection(): string[] {
  const rows = FAULTS.flatMap((fault) => {
    const excluded = EXCLUDED_CELLS.filter((cell) => cell.fault === fault);
    return [...Map.groupBy(excluded, (cell) => cell.reason)].map(([reason, cells]) => {
      const subjects = new Set(cells.map((cell) => cell.step.subject));
      return `| ${fault} | ${[...subjects].join(', ')} | ${cellText(reason)} |`;
    });
  });
  return ['## Cells that make no sense', '', '| fault | steps | why |', '| --- | --- | --- |', ...rows];
}

/** The part of a cell's id before its subject. */
function scenarioOf(id: string): string {
  return id.split(' / ')[0] as string;
}

/** A text that fits into one cell of a table. */
function cellText(text: string): string {
  return text.replaceAll('|', '/').replaceAll('\n', ' ').slice(0, MAX_TEXT_LENGTH);
}
