const KEY = 'comptoir.printed';
/** More than a till prints in days; older documents are printed from the page of the sale, which prints copies only. */
const KEPT = 500;

function printed(): string[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]') as string[];
  } catch {
    return [];
  }
}

/** Whether this browser has printed the document. */
export function wasPrinted(invoiceId: string): boolean {
  return printed().includes(invoiceId);
}

/** Notes that the document was printed: its next print is a copy. */
export function notePrinted(invoiceId: string): void {
  if (!wasPrinted(invoiceId)) localStorage.setItem(KEY, JSON.stringify([...printed(), invoiceId].slice(-KEPT)));
}
