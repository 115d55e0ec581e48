import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

function listenOnce(port: number, host?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const taken = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(taken));
    });
  });
}

/** Below the range from which systems hand out ports by themselves: what is free now is not taken a moment later by an outgoing connection. */
const LOWEST = 12_000;
const HIGHEST = 32_000;

/** A port that nobody listens on now, picked by chance, so that starts side by side seldom meet. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 50; tries += 1) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await portIsFree(port)) return port;
  }
  return listenOnce(0, '127.0.0.1');
}

/** Whether a port can be listened on, on the loopback and on all addresses. */
export async function portIsFree(port: number): Promise<boolean> {
  try {
    await listenOnce(port, '127.0.0.1');
    await listenOnce(port);
    return true;
  } catch {
    return false;
  }
}

/** Hands out free ports by name and remembers them in a file, so that the next start has the same ones where they are still free. */
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
