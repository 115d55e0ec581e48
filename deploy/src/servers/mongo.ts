import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { CliError } from '../cli-error.js';
import { readLauncherSettings } from '../settings.js';
import { archivedMongod } from './archive.js';
import { keptDatabase } from './database-note.js';
import { findOnPath, versionOf } from './executable.js';
import { isPrimary, isPrimaryOnceInitiated, replicaSetName } from './replica-set.js';
import type { ResolvedServer, ServerContext } from './server.js';
import { wheelExecutable } from './wheels.js';

/** The database in the order of choice: a configured URL, mongod on the PATH, the official archive, the stand-in. */
export async function resolveMongo(context: ServerContext): Promise<ResolvedServer> {
  const { env, dataDir } = context;
  const kept = await keptDatabase(dataDir);
  const configured = readLauncherSettings(env).COMPTOIR_MONGO_URL;
  if (configured) {
    if (kept && kept !== 'configured') throw otherDatabase(dataDir, 'the database of COMPTOIR_MONGO_URL');
    return configuredMongo(configured);
  }
  if (kept === 'configured')
    throw otherDatabase(dataDir, 'a database of its own, because COMPTOIR_MONGO_URL is not set');
  const onPath = await findOnPath('mongod', env);
  if (kept === 'wheel') {
    if (onPath)
      context.log(
        `${onPath} is not used, because the data in ${dataDir} was begun on the stand-in (--fresh begins anew)`,
      );
    return standIn(context);
  }
  const pathVersion = onPath && (await versionOf(onPath));
  if (onPath && pathVersion) return mongod(context, onPath, `mongod ${pathVersion} from ${onPath}`, 'path');
  if (onPath) context.log(`${onPath} does not run here (mongod --version failed), so another database is looked for`);
  const archived = await archivedMongod(context);
  if (archived)
    return mongod(context, archived.path, `mongod ${archived.version} from the official archive`, 'archive');
  if (kept) throw otherDatabase(dataDir, 'the stand-in, because no mongod is to be had now');
  return standIn(context);
}

function otherDatabase(dataDir: string, now: string): CliError {
  return new CliError(
    `The data in ${dataDir} was begun on another database and would now run on ${now}: bring the first one back, choose another folder with --data, or begin anew with --fresh.`,
  );
}

function configuredMongo(url: string): ResolvedServer {
  const answers = async () => {
    const client = new MongoClient(url, { serverSelectionTimeoutMS: 5_000 });
    try {
      await client.db('admin').command({ ping: 1 });
      return true;
    } finally {
      await client.close();
    }
  };
  return { url, source: 'configured', describe: 'the MongoDB of COMPTOIR_MONGO_URL', answers };
}

async function mongod(
  context: ServerContext,
  command: string,
  describe: string,
  source: 'path' | 'archive',
): Promise<ResolvedServer> {
  const address = `127.0.0.1:${await context.ports.take('mongo')}`;
  const storage = join(context.dataDir, 'mongod');
  await mkdir(storage, { recursive: true });
  const args = [
    '--replSet',
    replicaSetName,
    '--bind_ip',
    '127.0.0.1',
    '--port',
    address.split(':')[1] ?? '',
    '--dbpath',
    storage,
  ];
  const ready = () => isPrimaryOnceInitiated(address);
  const url = `mongodb://${address}/?replicaSet=${replicaSetName}`;
  return { url, source, describe, plan: { name: 'mongo', command, args, ready, readyWithinMs: 60_000, stage: 0 } };
}

async function standIn(context: ServerContext): Promise<ResolvedServer> {
  const command = await wheelExecutable('secantusd-py', context);
  const port = await context.ports.take('mongo');
  const storage = join(context.dataDir, 'secantusdb');
  await mkdir(storage, { recursive: true });
  const args = [
    '--sync-on-commit',
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--storage-path',
    storage,
    '--log-level',
    'WARNING',
  ];
  const ready = () => isPrimary(`127.0.0.1:${port}`);
  // at its own pace, one checkpoint a minute, everything stands still for seconds while it is written
  const env = { SECANTUS_CHECKPOINT_SECONDS: '5' };
  return {
    url: `mongodb://127.0.0.1:${port}/?replicaSet=secantus`,
    source: 'wheel',
    describe:
      'the stand-in secantusdb 0.7.0b3 (it is for trying out: put a real mongod on the PATH or in COMPTOIR_MONGO_URL for a real shop)',
    plan: { name: 'mongo', command, args, env, ready, readyWithinMs: 60_000, stage: 0 },
  };
}
