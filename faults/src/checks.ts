import { jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { eventually, runAudit } from '@comptoir/deploy/testing';
import { makeCaller } from '@comptoir/kit';
import { SERVICES } from '@comptoir/contracts';
import type { FaultSystem } from './fault-system.js';
import { becomesTrue } from './waiting.js';

/** Lists the services and consumers with undelivered events, one sentence each; also the services that are not healthy. */
export async function undeliveredEvents(system: FaultSystem): Promise<string[]> {
  const nats = await connect({ servers: system.testSystem.shop.natsUrl, reconnect: false });
  try {
    return [...(await unpublishedEvents(nats)), ...(await unconsumedEvents(nats))];
  } finally {
    await nats.close();
  }
}

async function unpublishedEvents(nats: NatsConnection): Promise<string[]> {
  const found: string[] = [];
  const caller = makeCaller(nats, 'comptoir');
  for (const service of SERVICES) {
    const { ok, outboxWaiting } = await caller.health(service);
    if (!ok) found.push(`${service} is not healthy`);
    else if (outboxWaiting > 0) found.push(`${service} has ${outboxWaiting} commands with unpublished events`);
  }
  return found;
}

async function unconsumedEvents(nats: NatsConnection): Promise<string[]> {
  const found: string[] = [];
  const manager = await jetstreamManager(nats);
  for await (const { config } of manager.streams.list()) {
    for await (const consumer of manager.consumers.list(config.name)) {
      if (!consumer.config.durable_name) continue;
      const pending = consumer.num_pending + consumer.num_ack_pending;
      if (pending > 0) found.push(`${consumer.name} has ${pending} unprocessed events`);
    }
  }
  return found;
}

async function pendingWork(system: FaultSystem): Promise<string[]> {
  const found = await undeliveredEvents(system);
  for (const service of SERVICES) {
    const parked = await system.db(service).collection('parked').countDocuments({});
    if (parked > 0) found.push(`${parked} messages parked in ${service}`);
  }
  const holds = await system.db('inventory').collection('holds').countDocuments({ state: 'open' });
  if (holds > 0) found.push(`${holds} open holds`);
  for await (const workflow of system.temporal.workflow.list({ query: 'ExecutionStatus="Running"' }))
    found.push(`${workflow.workflowId} runs`);
  return found;
}

/** QUIET: soon no event is undelivered, no message parked, no hold open, no saga running. Returns what still is. */
export async function checkQuiet(system: FaultSystem, withinMs = system.checkTimeoutMs): Promise<string[]> {
  let pending: string[] = [];
  const isQuiet = await becomesTrue(async () => {
    pending = await pendingWork(system).catch((error: unknown) => [String(error)]);
    return pending.length === 0;
  }, withinMs);
  return isQuiet ? [] : pending.map((one) => `QUIET: ${one}`);
}

/** AUDIT: all invariants hold, as the audit of the API reports them. Returns one sentence per broken invariant. */
export async function checkAudit(system: FaultSystem): Promise<string[]> {
  const report = await eventually(() => runAudit(system.testSystem.accountant, 90_000), 120_000);
  return report.breaks.map(
    (one) =>
      `AUDIT ${one.invariant}: ${one.message} (${JSON.stringify(one.left)} / ${JSON.stringify(one.right)}; ${one.ids.join(' ')})`,
  );
}
