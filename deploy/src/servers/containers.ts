import {
  GenericContainer,
  ImageName,
  type StartedTestContainer,
  Wait,
  getContainerRuntimeClient,
} from 'testcontainers';
import { type Logger, stepLine } from '../logger.js';
import { readLauncherSettings } from '../settings.js';
import { until } from '../waiting.js';
import { isPrimary } from './replica-set.js';
import { keepsWorkflows, temporalSettings } from './temporal.js';

/** The images of docker-compose.yml that tests use. */
export const images = { mongo: 'mongo:8.2.6', nats: 'nats:2.15.1-alpine', temporal: 'temporalio/temporal:1.9.1' };

/** Containers that run, as settings for the resolution. */
export type Containers = { env: Record<string, string>; stop: () => Promise<void> };

/** Starts the three servers as containers where a Docker engine answers, every image is there and no address is configured; else undefined. */
export async function startContainers(env: NodeJS.ProcessEnv, log: Logger): Promise<Containers | undefined> {
  const { COMPTOIR_MONGO_URL, COMPTOIR_NATS_URL, COMPTOIR_TEMPORAL_ADDRESS } = readLauncherSettings(env);
  if (COMPTOIR_MONGO_URL ?? COMPTOIR_NATS_URL ?? COMPTOIR_TEMPORAL_ADDRESS) return undefined;
  if (!(await imagesAreThere())) return undefined;
  const begunAt = performance.now();
  const started = await Promise.allSettled([mongo(), nats(), temporal()]);
  const running = started.filter((result) => result.status === 'fulfilled').map((result) => result.value);
  const stop = async () => void (await Promise.all(running.map(({ container }) => container.stop())));
  const failure = started.find((result) => result.status === 'rejected');
  if (failure) {
    await stop();
    throw failure.reason;
  }
  log(stepLine(`test containers ${Object.values(images).join(', ')}`, begunAt));
  return { env: Object.assign({}, ...running.map(({ env }) => env)), stop };
}

async function imagesAreThere(): Promise<boolean> {
  try {
    const client = await getContainerRuntimeClient();
    const there = await Promise.all(
      Object.values(images).map((name) => client.image.exists(ImageName.fromString(name))),
    );
    return there.every(Boolean);
  } catch {
    return false;
  }
}

type Started = { container: StartedTestContainer; env: Record<string, string> };

async function mongo(): Promise<Started> {
  const container = await new GenericContainer(images.mongo)
    .withCommand(['--replSet', 'comptoir', '--bind_ip_all'])
    .withExposedPorts(27017)
    .start();
  const initiate =
    "try { rs.status() } catch { rs.initiate({ _id: 'comptoir', members: [{ _id: 0, host: '127.0.0.1:27017' }] }) }";
  await until(async () => (await container.exec(['mongosh', '--quiet', '--eval', initiate])).exitCode === 0, 30_000);
  const address = `${container.getHost()}:${container.getMappedPort(27017)}`;
  if (!(await until(() => isPrimary(address), 30_000)))
    throw new Error(`The container of ${images.mongo} did not become primary within 30 s.`);
  return { container, env: { COMPTOIR_MONGO_URL: `mongodb://${address}/?directConnection=true` } };
}

async function nats(): Promise<Started> {
  const container = await new GenericContainer(images.nats)
    .withCopyContentToContainer([
      { content: 'jetstream { store_dir: /data, sync_interval: always }\n', target: '/etc/nats/comptoir.conf' },
    ])
    .withCommand(['--config', '/etc/nats/comptoir.conf'])
    .withExposedPorts(4222)
    .withWaitStrategy(Wait.forLogMessage('Server is ready'))
    .start();
  return { container, env: { COMPTOIR_NATS_URL: `nats://${container.getHost()}:${container.getMappedPort(4222)}` } };
}

async function temporal(): Promise<Started> {
  const container = await new GenericContainer(images.temporal)
    .withCommand([
      'server',
      'start-dev',
      '--ip',
      '0.0.0.0',
      '--http-port',
      '7243',
      '--db-filename',
      '/tmp/temporal.db',
      ...temporalSettings,
    ])
    .withExposedPorts(7233, 7243)
    .withWaitStrategy(Wait.forHttp('/cluster/namespaces/default/search-attributes', 7243).forStatusCode(200))
    .start();
  const namespace = `http://${container.getHost()}:${container.getMappedPort(7243)}/cluster/namespaces/default`;
  await until(() => keepsWorkflows(namespace), 30_000);
  return { container, env: { COMPTOIR_TEMPORAL_ADDRESS: `${container.getHost()}:${container.getMappedPort(7233)}` } };
}
