import type { Key } from './scan.js';

/** Elements that Tab goes to. */
export const FOCUSABLE = 'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled';

/** Whether a key is for the till: not part of a composed character, and no shortcut of the browser or the system. */
export function isPlain({ key, isComposing, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return !(isComposing || ctrlKey || metaKey || altKey || key === 'Shift');
}

/** Whether keys undo what was done last; in a field with a text they are the browser's, for that text. */
export function isUndo({ key, ctrlKey, metaKey, altKey, shiftKey, target }: KeyboardEvent): boolean {
  const hasText = isTyping(target) && (target as HTMLInputElement).value !== '';
  return (ctrlKey || metaKey) && !altKey && !shiftKey && key.toLowerCase() === 'z' && !hasText;
}

/** A key press as input of the scanner detector. */
export function keyOf({ key, timeStamp, repeat, target }: KeyboardEvent): Key {
  const intoAmount = target instanceof HTMLInputElement && target.inputMode === 'decimal';
  return { key, at: timeStamp, repeated: repeat, intoAmount };
}

/** Whether keys at this target are text of a field or choices of a list. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && target.type !== 'radio')
  );
}

/** Whether the key selects among radio buttons. */
export function isChoosing(target: EventTarget | null, key: string): boolean {
  return target instanceof HTMLInputElement && target.type === 'radio' && (key === ' ' || key.startsWith('Arrow'));
}

/** Sets the text of a field, as if it had been typed. */
export function setValue(field: HTMLInputElement, value: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
