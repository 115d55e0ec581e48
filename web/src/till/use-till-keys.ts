import { useLayoutEffect, useRef } from 'react';
import { withQuantity, without, type Cart } from './cart.js';
import { onDialogKey } from './dialog-keys.js';
import { isChoosing, isPlain, isTyping, keyOf, setValue } from './dom-keys.js';
import { takeEarlyKeys, releaseKeys } from './early-keys.js';
import { readAhead, ScannerDetector } from './scan.js';
import type { TillStore } from './till-store.js';
import type { Scans } from './use-scans.js';

/** A dialog of the till. */
export type TillDialog = 'customer' | 'price' | 'pay';

/** State and actions of the till's keys. */
export interface TillKeys {
  readonly tillStore: TillStore;
  readonly dialog: TillDialog | undefined;
  /** Shows a dialog, or none, before it returns: the next key is for what is shown then. Price and payment need a line. */
  readonly open: (dialog: TillDialog | undefined) => void;
  readonly scans: Scans;
  /** A sale is pending: keys do nothing until its outcome. */
  readonly busy: boolean;
  readonly sold: boolean;
}

/** The field for codes and search terms. */
function scanField(): HTMLInputElement | null {
  return document.getElementById('scan') as HTMLInputElement | null;
}

/** The complete code: on a slow machine the detector may have got only the last digits, and the scan field has all of them. */
function wholeCode(target: EventTarget | null, digits: string): string {
  const field = scanField();
  return field && target === field && field.value.endsWith(digits) && /^\d+$/.test(field.value) ? field.value : digits;
}

/** Removes a scanned code from the field it was typed into, which then has the text from before the scan. */
function takeOut(field: EventTarget | null, code: string, before: string | undefined): void {
  if (!(field instanceof HTMLInputElement)) return;
  if (before !== undefined) setValue(field, before);
  else if (field.value.endsWith(code)) setValue(field, field.value.slice(0, -code.length));
}

const more =
  (units: number) =>
  (cart: Cart): Cart =>
    withQuantity(cart, cart.selected, (cart.lines[cart.selected]?.quantity ?? 0) + units);

/** Keys that change the selected line. */
const LINE_KEYS = new Map<string, (cart: Cart) => Cart>([
  ['ArrowUp', (cart) => ({ ...cart, selected: Math.max(0, cart.selected - 1) })],
  ['ArrowDown', (cart) => ({ ...cart, selected: Math.max(0, Math.min(cart.lines.length - 1, cart.selected + 1)) })],
  ['+', more(1)],
  ['-', more(-1)],
  ['Delete', (cart) => without(cart, cart.selected)],
]);

/** Whether the cart has lines, or may have some once running look-ups are finished. */
export function mayHaveLines({ tillStore, scans }: Pick<TillKeys, 'tillStore' | 'scans'>): boolean {
  return scans.pending || tillStore.till.get().cart.lines.length > 0;
}

function onLine(keys: TillKeys, key: string): boolean {
  const change = LINE_KEYS.get(key);
  if (!change || !mayHaveLines(keys)) return false;
  keys.scans.after(() => keys.tillStore.change(change));
  return true;
}

function onFunctionKey({ tillStore, open }: TillKeys, key: string): boolean {
  switch (key) {
    case 'F2':
      open(undefined);
      scanField()?.focus();
      return true;
    case 'F4':
      open('customer');
      return true;
    case 'F8':
      open('price');
      return true;
    case 'F9':
      open('pay');
      return true;
    case 'F10':
      tillStore.change((cart) => ({
        ...cart,
        documentType: cart.documentType === 'FACTURE' ? 'BON_DE_VENTE' : 'FACTURE',
      }));
      return true;
    default:
      return false;
  }
}

/** On a receipt Escape is the next customer, and so is Enter that goes to no button or link. */
function onReceipt({ tillStore }: TillKeys, { key, target }: KeyboardEvent): boolean {
  if (key !== 'Escape' && !(key === 'Enter' && target === document.body)) return false;
  tillStore.dismiss();
  return true;
}

function onKey(keys: TillKeys, event: KeyboardEvent): boolean {
  const { key, target } = event;
  if (keys.busy) return false;
  if (keys.sold) return onReceipt(keys, event);
  if (onFunctionKey(keys, key)) return true;
  if (keys.dialog) return onDialogKey(event, () => keys.open(undefined));
  const field = scanField();
  const atScan = target === field;
  if ((isTyping(target) || isChoosing(target, key)) && !atScan) return false;
  const listOpen = atScan && field?.getAttribute('aria-expanded') === 'true';
  if (!listOpen && (!atScan || field?.value === '') && onLine(keys, key)) return true;
  const onButton = target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement;
  if (key === 'Enter' && !atScan && !onButton && field?.value === '') return (keys.open('pay'), true); // as in the empty field
  if (key.length === 1 && !atScan && !(onButton && key === ' ')) field?.focus(); // the letter then goes into the field
  return false;
}

/** A repeated Enter of a key held down: it was pressed once, so it neither sells nor dismisses a receipt. */
function isHeldEnter({ key, repeat, target }: KeyboardEvent): boolean {
  return repeat && key === 'Enter' && !(target instanceof HTMLTextAreaElement);
}

/** Keys of the till: a scan is taken wherever the focus is, other keys as listed beside the cart. */
export function useTillKeys(keys: TillKeys): void {
  const present = useRef(keys);
  present.current = keys;
  useLayoutEffect(() => {
    const detector = new ScannerDetector();
    let before: { field: EventTarget | null; text?: string } = { field: null }; // the text of a field when the burst began
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!isPlain(event)) return;
      const { target } = event;
      const burst = detector.accept(keyOf(event));
      if (detector.length === 1)
        before = target instanceof HTMLInputElement ? { field: target, text: target.value } : { field: null };
      if (burst !== undefined) {
        const code = wholeCode(target, burst);
        takeOut(target, code, code === burst && target === before.field ? before.text : undefined);
        if (!present.current.busy) present.current.scans.scan(code);
      } else if (!isHeldEnter(event) && !onKey(present.current, event)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const { codes, text } = readAhead(takeEarlyKeys());
    if (!present.current.busy) for (const code of codes) present.current.scans.scan(code);
    const field = scanField();
    if (field && text !== '') setValue(field, text);
    const onPointerDown = (): void => detector.endBurst();
    window.addEventListener('keydown', onKeyDown, { capture: true });
    window.addEventListener('pointerdown', onPointerDown, { capture: true });
    return () => {
      window.removeEventListener('pointerdown', onPointerDown, { capture: true });
      window.removeEventListener('keydown', onKeyDown, { capture: true });
      releaseKeys();
    };
  }, []);
}
