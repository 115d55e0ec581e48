import type { Api } from '../api/schema.js';

type Attachment = NonNullable<Api['POST /entries']['body']['attachment']>;

/** Kinds of files that are kept with an entry. */
export const MEDIA_TYPES: readonly Attachment['mediaType'][] = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'text/plain',
  'text/csv',
];

/** Maximum bytes of a file, as the API takes it. */
export const MAX_FILE_BYTES = 700_000;

/** A chosen file for the API: its bytes in base64. Undefined when its kind is not kept. */
export async function attachmentOf(file: File): Promise<Attachment | undefined> {
  const mediaType = MEDIA_TYPES.find((one) => one === file.type);
  if (!mediaType) return undefined;
  return { name: file.name, mediaType, content: base64Of(new Uint8Array(await file.arrayBuffer())) };
}

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** The file of an attachment that the API answered. */
export function fileOf({ content, mediaType }: { readonly content: string; readonly mediaType: string }): Blob {
  return new Blob([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], { type: mediaType });
}
