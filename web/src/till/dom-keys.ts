import type { Key } from './scan.js';

/** Whether a key is for the till: not part of a composed character, and no shortcut of the browser or the machine. */
export function isPlain({ isComposing, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return !(isComposing || ctrlKey || metaKey || altKey);
}

/** A key press as the scanner's detector takes it. */
export function keyOf({ key, timeStamp, repeat, target }: KeyboardEvent): Key {
  const intoAmount = target instanceof HTMLInputElement && target.inputMode === 'decimal';
  return { key, at: timeStamp, repeated: repeat, intoAmount };
}

/** Whether keys that go there are a field's text, or a list's. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && target.type !== 'radio')
  );
}

/** Whether a key is one that chooses among radio buttons. */
export function isChoosing(target: EventTarget | null, key: string): boolean {
  return target instanceof HTMLInputElement && target.type === 'radio' && (key === ' ' || key.startsWith('Arrow'));
}

/** Gives a field another text, as if it had been typed. */
export function setValue(field: HTMLInputElement, value: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
