import type { AuditBreak, AuditInput, AuditReport } from '@comptoir/contracts';
import { now, pause, type Caller, type ServiceHealth } from '@comptoir/kit';
import { checkCorrections, checkSeries, locksOf } from './document-checks.js';
import { checkSnapshots } from './day-checks.js';
import { Check, type Finding } from './finding.js';
import { checkCosts, checkDocuments, checkLedger, checkStockValue } from './money-checks.js';
import { readRecords, type Records } from './records.js';
import { checkBatches, checkCachedStock, checkLevels } from './stock-checks.js';

/** Reads from Temporal which sagas run. */
export interface SagaWatch {
  isRunning(workflowId: string): Promise<boolean>;
}

/** What an audit works with. */
export interface AuditTools {
  readonly caller: Caller;
  readonly watch: SagaWatch;
  readonly heartbeat: (detail: string) => void;
}

const PASSES = 6;
const BETWEEN_PASSES_MS = 700;
const OUTBOX_AGE_MS = 60_000;
const SERVICES = ['catalog', 'inventory', 'sales', 'invoicing', 'warranty'] as const;

/** Invariants 1 to 10, from records alone. */
export function checkRecords(records: Records): Finding[] {
  return [
    checkBatches(records),
    checkLevels(records),
    checkCachedStock(records),
    checkCosts(records),
    checkDocuments(records),
    checkLedger(records),
    checkStockValue(records),
    checkCorrections(records),
    checkSeries(records),
    checkSnapshots(records),
  ];
}

/** 11. No hold or lock without a running saga, no event older than a minute on its way, no message parked. */
export async function checkSagas(
  records: Records,
  healths: readonly ServiceHealth[],
  watch: SagaWatch,
): Promise<Finding> {
  const check = new Check(11, 'No hold or lock without a running saga; no event overdue; no message parked');
  for (const lock of locksOf(records)) {
    const running = lock.sagaId !== undefined && (await watch.isRunning(lock.sagaId));
    if (running) check.skip();
    check.holds(`${lock.what} has a running saga`, running, lock.sagaId, 'a running saga', lock.ids);
  }
  for (const health of healths) {
    check.holds(
      `${health.service}: events on their way are younger than a minute`,
      health.outboxOldestMs < OUTBOX_AGE_MS,
      health.outboxOldestMs,
      OUTBOX_AGE_MS,
      [health.service],
    );
    check.equal(`${health.service}: messages parked`, health.parked, 0, [health.service]);
  }
  return check.end();
}

function keyOf(one: AuditBreak): string {
  return JSON.stringify([one.invariant, one.message, one.left, one.right]);
}

interface Pass {
  readonly findings: readonly Finding[];
  readonly atRest: boolean;
}

async function onePass(tools: AuditTools): Promise<Pass> {
  const records = await readRecords(tools.caller, tools.heartbeat);
  const healths = await Promise.all(SERVICES.map((name) => tools.caller.health(name)));
  const findings = [...checkRecords(records), await checkSagas(records, healths, tools.watch)];
  return {
    findings,
    atRest: healths.every((one) => one.outboxWaiting === 0) && findings.every((one) => one.underWay === 0),
  };
}

/**
 * Runs the audit. The services are read one after the other while sales go on, so a difference may only be
 * something on its way: it counts as a break when the same equation shows the same two sides in passes that follow each
 * other, and what moves in between is counted as under way. A shop at rest needs two passes to say so of a break.
 */
export async function runAudit(input: AuditInput, tools: AuditTools): Promise<AuditReport> {
  const startedAt = now();
  let pass = await onePass(tools);
  let breaks = pass.findings.flatMap((one) => one.breaks);
  for (let number = 2; number <= PASSES && breaks.length > 0; number += 1) {
    tools.heartbeat(`pass ${number}`);
    await pause(BETWEEN_PASSES_MS);
    const before = new Set(breaks.map(keyOf));
    pass = await onePass(tools);
    breaks = pass.findings.flatMap((one) => one.breaks).filter((one) => before.has(keyOf(one)));
    if (pass.atRest && breaks.length === before.size) break;
  }
  return report(input, startedAt, pass.findings, breaks);
}

function report(
  input: AuditInput,
  startedAt: string,
  findings: readonly Finding[],
  confirmed: readonly AuditBreak[],
): AuditReport {
  const names = new Set(confirmed.map(keyOf));
  return {
    auditId: input.auditId,
    startedAt,
    finishedAt: now(),
    ok: confirmed.length === 0,
    breaks: [...confirmed],
    checked: findings.map(({ breaks, ...finding }) => ({
      ...finding,
      breaks: breaks.filter((one) => names.has(keyOf(one))).length,
      underWay: finding.underWay + breaks.filter((one) => !names.has(keyOf(one))).length,
    })),
  };
}
