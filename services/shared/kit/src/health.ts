import type { NatsConnection } from '@nats-io/transport-node';
import { ownHealthSubject } from './health-subject.js';
import type { Log } from './log.js';
import { requestSubject } from './nats.js';

/** What a process says of itself. */
export interface HealthReply {
  readonly service: string;
  readonly ok: boolean;
  readonly reasons?: readonly string[];
}

const UNKNOWN_FIGURES = { outboxWaiting: -1, outboxOldestMs: -1, eventsWaiting: -1, parked: -1 };

/** Answers `<service>.health` (one replica for all) and the subject of this process; a check that throws counts as not ok. */
export function answerHealth(
  nats: NatsConnection,
  installation: string,
  service: string,
  check: () => Promise<HealthReply>,
  log: Log,
): void {
  const callback = (_error: Error | null, message: { respond(data: string): boolean }): void => {
    check()
      .catch((error: unknown) => {
        log.warn({ err: error }, 'not healthy');
        const why = error instanceof Error ? error.message : String(error);
        return { service, ok: false, ...UNKNOWN_FIGURES, reasons: [`it cannot check itself: ${why}`] };
      })
      .then((answer) => message.respond(JSON.stringify(answer)))
      .catch((error: unknown) => log.warn({ err: error }, 'the health reply could not be sent'));
  };
  nats.subscribe(requestSubject(installation, `${service}.health`), { queue: `${installation}.${service}`, callback });
  nats.subscribe(ownHealthSubject(installation, service), { callback });
}
