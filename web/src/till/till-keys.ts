import { flushSync } from 'react-dom';
import { wholeUnit, withQuantity, without, type Cart } from './cart.js';
import { onDialogKey } from './dialog-keys.js';
import { isChoosing, isTyping } from './dom-keys.js';
import type { EnterKind } from './enter-guard.js';
import type { TillStore } from './till-store.js';
import type { TypedAhead } from './typed-ahead.js';
import type { Scans } from './use-scans.js';

/** A dialog of the till. */
export type TillDialog =
  | 'customer'
  | 'price'
  | 'discount'
  | 'pay'
  | 'park'
  | 'parked'
  | 'session'
  | 'transfer'
  | 'variants';

/** The payment does not open sooner after a scan. */
export const PAY_AFTER_SCAN_MS = 1_000;

/** State and actions of the till's keys. */
export interface TillKeys {
  readonly tillStore: TillStore;
  readonly dialog: TillDialog | undefined;
  /**
   * Shows a dialog, or none, before it returns: the next key is for what is shown then. Price, discount, payment and parking
   * need a line;
   * the payment waits for PAY_AFTER_SCAN_MS, and so do the keys after it.
   */
  readonly open: (dialog: TillDialog | undefined) => void;
  readonly scans: Scans;
  /** Puts a text into the scan field. */
  readonly type: (text: string) => void;
  /** A sale is pending: until its outcome keys only scan and search, for the next cart. */
  readonly busy: boolean;
  readonly sold: boolean;
  readonly typedAhead: TypedAhead;
}

/** The field for codes and search terms. */
function scanField(): HTMLInputElement | null {
  return document.getElementById('scan') as HTMLInputElement | null;
}

const more =
  (units: number) =>
  (cart: Cart): Cart => {
    const line = cart.lines[cart.selected];
    return line ? withQuantity(cart, cart.selected, line.quantity + units * wholeUnit(line.goods)) : cart;
  };

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
  return scans.pending() || tillStore.till.get().cart.lines.length > 0;
}

function onLine(keys: TillKeys, key: string): boolean {
  const change = LINE_KEYS.get(key);
  if (!change || !mayHaveLines(keys)) return false;
  keys.scans.after(() => keys.tillStore.change(change));
  return true;
}

function onFunctionKey({ tillStore, open }: TillKeys, key: string): boolean {
  switch (key) {
    case 'F1':
      open('session');
      return true;
    case 'F2':
      open(undefined);
      scanField()?.focus();
      return true;
    case 'F4':
      open('customer');
      return true;
    case 'F3':
      open('discount');
      return true;
    case 'F6':
      open('park');
      return true;
    case 'F7':
      open('parked');
      return true;
    case 'F8':
      open('price');
      return true;
    case 'F9':
      open('pay');
      return true;
    case 'F12':
      open('transfer');
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

/**
 * On a receipt Escape is the next customer, and so is Enter that goes to no button or link. A letter or digit begins the
 * next cart and goes into the scan field: it may be the first one of a slow scanner's code.
 */
function onReceipt({ tillStore }: TillKeys, { key, target }: KeyboardEvent): boolean {
  if (/^[\p{L}\p{N}]$/u.test(key) && !isTyping(target)) {
    flushSync(() => tillStore.putReceiptAside());
    scanField()?.focus();
    return false;
  }
  if (key !== 'Escape' && !(key === 'Enter' && target === document.body)) return false;
  tillStore.dismiss();
  return true;
}

/**
 * Handles a key that is not part of a scan; returns true when nothing else must handle it. An Enter that is not a
 * person's own neither opens the payment nor takes the money.
 */
export function onTillKey(keys: TillKeys, event: KeyboardEvent, enter: EnterKind | undefined): boolean {
  const { key, target } = event;
  if (enter === 'suffix') return true;
  if (keys.sold) return onReceipt(keys, event);
  if (!keys.busy && onFunctionKey(keys, key)) return true;
  if (keys.dialog === 'pay' && enter === 'again' && !(target instanceof HTMLTextAreaElement)) return true;
  if (keys.dialog) return onDialogKey(event, () => keys.open(undefined));
  const field = scanField();
  const atScan = target === field;
  if ((isTyping(target) || isChoosing(target, key)) && !atScan) return false;
  const listOpen = atScan && field?.getAttribute('aria-expanded') === 'true';
  if (!keys.busy && !listOpen && (!atScan || field?.value === '') && onLine(keys, key)) return true;
  const onButton = target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement;
  if (key === 'Enter' && !onButton && field?.value === '') {
    if (enter === 'own' && keys.scans.sinceLatestMs() >= PAY_AFTER_SCAN_MS) keys.open('pay');
    return true;
  }
  if (key.length === 1 && !atScan && !(onButton && key === ' ')) field?.focus(); // the letter then goes into the field
  return false;
}

/** A repeated Enter of a key held down: it was pressed once, so it neither sells nor dismisses a receipt. */
export function isHeldEnter({ key, repeat, target }: KeyboardEvent): boolean {
  return repeat && key === 'Enter' && !(target instanceof HTMLTextAreaElement);
}
