import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readLauncherSettings } from '../settings.js';
import { answersHttp, answersTcp } from '../waiting.js';
import { findOnPath, versionOf } from './executable.js';
import type { ResolvedServer, ServerContext } from './server.js';
import { wheelExecutable } from './wheels.js';

/** NATS in the order of choice: a configured URL, nats-server on the PATH, the pinned wheel. */
export async function resolveNats(context: ServerContext): Promise<ResolvedServer> {
  const configured = readLauncherSettings(context.env).COMPTOIR_NATS_URL;
  if (configured) return configuredNats(configured);
  const onPath = await findOnPath('nats-server', context.env);
  const command = onPath ?? (await wheelExecutable('nats-server', context));
  const describe = `nats-server ${(await versionOf(command)) ?? ''} from ${onPath ?? 'its wheel'}`;
  const [port, monitorPort] = [await context.ports.take('nats'), await context.ports.take('nats-monitor')];
  const configFile = await writeConfig(context.dataDir, port, monitorPort);
  const ready = () => answersHttp(`http://127.0.0.1:${monitorPort}/healthz`, '"ok"');
  return {
    url: `nats://127.0.0.1:${port}`,
    source: onPath ? 'path' : 'wheel',
    describe,
    plan: { name: 'nats', command, args: ['--config', configFile], ready, readyWithinMs: 30_000, stage: 1 },
  };
}

function configuredNats(url: string): ResolvedServer {
  const { hostname, port } = new URL(url.split(',')[0] ?? url);
  return {
    url,
    source: 'configured',
    describe: 'the NATS of COMPTOIR_NATS_URL',
    answers: () => answersTcp(hostname, Number(port || 4222)),
  };
}

/** Every acknowledged event is on disk: JetStream flushes each one (`sync_interval: always`). */
async function writeConfig(dataDir: string, port: number, monitorPort: number): Promise<string> {
  const folder = join(dataDir, 'nats');
  await mkdir(folder, { recursive: true });
  const lines = [
    'server_name: comptoir',
    `listen: "127.0.0.1:${port}"`,
    `http: "127.0.0.1:${monitorPort}"`,
    'max_payload: 8MB',
    `jetstream { store_dir: ${JSON.stringify(folder)}, sync_interval: always }`,
  ];
  const file = join(folder, 'nats.conf');
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}
