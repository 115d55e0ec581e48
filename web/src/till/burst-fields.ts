import { setValue } from './dom-keys.js';

/**
 * The texts that fields had before a burst of keys. A scan is not text: its keys are taken out of every field they went
 * into, also when the field was mounted, or got the focus, in the middle of the burst.
 */
export class BurstFields {
  private readonly texts = new Map<string, string>();

  /** A burst begins. */
  clear(): void {
    this.texts.clear();
  }

  /** The next key goes to this element; its text is noted unless it is known from earlier in the burst. */
  note(focused: Element | null): void {
    if (focused instanceof HTMLInputElement && !this.texts.has(focused.id)) this.texts.set(focused.id, focused.value);
  }

  /** Sets the fields back to their texts from before the burst. */
  restore(): void {
    for (const [id, text] of this.texts) {
      const field = document.getElementById(id);
      if (field instanceof HTMLInputElement && field.value !== text) setValue(field, text);
    }
    this.clear();
  }
}
