import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SEARCH_ATTRIBUTES } from '@comptoir/contracts';
import { readLauncherSettings } from '../settings.js';
import { answersHttp, answersTcp } from '../waiting.js';
import { findOnPath, versionOf } from './executable.js';
import type { ResolvedServer, ServerContext } from './server.js';
import { wheelExecutable } from './wheels.js';

/** What operations can search workflow histories by. */
export const searchAttributes: readonly string[] = Object.values(SEARCH_ATTRIBUTES);

/** Settings of the development server: state on disk in WAL mode, and no pause between two looks at its one shard. */
export const temporalSettings = [
  ...['journal_mode=wal', 'synchronous=normal'].flatMap((pragma) => ['--sqlite-pragma', pragma]),
  ...['transferProcessorMaxPollRPS', 'timerProcessorMaxPollRPS'].flatMap((name) => [
    '--dynamic-config-value',
    `history.${name}=2000`,
  ]),
  ...searchAttributes.flatMap((name) => ['--search-attribute', `${name}=Keyword`]),
];

/**
 * How long a finished workflow is kept, seconds: 62 days. The services answer a repeated saga command for 60 days; a saga
 * forgotten before that could be started a second time.
 */
export const retentionSeconds = 62 * 24 * 3600;

/** Temporal in the order of choice: a configured address, temporal on the PATH, the pinned wheel. */
export async function resolveTemporal(context: ServerContext): Promise<ResolvedServer> {
  const { COMPTOIR_TEMPORAL_ADDRESS: configured, COMPTOIR_TEMPORAL_UI: pages } = readLauncherSettings(context.env);
  if (configured) return configuredTemporal(configured, pages);
  const onPath = await findOnPath('temporal', context.env);
  const command = onPath ?? (await wheelExecutable('temporal', context));
  const describe = `temporal ${(await versionOf(command)) ?? ''} from ${onPath ?? 'its wheel'}`;
  const [port, pagesPort, httpPort] = [
    await context.ports.take('temporal'),
    await context.ports.take('temporal-ui'),
    await context.ports.take('temporal-http'),
  ];
  const folder = join(context.dataDir, 'temporal');
  await mkdir(folder, { recursive: true });
  const args = [
    'server',
    'start-dev',
    '--ip',
    '127.0.0.1',
    '--log-level',
    'warn',
    '--db-filename',
    join(folder, 'temporal.db'),
  ];
  args.push(
    '--port',
    String(port),
    '--ui-port',
    String(pagesPort),
    '--http-port',
    String(httpPort),
    ...temporalSettings,
  );
  // The namespace and the search attributes come after the port is open, so the probe waits for the last of them.
  const namespace = `http://127.0.0.1:${httpPort}/cluster/namespaces/default`;
  const ready = async () =>
    (await answersHttp(`${namespace}/search-attributes`, searchAttributes.at(-1))) && keepsWorkflows(namespace);
  return {
    url: `127.0.0.1:${port}`,
    source: onPath ? 'path' : 'wheel',
    describe,
    pages: `http://localhost:${pagesPort}`,
    plan: { name: 'temporal', command, args, ready, readyWithinMs: 60_000, stage: 2 },
  };
}

/** Whether finished workflows are kept long enough; where they are not, the retention of the namespace is updated and checked again later. */
async function keepsWorkflows(namespace: string): Promise<boolean> {
  const wanted = `${retentionSeconds}s`;
  if (await answersHttp(namespace, `"workflowExecutionRetentionTtl":"${wanted}"`)) return true;
  const response = await fetch(`${namespace}/update`, {
    method: 'POST',
    body: JSON.stringify({ config: { workflowExecutionRetentionTtl: wanted } }),
    signal: AbortSignal.timeout(2_000),
  });
  if (!response.ok) throw new Error(`${namespace}/update answers ${response.status}: ${await response.text()}`);
  return false;
}

function configuredTemporal(address: string, pages: string | undefined): ResolvedServer {
  const separator = address.lastIndexOf(':');
  const [host, port] =
    separator < 0 ? [address, 7233] : [address.slice(0, separator), Number(address.slice(separator + 1))];
  return {
    url: address,
    source: 'configured',
    describe: 'the Temporal of COMPTOIR_TEMPORAL_ADDRESS',
    answers: () => answersTcp(host, port),
    ...(pages ? { pages } : {}),
  };
}
