import v8 from 'node:v8';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { runProcess } from '@comptoir/kit';
import { startWorker } from './worker.js';

Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] });
// For each promise of a workflow the SDK maps a stack trace to the sources, about a tenth of the worker's time at the usual
// ten frames. The limit holds for contexts made from here on, those of workflows: their errors still name five frames.
v8.setFlagsFromString('--stack-trace-limit=5');
await runProcess('worker', () => startWorker());
