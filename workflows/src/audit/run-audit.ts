import { DomainError, SERVICES, type AuditInput, type AuditReport } from '@comptoir/contracts';
import { now, pause, type Caller, type ServiceHealth } from '@comptoir/kit';
import { checkCorrections, checkSeries, locksOf } from './document-checks.js';
import { checkSnapshots } from './day-checks.js';
import { checkJournal } from './journal-checks.js';
import { checkPayables } from './payable-checks.js';
import { checkPayments } from './payment-checks.js';
import { checkTills } from './till-checks.js';
import { Check, type Finding, type Suspect } from './finding.js';
import { checkCosts, checkDocuments, checkLedger, checkStockValue } from './money-checks.js';
import { checkOrders } from './order-checks.js';
import { Pace } from './pace.js';
import { checkPrices } from './price-checks.js';
import { Recheck } from './recheck.js';
import { readRecords, type OnItsWay, type Records } from './records.js';
import { reportOf } from './report.js';
import { checkCachedStock, checkStock, type StockFindings } from './stock-checks.js';
import { checkDayValues } from './value-checks.js';
import type { SagaWatch } from '../saga-watch.js';

/** What an audit works with. */
export interface AuditTools {
  readonly caller: Caller;
  readonly watch: SagaWatch;
  readonly heartbeat: (detail: string) => void;
  /** The part of the time in which the audit reads, above 0 and up to 1; in the rest the database is left to the tills. */
  readonly share: number;
}

const PASSES = 4;
const BETWEEN_PASSES_MS = 1_000;
const OUTBOX_AGE_MS = 60_000;
/**
 * Services without which the audit goes on: what they own stands in few equations. That they do not answer is a break; those
 * equations are left out. Without one of the others there is nothing to compare, and the audit waits.
 */
const DISPENSABLE: ReadonlySet<string> = new Set(['warranty']);

/** Invariants 3 to 10, and from 12 on, from records alone. */
export function checkRecords(records: Records): Finding[] {
  return [
    checkCachedStock(records),
    checkCosts(records),
    checkDocuments(records),
    checkLedger(records),
    checkStockValue(records),
    checkCorrections(records),
    checkSeries(records),
    checkSnapshots(records),
    checkPrices(records),
    checkOrders(records),
    checkPayments(records),
    checkTills(records),
    checkJournal(records),
    checkPayables(records),
    checkDayValues(records),
  ];
}

/** 11. No hold or lock without a running saga, no saga in one stage beyond its limit, no event older than a minute on its way, no message parked. */
export async function checkSagas(
  records: Records,
  healths: readonly ServiceHealth[],
  watch: SagaWatch,
): Promise<Finding> {
  const check = new Check(
    11,
    'No hold or lock without a running saga; no saga stuck; no event overdue; no message parked',
  );
  for (const lock of locksOf(records)) {
    const running = lock.sagaId !== undefined && (await watch.isRunning(lock.sagaId));
    if (running) check.skip();
    check.holds(`${lock.what} has a running saga`, running, lock.sagaId, 'a running saga', lock.ids);
  }
  for (const { sagaId, stage, since } of await watch.stuck())
    check.holds(`${sagaId} leaves its stage in time`, false, stage ?? 'unknown', `in ${stage} since ${since}`, [
      sagaId,
    ]);
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
  for (const service of records.silent ?? [])
    check.holds(`${service} answers, so that its records are checked`, false, 'no answer', 'an answer', [service]);
  return check.end();
}

interface Pass {
  readonly findings: readonly Finding[];
  /** Confirmed within the pass: the records were read again at one moment. */
  readonly confirmed: readonly Suspect[];
}

async function healthOf({ caller }: AuditTools, name: string): Promise<ServiceHealth | undefined> {
  return caller.health(name).catch((error: unknown) => {
    if (DISPENSABLE.has(name) && error instanceof DomainError && error.kind === 'unavailable') return undefined;
    throw error;
  });
}

async function healthsOf(tools: AuditTools): Promise<ServiceHealth[]> {
  const healths = await Promise.all(SERVICES.map((name) => healthOf(tools, name)));
  return healths.filter((one) => one !== undefined);
}

/** Which events may not have arrived, judged by what the services said before and after the records were read. */
export function onItsWayOf(healths: readonly ServiceHealth[]): OnItsWay {
  const of = (service: string): ServiceHealth[] => healths.filter((one) => one.service === service);
  const left = of('inventory').some((one) => one.outboxWaiting !== 0);
  const waits = (service: string): boolean => of(service).some((one) => one.eventsWaiting !== 0);
  return { stock: left || waits('catalog'), ledger: left || waits('sales') };
}

async function onePass(tools: AuditTools): Promise<Pass> {
  const pace = new Pace(tools.share);
  const before = await healthsOf(tools);
  const silent = SERVICES.filter((name) => !before.some((one) => one.service === name));
  const read = await readRecords({ caller: tools.caller, pace, onPage: tools.heartbeat, silent });
  const healths = await healthsOf(tools);
  const records = { ...read, onItsWay: onItsWayOf([...before, ...healths]) };
  const recheck = new Recheck(tools.caller, pace, records);
  const stock = await settledStock(checkStock(records), recheck, tools);
  const sagas = await checkSagas(records, healths, tools.watch);
  const others = [...checkRecords(records), sagas].toSorted((a, b) => a.invariant - b.invariant);
  const findings = [...stock.findings, ...(await Promise.all(others.map((one) => withoutMoved(one, recheck))))];
  return { findings, confirmed: stock.confirmed };
}

/** A finding without what has moved on since it was read: caches that caught up, locks of sagas that have ended. */
async function withoutMoved(finding: Finding, recheck: Recheck): Promise<Finding> {
  const { invariant, suspects } = finding;
  if (suspects.length === 0 || (invariant !== 3 && invariant !== 11)) return finding;
  const left = await (invariant === 3 ? recheck.stillBehind(suspects) : recheck.stillLocked(suspects));
  return { ...finding, suspects: left, underWay: finding.underWay + suspects.length - left.length };
}

/** Looks again at the places whose stock did not add up: their breaks are those of one moment, so no second pass is needed for them. */
async function settledStock(
  { findings, unsure }: StockFindings,
  recheck: Recheck,
  tools: AuditTools,
): Promise<{ findings: readonly Finding[]; confirmed: readonly Suspect[] }> {
  const again = await recheck.run(unsure, () => tools.heartbeat('recheck'));
  const looked = ({ place = '' }: Suspect): boolean => again.settled.has(place) || again.moving.has(place);
  const settled = findings.map((finding) => ({
    ...finding,
    underWay: finding.underWay + finding.suspects.filter((one) => again.moving.has(one.place ?? '')).length,
    suspects: [
      ...finding.suspects.filter((one) => !looked(one)),
      ...again.suspects.filter((one) => one.invariant === finding.invariant),
    ],
  }));
  return { findings: settled, confirmed: again.suspects };
}

/**
 * Runs the audit. The services are read one after the other while sales go on, so a difference may only be
 * something on its way: it counts as a break when the same equation shows the same difference in two passes that follow
 * each other, and what moves in between is counted as under way. A shop at rest needs two passes to say so of a break.
 */
export async function runAudit(input: AuditInput, tools: AuditTools): Promise<AuditReport> {
  const startedAt = now();
  let pass = await onePass(tools);
  let suspects = suspectsOf(pass);
  const confirmed = new Map<string, Suspect>();
  for (let number = 2; number <= PASSES && suspects.size > confirmed.size; number += 1) {
    tools.heartbeat(`pass ${number}`);
    await pause(BETWEEN_PASSES_MS);
    const before = suspects;
    pass = await onePass(tools);
    suspects = suspectsOf(pass);
    for (const key of confirmed.keys()) if (!suspects.has(key)) confirmed.delete(key);
    for (const [key, one] of suspects) if (before.get(key)?.difference === one.difference) confirmed.set(key, one);
  }
  const span = { startedAt, finishedAt: now() };
  return reportOf(input, span, pass.findings, [...pass.confirmed, ...confirmed.values()]);
}

/** What a pass suspects and has not confirmed itself, by equation. */
function suspectsOf({ findings, confirmed }: Pass): Map<string, Suspect> {
  const known = new Set(confirmed);
  const open = findings.flatMap((finding) => finding.suspects.filter((one) => !known.has(one)));
  return new Map(open.map((one) => [one.key, one]));
}
