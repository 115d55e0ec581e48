import { createServer, connect as connectTo, type AddressInfo, type Socket } from 'node:net';

/** A way to the database that can be cut: open connections end, and new ones too until it is mended. */
export interface Wire {
  readonly url: string;
  cut(): void;
  mend(): void;
  close(): void;
}

/** Opens a way to the MongoDB server of a URL. */
export async function startWire(mongoUrl: string): Promise<Wire> {
  const url = new URL(mongoUrl);
  const open = new Set<Socket>();
  let isCut = false;
  const wire = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connectTo(Number(url.port), url.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => (open.delete(one), other.destroy()));
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
  const end = (): void => open.forEach((one) => one.destroy());
  const { port } = wire.address() as AddressInfo;
  return {
    url: `mongodb://127.0.0.1:${port}/?directConnection=true`,
    cut: () => ((isCut = true), end()),
    mend: () => void (isCut = false),
    close: () => (end(), void wire.close()),
  };
}
