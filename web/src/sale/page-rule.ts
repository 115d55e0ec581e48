/** A slip of 80 mm, or a page of A4. */
export type Paper = 'slip' | 'a4';

/** Width of the paper of slip printers, and the margin on all its sides. */
const SLIP_MM = { width: 80, margin: 4 } as const;
const MM_PER_PX = 25.4 / 96;

/** The element whose content is what the browser prints. */
export function printSheet(): HTMLElement {
  return document.getElementById('print')!;
}

/** A text with `{page}` and `{pages}` as the content of a margin box. */
export function footContent(text: string): string {
  return text
    .split(/(\{pages?\})/)
    .filter((part) => part !== '')
    .map((part) => (part === '{page}' ? 'counter(page)' : part === '{pages}' ? 'counter(pages)' : JSON.stringify(part)))
    .join(' ');
}

/** The page of a slip is as high as its content, so that a roll is cut once; A4 has a running foot. */
export function pageRule(paper: Paper, heightPx: number, foot: string): string {
  const { width, margin } = SLIP_MM;
  if (paper === 'a4')
    return `@page a4 { size: A4; margin: 15mm; @bottom-right { content: ${footContent(foot)}; font: 9pt sans-serif; } }`;
  const heightMm = Math.ceil(heightPx * MM_PER_PX) + 1 + 2 * margin; // one more, for what rounding may add
  return `@page slip { size: ${width}mm ${heightMm}mm; margin: ${margin}mm; }`;
}

/** Keeps the printed page in step with its sheet: the paper, and its height as the content changes. Returns the end of it. */
export function followSheet(paper: Paper, foot: string): () => void {
  const sheet = printSheet();
  const style = document.head.appendChild(document.createElement('style'));
  const apply = (): void => {
    style.textContent = pageRule(paper, sheet.getBoundingClientRect().height, foot);
  };
  sheet.className = paper;
  apply();
  const observer = new ResizeObserver(apply);
  observer.observe(sheet);
  return () => {
    observer.disconnect();
    style.remove();
  };
}
