import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ScheduleClient } from '@temporalio/client';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { SEARCH_ATTRIBUTES, worker as workerMessages } from '@comptoir/contracts';
import {
  answerHealth,
  answerOperations,
  COMMAND_DAYS,
  ConfigError,
  connectNats,
  makeCaller,
  makeLog,
  operation,
  OperationDispatcher,
  readConfig,
  replyLimits,
  type Stoppable,
} from '@comptoir/kit';
import { makeActivities } from './activities.js';
import { withFailurePolicy } from './failure-policy.js';
import { workerConfig } from './config.js';
import { SagaList } from './saga-watch.js';
import { keepSchedules } from './schedules.js';
import { auditActivities } from './audit/in-thread.js';
import { auditTaskQueue } from './audit-task-queue.js';

const KEYWORD = 2;

async function ensureSearchAttributes(connection: NativeConnection, namespace: string): Promise<void> {
  const known = (await connection.operatorService.listSearchAttributes({ namespace })).customAttributes ?? {};
  const missing = Object.values(SEARCH_ATTRIBUTES).filter((name) => !(name in known));
  if (missing.length === 0) return;
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(missing.map((name) => [name, KEYWORD])),
  });
}

/** Refuses a namespace that forgets finished workflows while the services still answer repeated commands. */
async function requireRetention(connection: NativeConnection, namespace: string): Promise<void> {
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  const days = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) / 86_400;
  if (days >= COMMAND_DAYS) return;
  throw new ConfigError(
    `The Temporal namespace ${namespace} keeps finished workflows for ${days} days, and requests are answered for ${COMMAND_DAYS}: temporal operator namespace update -n ${namespace} --retention ${(COMMAND_DAYS + 2) * 24}h`,
  );
}

/** The workflows: the bundle that the build of an image leaves beside this file, else the files that it is made from. */
function workflowCode(): Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath'> {
  const codePath = fileURLToPath(new URL('workflow-bundle.js', import.meta.url));
  if (existsSync(codePath)) return { workflowBundle: { codePath } };
  return { workflowsPath: fileURLToPath(new URL('workflows.js', import.meta.url)) };
}

/** Starts the worker: it takes tasks from Temporal and calls the services over NATS. Throws ConfigError on a wrong environment. */
export async function startWorker(env: NodeJS.ProcessEnv = process.env): Promise<Stoppable> {
  const config = readConfig(workerConfig, env);
  const connection = await NativeConnection.connect({ address: config.COMPTOIR_TEMPORAL_ADDRESS });
  await requireRetention(connection, config.COMPTOIR_TEMPORAL_NAMESPACE);
  await ensureSearchAttributes(connection, config.COMPTOIR_TEMPORAL_NAMESPACE);
  const nats = await connectNats(config.COMPTOIR_NATS_URL, `${config.COMPTOIR_INSTALLATION}.worker`);
  const log = makeLog('worker', config.LOG_LEVEL);
  const common = {
    connection,
    namespace: config.COMPTOIR_TEMPORAL_NAMESPACE,
    shutdownGraceTime: '8 seconds',
  } as const;
  const sagaWorker = await Worker.create({
    ...common,
    taskQueue: config.COMPTOIR_INSTALLATION,
    ...workflowCode(),
    activities: withFailurePolicy(
      makeActivities(makeCaller(nats, config.COMPTOIR_INSTALLATION), {
        draftHours: config.COMPTOIR_DRAFT_HOURS,
        expiryDays: config.COMPTOIR_EXPIRY_DAYS,
      }),
      log,
    ),
  });
  const auditWorker = await Worker.create({
    ...common,
    taskQueue: auditTaskQueue(config.COMPTOIR_INSTALLATION),
    activities: auditActivities(config),
    maxConcurrentActivityTaskExecutions: 1,
  });
  const workers = [sagaWorker, auditWorker];
  const running = Promise.all(workers.map((worker) => worker.run()));
  const health = async () => {
    await connection.workflowService.getSystemInfo({});
    const stopped = workers.filter((worker) => worker.getState() !== 'RUNNING');
    const reasons = stopped.map((worker) => `the worker of ${worker.options.taskQueue} is ${worker.getState()}`);
    return { service: 'worker', ok: stopped.length === 0, ...(stopped.length > 0 ? { reasons } : {}) };
  };
  answerHealth(nats, config.COMPTOIR_INSTALLATION, 'worker', health, log);
  const sagas = new SagaList(connection, config.COMPTOIR_TEMPORAL_NAMESPACE, config.COMPTOIR_INSTALLATION);
  const dispatcher = new OperationDispatcher(log, replyLimits(nats, config));
  const operations = [operation(workerMessages.listSagas, (filter) => sagas.list(filter))];
  const stopOperations = answerOperations(nats, config.COMPTOIR_INSTALLATION, 'worker', operations, dispatcher, log);
  const stopping = new AbortController();
  const schedules = keepSchedules(
    {
      client: new ScheduleClient({ connection, namespace: config.COMPTOIR_TEMPORAL_NAMESPACE }),
      installation: config.COMPTOIR_INSTALLATION,
      caller: makeCaller(nats, config.COMPTOIR_INSTALLATION),
      log,
    },
    stopping.signal,
  );
  return {
    async stop() {
      stopping.abort();
      await schedules;
      await stopOperations();
      await dispatcher.drained();
      for (const worker of workers) worker.shutdown();
      await running;
      await nats.drain();
      await connection.close();
    },
  };
}
