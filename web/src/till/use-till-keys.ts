import { useLayoutEffect, useRef } from 'react';
import { BurstFields } from './burst-fields.js';
import { isPlain, isUndo, keyOf, setValue } from './dom-keys.js';
import { takeEarlyKeys, releaseKeys } from './early-keys.js';
import { EnterGuard } from './enter-guard.js';
import { heldKeyOf } from './replay-key.js';
import { readAhead, ScannerDetector, wholeCode } from './scan.js';
import { isHeldEnter, onTillKey, type TillKeys } from './till-keys.js';

/** Keys that wait for what was pressed before them; others are the browser's. */
const CAN_WAIT = /^(.|Enter|Backspace|Tab|Delete|Arrow\w+|F1|F2|F3|F4|F6|F7|F8|F9|F10|F12)$/u;

const isScanField = (element: Element | null): element is HTMLInputElement =>
  element instanceof HTMLInputElement && element.id === 'scan';

/** Listens to the keys of the whole page; returns how to stop. `present` gives the till's state at each key. */
function listen(present: () => TillKeys): () => void {
  const detector = new ScannerDetector();
  const fields = new BurstFields();
  const enters = new EnterGuard();
  /** Takes a pressed key; returns true when nothing else must handle it. */
  const take = (event: KeyboardEvent): boolean => {
    const { typedAhead, scans } = present();
    const { key, shiftKey, timeStamp } = event;
    const { intoAmount, ...pressed } = keyOf(event);
    const code = detector.accept({ ...pressed, intoAmount: intoAmount || typedAhead.holding });
    if (isHeldEnter(event)) return true;
    const enter = key === 'Enter' ? enters.press(timeStamp, code !== undefined) : enters.otherInput();
    if (code !== undefined) {
      const field = document.activeElement;
      const whole = isScanField(field) && !typedAhead.holding ? wholeCode(detector.head, code, field.value) : code;
      fields.restore();
      if (isScanField(field) && whole !== code) setValue(field, '');
      typedAhead.dropCode(code);
      scans.scan(whole);
      return true;
    }
    if (key === 'Escape') typedAhead.cancel();
    if (typedAhead.holding && CAN_WAIT.test(key)) {
      if (enter !== 'suffix') typedAhead.push({ key, shiftKey, enter });
      return true;
    }
    if (onTillKey(present(), event, enter)) return true;
    if (detector.length <= 1) fields.clear();
    fields.note(document.activeElement);
    return false;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const held = heldKeyOf(event);
    const isTaken = isUndo(event)
      ? present().tillStore.undoRemoval()
      : isPlain(event) && (held ? onTillKey(present(), event, held.enter) : take(event));
    if (!isTaken) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onPointerDown = (): void => {
    detector.endBurst();
    enters.otherInput();
    present().typedAhead.cancel(); // the person has turned to something else
  };
  window.addEventListener('keydown', onKeyDown, { capture: true });
  window.addEventListener('pointerdown', onPointerDown, { capture: true });
  return () => {
    window.removeEventListener('pointerdown', onPointerDown, { capture: true });
    window.removeEventListener('keydown', onKeyDown, { capture: true });
  };
}

/** Keys of the till: a scan is taken wherever the focus is, other keys as listed beside the cart. */
export function useTillKeys(keys: TillKeys): void {
  const present = useRef(keys);
  present.current = keys;
  useLayoutEffect(() => {
    const { codes, text } = readAhead(takeEarlyKeys());
    for (const code of codes) present.current.scans.scan(code);
    if (text !== '') present.current.type(text);
    const stop = listen(() => present.current);
    return () => {
      stop();
      releaseKeys();
    };
  }, []);
}
