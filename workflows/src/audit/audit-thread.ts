import { parentPort, workerData } from 'node:worker_threads';
import { Connection } from '@temporalio/client';
import { connectNats, makeCaller } from '@comptoir/kit';
import { SagaList } from '../saga-watch.js';
import type { ThreadInput, ThreadMessage } from './in-thread.js';
import { runAudit } from './run-audit.js';

/** The thread in which an audit runs: connections of its own, messages to the worker that started it. */
const { config, input } = workerData as ThreadInput;
const say = (message: ThreadMessage): void => parentPort?.postMessage(message);
const temporal = await Connection.connect({ address: config.COMPTOIR_TEMPORAL_ADDRESS });
const nats = await connectNats(config.COMPTOIR_NATS_URL, `${config.COMPTOIR_INSTALLATION}.audit`);
try {
  const report = await runAudit(input, {
    caller: makeCaller(nats, config.COMPTOIR_INSTALLATION),
    watch: new SagaList(temporal, config.COMPTOIR_TEMPORAL_NAMESPACE, config.COMPTOIR_INSTALLATION),
    heartbeat: (progress) => say({ progress }),
    share: config.COMPTOIR_AUDIT_SHARE / 100,
  });
  say({ report });
} finally {
  await nats.close();
  await temporal.close();
}
