import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { runAudit } from '@comptoir/deploy/testing';
import { makeCaller } from '@comptoir/kit';
import { ROOMS, until, type FaultSystem } from './fault-system.js';

/** Events that are not on the stream yet, and events on it that a room has not taken. */
export async function onTheirWay(shop: FaultSystem): Promise<string[]> {
  const nats = await connect({ servers: shop.system.shop.natsUrl, reconnect: false });
  try {
    const behind: string[] = [];
    const caller = makeCaller(nats, 'comptoir');
    for (const room of ROOMS) {
      const { ok, outboxWaiting } = await caller.health(room);
      if (!ok || outboxWaiting > 0)
        behind.push(ok ? `events of ${outboxWaiting} acts of ${room} on their way` : `${room} is not well`);
    }
    const jsm = await jetstreamManager(nats);
    for await (const { config } of jsm.streams.list()) {
      for await (const one of jsm.consumers.list(config.name)) {
        const untaken = one.config.durable_name ? one.num_pending + one.num_ack_pending : 0;
        if (untaken > 0) behind.push(`${untaken} events that ${one.name} has not taken yet`);
      }
    }
    return behind;
  } finally {
    await nats.close();
  }
}

/** What is not quiet yet: events on their way, open holds, running sagas, parked messages. */
export async function unrest(shop: FaultSystem): Promise<string[]> {
  const found = await onTheirWay(shop);
  for (const room of ROOMS) {
    const parked = await shop.db(room).collection('parked').countDocuments({});
    if (parked > 0) found.push(`${parked} messages parked in ${room}`);
  }
  const holds = await shop.db('inventory').collection('holds').countDocuments({ state: 'open' });
  if (holds > 0) found.push(`${holds} open holds`);
  for await (const one of shop.temporal.workflow.list({ query: 'ExecutionStatus="Running"' }))
    found.push(`${one.workflowId} runs`);
  return found;
}

/** QUIET: within a minute nothing is under way. Answers what still is. */
export async function quiet(shop: FaultSystem, withinMs = shop.patienceMs): Promise<string[]> {
  let last: string[] = [];
  try {
    await until(
      'quiet',
      async () => {
        last = await unrest(shop).catch((error: unknown) => [String(error)]);
        return last.length === 0 ? true : undefined;
      },
      withinMs,
    );
    return [];
  } catch {
    return last.map((one) => `QUIET: ${one}`);
  }
}

/** AUDIT: the books are proved through the API. Answers the breaks. */
export async function audited(shop: FaultSystem): Promise<string[]> {
  const report = await until(
    'an audit',
    () => runAudit(shop.system.accountant, 90_000).catch(() => undefined),
    120_000,
  );
  return report.breaks.map(
    (one) =>
      `AUDIT ${one.invariant}: ${one.message} (${JSON.stringify(one.left)} / ${JSON.stringify(one.right)}; ${one.ids.join(' ')})`,
  );
}
