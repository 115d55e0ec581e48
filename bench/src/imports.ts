import { openStoreFixture, type TestSystem } from '@comptoir/deploy/testing';
import type { Measurement } from './measurements.js';
import { usageOf } from './processes.js';

/** Rows of the file. */
export const IMPORT_ROWS = 100_000;
const LOOK_AGAIN_MS = 250;

interface Shown {
  readonly importId: string;
  readonly state: string;
  readonly doneRows: number;
  readonly counts: { readonly unchanged: number };
  readonly written: { readonly added: number; readonly unchanged: number };
}

/** A file that is imported: its kind, its head, and its row of a number from 0. */
interface ImportedFile {
  readonly kind: 'products' | 'suppliers' | 'customers' | 'opening-stock';
  readonly head: string;
  readonly row: (at: number) => string;
  readonly more?: object;
}

const phoneOf = (at: number): string => `05${String(at).padStart(8, '0')}`;

/** New products, each with a barcode. */
const PRODUCTS: ImportedFile = {
  kind: 'products',
  head: 'sku,name,price,currency,taxRate,barcode',
  row: (at) => `BENCH-${at},Article numéro ${at},${at + 1}.50,DZD,19,61${String(at).padStart(9, '0')}`,
};

/** Half of the contacts have a tax number; a thousand of them have the same name. */
const contactsOf = (kind: 'suppliers' | 'customers', digit: number): ImportedFile => ({
  kind,
  head: 'name,phone,nif,city,paymentTermsDays',
  row: (at) => {
    const nif = at % 2 === 0 ? `${digit}${String(at).padStart(14, '0')}` : '';
    return `Maison numéro ${at % 100},${phoneOf(at)},${nif},Oran,30`;
  },
});

const openingOf = (storeId: string): ImportedFile => ({
  kind: 'opening-stock',
  head: 'sku,quantity,cost',
  row: (at) => `BENCH-${at},${(at % 9) + 1},${(at % 500) + 1}.25`,
  more: { storeId },
});

/** One import after the other in a system. */
class ImportClient {
  constructor(
    private readonly system: TestSystem,
    private readonly rows: number,
    private readonly log: (line: string) => void,
  ) {}

  private async until({ kind }: ImportedFile, importId: string, states: readonly string[]): Promise<Shown> {
    for (;;) {
      const shown = await this.system.owner.get<Shown>(`/imports/${kind}/${importId}`);
      if (states.includes(shown.state)) return shown;
      if (shown.state === 'failed') throw new Error(`the import failed after ${shown.doneRows} rows`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }

  private perSecond(from: number, to: number): number {
    return (this.rows * 1_000) / (to - from);
  }

  /** Uploads a file and waits until it was compared. */
  private async compared(file: ImportedFile): Promise<{ shown: Shown; begun: number; read: number; compared: number }> {
    const lines = Array.from({ length: this.rows }, (_none, at) => file.row(at));
    const content = Buffer.from([file.head, ...lines].join('\n')).toString('base64');
    const begun = performance.now();
    const body = { fileName: 'bench.csv', content, ...file.more };
    const { importId } = await this.system.owner.post<Shown>(`/imports/${file.kind}`, body);
    const read = performance.now();
    const shown = await this.until(file, importId, ['ready']);
    return { shown, begun, read, compared: performance.now() };
  }

  /** Rows a second of the reading of a file, the comparison, and the writing; and the CPU time of its writing by process. */
  async timesOf(name: string, file: ImportedFile): Promise<Measurement[]> {
    const { shown, begun, read, compared } = await this.compared(file);
    const before = await usageOf(this.system);
    await this.system.owner.post(`/imports/${file.kind}/${shown.importId}/run`, { mode: 'allOrNothing' });
    const { written } = await this.until(file, shown.importId, ['done', 'stopped']);
    const ended = performance.now();
    if (written.added + written.unchanged !== this.rows)
      throw new Error(`${this.rows} rows came to ${JSON.stringify(written)}`);
    const after = await usageOf(this.system);
    const unit = 'rows/s';
    const used = [...after].map(([process, { cpuSeconds }]) => ({
      name: `import.${name}.cpu.${process}`,
      value: ((cpuSeconds - (before.get(process)?.cpuSeconds ?? 0)) * 1_000_000) / this.rows,
      unit: 'ms/1000 rows',
    }));
    const shares = used.map((one) => `${one.name.split('.').at(-1)} ${Math.round(one.value)}`).join(', ');
    this.log(`  ${name}: ${Math.round((ended - begun) / 1_000)} seconds; CPU, ms for 1,000 rows: ${shares}`);
    return [
      { name: `import.${name}.read`, value: this.perSecond(begun, read), unit },
      { name: `import.${name}.compare`, value: this.perSecond(read, compared), unit },
      { name: `import.${name}.write`, value: this.perSecond(compared, ended), unit },
      ...used,
    ];
  }

  /** Rows a second of the comparison of a file that is there already. */
  async timeAgain(name: string, file: ImportedFile): Promise<Measurement> {
    const { shown, read, compared } = await this.compared(file);
    const { unchanged } = shown.counts;
    if (unchanged !== this.rows) throw new Error(`${this.rows} rows that are there came to ${unchanged} unchanged`);
    this.log(`  ${name}, compared again`);
    return { name: `import.${name}.compareAgain`, value: this.perSecond(read, compared), unit: 'rows/s' };
  }
}

/** Rows a second of imports of products, suppliers, customers and opening stock, and of the same files again. */
export async function measureImport(
  system: TestSystem,
  rows: number,
  log: (line: string) => void,
): Promise<Measurement[]> {
  const client = new ImportClient(system, rows, log);
  const { storeId } = await openStoreFixture(system);
  const measurements = [...(await client.timesOf('new', PRODUCTS)), ...(await client.timesOf('again', PRODUCTS))];
  const others: [string, ImportedFile][] = [
    ['suppliers', contactsOf('suppliers', 1)],
    ['customers', contactsOf('customers', 2)],
    ['openingStock', openingOf(storeId)],
  ];
  for (const [name, file] of others)
    measurements.push(...(await client.timesOf(name, file)), await client.timeAgain(name, file));
  return measurements;
}
