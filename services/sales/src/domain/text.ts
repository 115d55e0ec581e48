import {
  salesErrors,
  type ErrorBody,
  type ParsedInputOf,
  type sales,
  type Verdict,
  type VerdictGiven,
} from '@comptoir/contracts';
import { omitUndefined } from './omit-undefined.js';
import type { TextRecord } from './records.js';

/** A text as it is kept. */
export function decideKeepText({ textId, text }: ParsedInputOf<typeof sales.keepText>, now: string): TextRecord {
  return { _id: textId, text, keptAt: new Date(now) };
}

/** The text that was kept under an id; refuses `text.unknown`. */
export function requireText(found: TextRecord | null, textId: string): string {
  if (!found) throw salesErrors.textUnknown('What was written for this request is not kept any more.', { textId });
  return found.text;
}

/** The verdict with what the manager wrote. */
export function verdictOf(given: VerdictGiven | undefined, note: TextRecord | null): Verdict | undefined {
  return given && omitUndefined({ approved: given.approved, by: given.by, note: note?.text });
}

/** The id of the note that a refusal names: what the manager wrote who rejected it. */
export function noteIdOf({ details }: Pick<ErrorBody, 'details'>): string | undefined {
  const { noteId } = details;
  return typeof noteId === 'string' ? noteId : undefined;
}

/** A refusal with what the manager wrote, in its message and as `details.note`. */
export function withNote<R extends Pick<ErrorBody, 'message' | 'details'>>(refusal: R, note: TextRecord | null): R {
  if (!note) return refusal;
  const { message, details } = refusal;
  return {
    ...refusal,
    message: `${message.replace(/\.$/, '')}: ${note.text}`,
    details: { ...details, note: note.text },
  };
}
