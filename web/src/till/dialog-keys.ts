import { isTyping } from './dom-keys.js';

const STOPS = 'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled';

/** Keeps Tab inside the dialog: from its last element to its first and back, and into it from anywhere else. */
function onTab(dialog: HTMLElement, backwards: boolean): boolean {
  const stops = [...dialog.querySelectorAll<HTMLElement>(STOPS)];
  const [edge, other] = backwards ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  const focused = document.activeElement;
  if (focused !== edge && stops.some((stop) => stop === focused)) return false;
  other?.focus();
  return true;
}

/** Enter as the dialog's form takes it; not while its button is disabled, as the browser has it. */
function submit(dialog: HTMLElement): void {
  const form = dialog.querySelector('form');
  if (form?.querySelector('[type=submit]:disabled') === null) form.requestSubmit();
}

/**
 * A key while a dialog is open: true when that was all. A key that goes to no element of the dialog, since a click has
 * left the focus nowhere, is the form's Enter or goes to the dialog's first field.
 */
export function onDialogKey({ key, target, shiftKey }: KeyboardEvent, close: () => void): boolean {
  if (key === 'Escape') return (close(), true);
  const dialog = document.querySelector<HTMLElement>('[role=dialog]');
  if (!dialog) return false;
  if (key === 'Tab') return onTab(dialog, shiftKey);
  const at = target instanceof Element && dialog.contains(target) ? target : undefined;
  const onElement = at?.matches(STOPS) ?? false;
  if (key === 'Enter' && !onElement) return (submit(dialog), true);
  if (key.length === 1 && !isTyping(at ?? null) && !(onElement && key === ' '))
    dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus(); // the letter falls into the field
  return false;
}
