import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { Connection } from '@temporalio/client';
import { ConfigError } from '@comptoir/kit';
import { startWorker } from '../src/worker.js';
import { temporalAddress } from './saga-test-environment.js';

test('a worker refuses a namespace that forgets workflows while requests are still answered, and says what to do', async () => {
  const namespace = `short-${randomBytes(4).toString('hex')}`;
  const connection = await Connection.connect({ address: temporalAddress() });
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  });
  const start = () =>
    startWorker({ ...process.env, COMPTOIR_TEMPORAL_NAMESPACE: namespace, COMPTOIR_INSTALLATION: 'short' });
  const refused = await start().then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(refused).toBeInstanceOf(ConfigError);
  expect((refused as Error).message).toBe(
    `The Temporal namespace ${namespace} keeps finished workflows for 1 days, and requests are answered for 60: temporal operator namespace update -n ${namespace} --retention 1488h`,
  );
  await connection.close();
});
