import type { TestSystem } from '@comptoir/deploy/testing';
import type { Measurement } from './measurements.js';

/** Rows of the file. */
export const IMPORT_ROWS = 100_000;
const LOOK_AGAIN_MS = 250;

interface Shown {
  readonly importId: string;
  readonly state: string;
  readonly doneRows: number;
  readonly written: { readonly added: number; readonly unchanged: number };
}

/** A file of new products, each with a barcode. */
function fileOf(rows: number): string {
  const lines = Array.from(
    { length: rows },
    (_none, at) => `BENCH-${at},Article numéro ${at},${at + 1}.50,DZD,19,61${String(at).padStart(9, '0')}`,
  );
  return ['sku,name,price,currency,taxRate,barcode', ...lines].join('\n');
}

/** Rows a second of an import of products: the reading of the file, the comparison, and the writing; then of the same file again. */
export async function measureImport(
  { manager }: TestSystem,
  rows: number,
  log: (line: string) => void,
): Promise<Measurement[]> {
  const content = Buffer.from(fileOf(rows)).toString('base64');
  const until = async (importId: string, states: readonly string[]): Promise<Shown> => {
    for (;;) {
      const shown = await manager.get<Shown>(`/imports/products/${importId}`);
      if (states.includes(shown.state)) return shown;
      if (shown.state === 'failed') throw new Error(`the import failed after ${shown.doneRows} rows`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  };
  const timesOf = async (name: string): Promise<Measurement[]> => {
    const begun = performance.now();
    const { importId } = await manager.post<Shown>('/imports/products', { fileName: 'bench.csv', content });
    const read = performance.now();
    await until(importId, ['ready']);
    const compared = performance.now();
    await manager.post(`/imports/products/${importId}/run`, { mode: 'allOrNothing' });
    const { written } = await until(importId, ['done', 'stopped']);
    const ended = performance.now();
    if (written.added + written.unchanged !== rows) throw new Error(`${rows} rows came to ${JSON.stringify(written)}`);
    const perSecond = (from: number, to: number): number => (rows * 1_000) / (to - from);
    log(`  ${name}: ${Math.round((ended - begun) / 1_000)} seconds`);
    return [
      { name: `import.${name}.read`, value: perSecond(begun, read), unit: 'rows/s' },
      { name: `import.${name}.compare`, value: perSecond(read, compared), unit: 'rows/s' },
      { name: `import.${name}.write`, value: perSecond(compared, ended), unit: 'rows/s' },
    ];
  };
  return [...(await timesOf('new')), ...(await timesOf('again'))];
}
