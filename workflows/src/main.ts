import { DefaultLogger, Runtime } from '@temporalio/worker';
import { runProcess } from '@comptoir/kit';
import { startWorker } from './worker.js';

Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] });
await runProcess('worker', () => startWorker());
