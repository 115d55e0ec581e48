import { ask } from '../api/client.js';

/** The sale of a document number, as it is printed or scanned; undefined where no document of the person’s stores has it. */
export async function findSaleByNumber(number: string): Promise<string | undefined> {
  const wanted = number.trim().toUpperCase();
  const { items } = await ask('GET /invoices', { query: { number: wanted } });
  return items.find((one) => one.number === wanted)?.saleId;
}
