import { rm } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import { DryMongoBinary, MongoBinary } from 'mongodb-memory-server-core';
import { messageOf } from '../cli-error.js';
import { readLauncherSettings } from '../settings.js';
import { versionOf } from './executable.js';
import type { ServerContext } from './server.js';

const officialMirror = 'https://fastdl.mongodb.org';
const wantedVersion = '8.2.6';

/** mongod from the official archive: the one fetched before, or fetched now; undefined (and said why) where it is not to be had. */
export async function archivedMongod({
  env,
  serversDir,
  log,
}: ServerContext): Promise<{ path: string; version: string } | undefined> {
  const { MONGOMS_VERSION, MONGOMS_DOWNLOAD_MIRROR, MONGOMS_RUNTIME_DOWNLOAD } = readLauncherSettings(env);
  const version = MONGOMS_VERSION ?? wantedVersion;
  const downloadDir = join(serversDir, 'mongodb');
  const mirror = MONGOMS_DOWNLOAD_MIRROR ?? officialMirror;
  try {
    const fetched = await locate(version, downloadDir);
    if (!fetched && MONGOMS_RUNTIME_DOWNLOAD === 'false') return undefined;
    const path = fetched ?? (await download(version, downloadDir, mirror, env));
    const found = await versionOf(path);
    if (found) return { path, version: found };
    throw new Error('the mongod in it does not run on this machine');
  } catch (thrown) {
    await rm(downloadDir, { recursive: true, force: true });
    log(`no mongod ${version} from ${mirror}: ${messageOf(thrown).split('\n')[0]}`);
    return undefined;
  }
}

async function locate(version: string, downloadDir: string): Promise<string | undefined> {
  DryMongoBinary.binaryCache.clear();
  return DryMongoBinary.locateBinary({ version, downloadDir });
}

/** The archive with its checksum, over TLS that is checked (the library leaves both off unless told), its progress on the terminal. */
async function download(version: string, downloadDir: string, mirror: string, env: NodeJS.ProcessEnv): Promise<string> {
  await probe(mirror, env);
  const library = {
    npm_config_strict_ssl: 'true',
    MONGOMS_DOWNLOAD_MIRROR: mirror,
    MONGOMS_USE_HTTP: String(mirror.startsWith('http:')),
    MONGOMS_MAX_RETRIES: '2',
  };
  const before = Object.keys(library).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, library); // the library takes these from the environment only
  try {
    return await MongoBinary.getPath({ version, downloadDir, checkMD5: true });
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/** One quick question, so that a network that does not let this through costs no wait; any answer will do. */
function probe(mirror: string, env: NodeJS.ProcessEnv): Promise<void> {
  const secure = mirror.startsWith('https:');
  const agent = secure ? new https.Agent({ proxyEnv: env }) : new http.Agent({ proxyEnv: env });
  return new Promise((resolve, reject) => {
    const request = (secure ? https : http).request(mirror, { method: 'HEAD', agent, timeout: 3_000 }, (response) => {
      response.resume();
      resolve();
    });
    request.on('timeout', () => request.destroy(new Error('no answer within 3 s')));
    request.on('error', reject);
    request.end();
  });
}
