import { hostname } from 'node:os';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Log } from './log.js';
import { requestSubject } from './nats.js';

/** Subject on which one process of a service reports its health, beside its replicas: `<service>.health.<host>`. */
export function ownHealthSubject(installation: string, service: string, host = hostname()): string {
  return requestSubject(installation, `${service}.health.${host.replaceAll(/[^\w-]/g, '-')}`);
}

/** Answers `<service>.health` (one replica for all) and the subject of this process; a check that throws counts as not ok. */
export function answerHealth(
  nats: NatsConnection,
  installation: string,
  service: string,
  check: () => Promise<{ readonly service: string; readonly ok: boolean }>,
  log: Log,
): void {
  const callback = (_error: Error | null, message: { respond(data: string): boolean }): void => {
    check()
      .catch((error: unknown) => {
        log.warn({ err: error }, 'not healthy');
        return { service, ok: false, outboxWaiting: -1, outboxOldestMs: -1, parked: -1 };
      })
      .then((answer) => message.respond(JSON.stringify(answer)))
      .catch((error: unknown) => log.warn({ err: error }, 'the health reply could not be sent'));
  };
  nats.subscribe(requestSubject(installation, `${service}.health`), { queue: `${installation}.${service}`, callback });
  nats.subscribe(ownHealthSubject(installation, service), { callback });
}
