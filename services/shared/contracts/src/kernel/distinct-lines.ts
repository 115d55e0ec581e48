import { kernelErrors } from './errors.js';

/** Throws message.invalid when a line of the sale is named twice; `document` names the document for the message. */
export function requireDistinctLines(lines: readonly { readonly saleLineId: string }[], document: string): void {
  const seen = new Set<string>();
  const repeated = lines.findIndex((line) => seen.size === seen.add(line.saleLineId).size);
  if (repeated < 0) return;
  const issues = [{ field: `lines.${repeated}.saleLineId`, fault: 'names a line that is there already' }];
  throw kernelErrors.messageInvalid(`A line of the sale is named twice in this ${document}.`, { issues });
}
