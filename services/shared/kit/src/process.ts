import { commonConfig, ConfigError, readConfig } from './config.js';
import { openFaults } from './faults.js';
import { makeLog } from './log.js';
import { bootService, type ServiceDefinition } from './service.js';

/** Something with an orderly shutdown. */
export interface Stoppable {
  stop(): Promise<void>;
}

/**
 * Runs a process of the system: starts it, reports to the parent process when it is ready, shuts it down on SIGTERM,
 * SIGINT or when the parent is gone. An error at boot is one clear message and exit code 1.
 */
export async function runProcess(name: string, start: () => Promise<Stoppable>): Promise<void> {
  const level = commonConfig.pick({ LOG_LEVEL: true }).safeParse(process.env);
  const log = makeLog(name, level.data?.LOG_LEVEL ?? 'info'); // a wrong level is reported with the rest of the configuration
  let running: Stoppable | undefined;
  let stopping = false;
  const stop = (why: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ why }, 'stopping');
    const deadline = setTimeout(() => process.exit(1), 10_000);
    deadline.unref();
    Promise.resolve(running?.stop()).then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'shutdown failed');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop(signal));
  process.on('disconnect', () => stop('the parent process is gone'));
  try {
    openFaults(name);
    running = await start();
    process.send?.({ type: 'ready' });
  } catch (error) {
    if (error instanceof ConfigError) process.stderr.write(`${name}: ${error.message}\n`);
    else log.fatal({ err: error }, `${name} could not start`);
    process.exit(1);
  }
}

/** Runs a service as a process of its own, configured by the environment. */
export async function runService<Store>(definition: ServiceDefinition<Store>): Promise<void> {
  await runProcess(definition.name, async () => bootService(definition, readConfig(commonConfig)));
}
