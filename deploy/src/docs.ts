import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError } from './cli-error.js';
import { configurationDoc, envExample } from './configuration-doc.js';
import { logToTerminal } from './logger.js';
import { withOrderLife, withPurchaseOrderLife, withStockCountLife, withTransferLife } from './order-life-doc.js';
import { rootDir } from './paths.js';

/** `npm run docs`: writes the documents that are generated from the code. */
export async function main(args: string[]): Promise<number> {
  if (args.length > 0) throw new CliError(`npm run docs takes no arguments and got "${args.join(' ')}".`, 2);
  const salesReadme = 'services/sales/README.md';
  const inventoryReadme = 'services/inventory/README.md';
  const documents = {
    'docs/configuration.md': configurationDoc(),
    '.env.example': envExample(),
    [inventoryReadme]: withStockCountLife(
      withTransferLife(withPurchaseOrderLife(await readFile(join(rootDir, inventoryReadme), 'utf8'))),
    ),
    [salesReadme]: withOrderLife(await readFile(join(rootDir, salesReadme), 'utf8')),
  };
  for (const [file, text] of Object.entries(documents)) {
    await writeFile(join(rootDir, file), text);
    logToTerminal(`${file} written`);
  }
  return 0;
}
