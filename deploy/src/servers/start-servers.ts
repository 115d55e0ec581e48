import { CliError } from '../cli-error.js';
import { type Logger, step } from '../logger.js';
import type { Supervisor } from '../supervise.js';
import { keepDatabase } from './database-note.js';
import { resolveMongo } from './mongo.js';
import { resolveNats } from './nats.js';
import type { ResolvedServer, ServerContext } from './server.js';
import { resolveTemporal } from './temporal.js';

/** The three servers of an installation. */
export type Servers = { mongo: ResolvedServer; nats: ResolvedServer; temporal: ResolvedServer };

/** Resolves the three servers and starts those that are ours to start, side by side. */
export async function startServers(context: ServerContext, supervisor: Supervisor): Promise<Servers> {
  // One after the other: they share the virtual environment and the book of ports.
  const mongo = await resolveMongo(context);
  const nats = await resolveNats(context);
  const temporal = await resolveTemporal(context);
  await Promise.all([
    startSystem(mongo, supervisor, context.log),
    startSystem(nats, supervisor, context.log),
    startSystem(temporal, supervisor, context.log),
  ]);
  await keepDatabase(context.dataDir, mongo.source);
  return { mongo, nats, temporal };
}

/** The environment that tells every process where the servers are. */
export function serverEnv({ mongo, nats, temporal }: Servers): Record<string, string> {
  return {
    COMPTOIR_MONGO_URL: mongo.url,
    COMPTOIR_NATS_URL: nats.url,
    COMPTOIR_TEMPORAL_ADDRESS: temporal.url,
    ...(temporal.pages ? { COMPTOIR_TEMPORAL_UI: temporal.pages } : {}),
  };
}

async function startSystem(server: ResolvedServer, supervisor: Supervisor, log: Logger): Promise<void> {
  await step(log, server.describe, async () => {
    if (server.plan) await supervisor.start(server.plan);
    else await assertAnswers(server);
  });
}

async function assertAnswers(server: ResolvedServer): Promise<void> {
  const failure = await (server.answers?.() ?? Promise.resolve(true)).then(
    (yes) => (yes ? undefined : 'nobody listens there'),
    (thrown: Error) => thrown.message,
  );
  if (failure !== undefined)
    throw new CliError(
      `Nothing answers at ${withoutPassword(server.url)}, ${server.describe} (${failure}): start it, or correct or remove that setting.`,
    );
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//');
}
