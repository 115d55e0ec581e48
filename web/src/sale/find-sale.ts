import { ask } from '../api/client.js';

const PAGE = '200';

/** The sale of a document number, as it is printed or scanned; undefined where no document of the person’s stores has it. */
export async function findSaleByNumber(number: string): Promise<string | undefined> {
  const wanted = number.trim().toUpperCase();
  for (let cursor: string | undefined; ;) {
    const page = await ask('GET /invoices', { query: { limit: PAGE, ...(cursor ? { cursor } : {}) } });
    const found = page.items.find((one) => one.number === wanted);
    if (found || !page.nextCursor) return found?.saleId;
    cursor = page.nextCursor;
  }
}
