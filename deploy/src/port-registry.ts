import { randomInt } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import getPort from 'get-port';

/** Below the range that systems use for outgoing connections: what is free now is not taken by one a moment later. */
const LOWEST = 12_000;
const HIGHEST = 32_000;

/** A port that nobody listens on now. The candidates are random, so that concurrent starts seldom collide. */
export function freePort(): Promise<number> {
  return getPort({ port: Array.from({ length: 50 }, () => randomInt(LOWEST, HIGHEST)) });
}

/** Whether a port can be listened on, on the loopback address and on all addresses. */
export async function portIsFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port));
}

/** Not `getPort({ port })`: it calls a port taken for 15 s and more after it gave it out, and a restart asks again at once. */
function canListen(port: number, host?: string): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen({ port, ...(host ? { host } : {}), exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Assigns free ports by name and stores them in a file, so that the next start gets the same ones where they are still free. */
export class PortRegistry {
  private readonly given = new Set<number>();
  private constructor(
    private readonly file: string,
    private readonly remembered: Record<string, number>,
  ) {}

  static async open(file: string): Promise<PortRegistry> {
    const text = await readFile(file, 'utf8').catch(() => '{}');
    return new PortRegistry(file, parsePorts(text));
  }

  async take(name: string): Promise<number> {
    const before = this.remembered[name];
    const usable = before !== undefined && !this.given.has(before) && (await portIsFree(before));
    const port = usable ? before : await this.another();
    this.given.add(port);
    this.remembered[name] = port;
    await mkdir(dirname(this.file), { recursive: true });
    await writeFile(this.file, JSON.stringify(this.remembered, null, 2));
    return port;
  }

  private async another(): Promise<number> {
    const port = await freePort();
    return this.given.has(port) ? this.another() : port;
  }
}

function parsePorts(text: string): Record<string, number> {
  try {
    const ports: unknown = JSON.parse(text);
    if (typeof ports !== 'object' || ports === null) return {};
    return Object.fromEntries(
      Object.entries(ports).filter((entry): entry is [string, number] => Number.isInteger(entry[1])),
    );
  } catch {
    return {};
  }
}
