import { connect } from '@nats-io/transport-node';
import type { ServiceHealth } from './caller.js';
import { commonConfig, readConfig } from './config.js';
import { ownHealthSubject } from './health.js';

const WITHIN_MS = 3_000;
const settings = commonConfig.pick({ COMPTOIR_NATS_URL: true, COMPTOIR_INSTALLATION: true });

/**
 * Asks the process of this host how it is: a service or the worker by its name over NATS, the gateway by an HTTP address.
 * Resolves when it is well, else throws an error that says what was wrong.
 */
export async function probe(target: string | undefined, env: NodeJS.ProcessEnv = process.env): Promise<void> {
  if (!target) throw new Error('name a service, or an address such as http://127.0.0.1:8080/api/v1/health');
  if (/^https?:/.test(target)) {
    const response = await fetch(target, { signal: AbortSignal.timeout(WITHIN_MS) });
    if (!response.ok) throw new Error(`${target} answers ${response.status}: ${(await response.text()).slice(0, 600)}`);
    return;
  }
  const { COMPTOIR_NATS_URL: servers, COMPTOIR_INSTALLATION: installation } = readConfig(settings, env);
  const nats = await connect({ servers, timeout: WITHIN_MS, reconnect: false });
  try {
    const subject = ownHealthSubject(installation, target);
    const health = (await nats.request(subject, '{}', { timeout: WITHIN_MS })).json<ServiceHealth>();
    if (!health.ok) throw new Error(`it says ${JSON.stringify(health)}`);
  } finally {
    await nats.close();
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const [target] = process.argv.slice(2);
  await probe(target).catch((error: unknown) => {
    process.stderr.write(
      `${target ?? 'probe'} is not well: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exitCode = 1;
  });
}
