import { FOCUSABLE, isTyping } from './dom-keys.js';

/** Keeps Tab inside the dialog: from its last element to its first and back, and into it from elsewhere. */
function onTab(dialog: HTMLElement, backwards: boolean): boolean {
  const focusable = [...dialog.querySelectorAll<HTMLElement>(FOCUSABLE)];
  const [edge, other] = backwards ? [focusable[0], focusable.at(-1)] : [focusable.at(-1), focusable[0]];
  const focused = document.activeElement;
  if (focused !== edge && focusable.some((element) => element === focused)) return false;
  other?.focus();
  return true;
}

/** Submits the dialog's form; not while its button is disabled, as in the browser. */
function submit(dialog: HTMLElement): void {
  const form = dialog.querySelector('form');
  if (form?.querySelector('[type=submit]:disabled') === null) form.requestSubmit();
}

/**
 * Handles a key while a dialog is open; returns true when nothing else must handle it. When a click has left the focus on
 * no element of the dialog, Enter submits the form and other keys go to the dialog's first field.
 */
export function onDialogKey({ key, target, shiftKey }: KeyboardEvent, close: () => void): boolean {
  if (key === 'Escape') return (close(), true);
  const dialog = document.querySelector<HTMLElement>('[role=dialog]');
  if (!dialog) return false;
  if (key === 'Tab') return onTab(dialog, shiftKey);
  const at = target instanceof Element && dialog.contains(target) ? target : undefined;
  const onElement = at?.matches(FOCUSABLE) ?? false;
  if (key === 'Enter' && !onElement) return (submit(dialog), true);
  if (key.length === 1 && !isTyping(at ?? null) && !(onElement && key === ' '))
    dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus(); // the letter then goes into the field
  return false;
}
