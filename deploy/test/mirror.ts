import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterThisTest, asMongod, ownFolder } from './process-fixtures.js';

const execute = promisify(execFile);

/** How a mirror serves the archive. */
export type MirrorBehavior = 'good' | 'broken off' | 'corrupt' | 'refused';

/** A mirror of the official archive on loopback; its behavior can be changed between two downloads. */
export async function mirrorOnLoopback(behavior: MirrorBehavior): Promise<{ url: string; behavior: MirrorBehavior }> {
  const archive = await madeArchive();
  const half = Math.floor(archive.length / 2);
  const mirror = { url: '', behavior };
  const server = createServer((request, response) => {
    if (request.method === 'HEAD') response.end();
    else if (mirror.behavior === 'refused') response.writeHead(403).end();
    else if (request.url?.endsWith('.md5'))
      response.end(`${createHash('md5').update(archive).digest('hex')}  archive\n`, 'utf8');
    else if (mirror.behavior === 'good') response.writeHead(200, { 'content-length': archive.length }).end(archive);
    else if (mirror.behavior === 'corrupt')
      response.writeHead(200, { 'content-length': archive.length }).end(Buffer.from(archive).fill(0, half));
    else
      response
        .writeHead(200, { 'content-length': archive.length })
        .write(archive.subarray(0, half), () => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterThisTest(() => server.close());
  mirror.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return mirror;
}

/** An archive as the official one is built: a folder with bin/mongod, here one that answers as mongod does, of a believable size. */
async function madeArchive(): Promise<Buffer> {
  const folder = await ownFolder();
  const bin = join(folder, 'mongodb-official', 'bin');
  await mkdir(bin, { recursive: true });
  const padding = Array.from(
    { length: 60_000 },
    (_, index) => `# ${(index * 2_654_435_761) % 4_294_967_296}${index}`,
  ).join('\n');
  await writeFile(join(bin, 'mongod'), `#!/bin/sh\n${asMongod}\n${padding.padEnd(1_200_000, '#')}\n`);
  await chmod(join(bin, 'mongod'), 0o755);
  await execute('tar', ['-czf', join(folder, 'archive.tgz'), '-C', folder, 'mongodb-official']);
  return readFile(join(folder, 'archive.tgz'));
}
