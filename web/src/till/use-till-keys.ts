import { useEffect, useRef } from 'react';
import { withQuantity, without } from './cart.js';
import { ScanEar } from './scan.js';
import type { TillStore } from './till-store.js';

/** A dialog of the till. */
export type TillDialog = 'customer' | 'price' | 'pay';

/** What the keys act on. */
export interface TillKeys {
  readonly desk: TillStore;
  readonly dialog: TillDialog | undefined;
  readonly open: (dialog: TillDialog | undefined) => void;
  readonly scan: (code: string) => void;
  /** A sale is under way: only the receipt of its end is waited for. */
  readonly busy: boolean;
  readonly sold: boolean;
}

/** The field that scans and words go to. */
function scanField(): HTMLInputElement | null {
  return document.getElementById('scan') as HTMLInputElement | null;
}

/** The whole code: in the scan field a slow machine may have heard the last digits only, and the field holds all of them. */
function wholeCode(target: EventTarget | null, heard: string): string {
  const field = scanField();
  return field && target === field && field.value.endsWith(heard) && /^\d+$/.test(field.value) ? field.value : heard;
}

/** Takes a scanner's burst out of the field it fell into. */
function takeOut(field: EventTarget | null, code: string): void {
  if (!(field instanceof HTMLInputElement) || !field.value.endsWith(code)) return;
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(
    field,
    field.value.slice(0, -code.length),
  );
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
  );
}

function onLine({ desk }: TillKeys, key: string): boolean {
  const { lines, selected } = desk.till.get().cart;
  const quantity = lines[selected]?.quantity;
  if (quantity === undefined) return false;
  switch (key) {
    case 'ArrowUp':
      desk.change((cart) => ({ ...cart, selected: Math.max(0, selected - 1) }));
      return true;
    case 'ArrowDown':
      desk.change((cart) => ({ ...cart, selected: Math.min(lines.length - 1, selected + 1) }));
      return true;
    case '+':
      desk.change((cart) => withQuantity(cart, selected, quantity + 1));
      return true;
    case '-':
      desk.change((cart) => withQuantity(cart, selected, quantity - 1));
      return true;
    case 'Delete':
      desk.change((cart) => without(cart, selected));
      return true;
    default:
      return false;
  }
}

function onFunctionKey({ desk, open }: TillKeys, key: string): boolean {
  const some = desk.till.get().cart.lines.length > 0;
  switch (key) {
    case 'F2':
      open(undefined);
      scanField()?.focus();
      return true;
    case 'F4':
      open('customer');
      return true;
    case 'F8':
      if (some) open('price');
      return true;
    case 'F9':
      if (some) open('pay');
      return true;
    case 'F10':
      desk.change((cart) => ({ ...cart, documentType: cart.documentType === 'FACTURE' ? 'BON_DE_VENTE' : 'FACTURE' }));
      return true;
    default:
      return false;
  }
}

function onKey(keys: TillKeys, { key, target }: KeyboardEvent): boolean {
  if (keys.busy) return false;
  if (keys.sold) return key === 'Escape' && (keys.desk.putAway(), true);
  if (onFunctionKey(keys, key)) return true;
  if (keys.dialog) return false;
  const field = scanField();
  const atScan = target === field;
  if (isTyping(target) && !atScan) return false;
  const listOpen = atScan && field?.getAttribute('aria-expanded') === 'true';
  if (!listOpen && (!atScan || field?.value === '') && onLine(keys, key)) return true;
  if (key.length === 1 && !atScan && !(target instanceof HTMLButtonElement && key === ' ')) field?.focus(); // the letter falls into the field
  return false;
}

/** Keys of the till: a scan is heard wherever the focus is, the rest as the list of keys beside the cart says. */
export function useTillKeys(keys: TillKeys): void {
  const present = useRef(keys);
  present.current = keys;
  useEffect(() => {
    const ear = new ScanEar();
    const heard = (event: KeyboardEvent): void => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      const burst = ear.heard({ key: event.key, at: event.timeStamp });
      if (burst !== undefined) {
        const code = wholeCode(event.target, burst);
        takeOut(event.target, code);
        if (!present.current.busy) present.current.scan(code);
      } else if (!onKey(present.current, event)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', heard, { capture: true });
    return () => window.removeEventListener('keydown', heard, { capture: true });
  }, []);
}
