import { inflateRawSync } from 'node:zlib';
import { importErrors } from './import-errors.js';

/** What the files in an archive may be together, unpacked, bytes. */
export const MAX_UNPACKED_BYTES = 400 * 1_048_576;
const MAX_FILES = 1_000;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const MAX_COMMENT = 65_535;
const DEFLATED = 8;

function damaged(): Error {
  return importErrors.fileUnreadable('The file is damaged, or no workbook: save it again as XLSX or CSV.');
}

/**
 * Refuses import.file-too-large where the files of a ZIP archive are more than `most` bytes unpacked. What the archive says of
 * itself is not believed: every file is unpacked, and the unpacking stops at the limit.
 */
export function refuseZipBomb(zip: Buffer, most = MAX_UNPACKED_BYTES): void {
  const from = Math.max(0, zip.length - END_BYTES - MAX_COMMENT);
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < from || end + END_BYTES > zip.length || zip.readUInt32LE(end) !== END) throw damaged();
  const files = zip.readUInt16LE(end + 10);
  if (files > MAX_FILES) throw damaged();
  let left = most;
  for (let file = 0, at = zip.readUInt32LE(end + 16); file < files; file += 1) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== ENTRY) throw damaged();
    left -= unpackedBytes(zip, at, left, most);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}

function unpackedBytes(zip: Buffer, entry: number, left: number, most: number): number {
  const [method, packed, local] = [
    zip.readUInt16LE(entry + 10),
    zip.readUInt32LE(entry + 20),
    zip.readUInt32LE(entry + 42),
  ];
  if (local + 30 > zip.length) throw damaged();
  const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  if (from + packed > zip.length) throw damaged();
  const tooLarge = () =>
    importErrors.fileTooLarge('The workbook is too large once it is unpacked: save it as CSV, in parts.', { most });
  if (method !== DEFLATED) {
    if (packed > left) throw tooLarge();
    return packed;
  }
  try {
    return inflateRawSync(zip.subarray(from, from + packed), { maxOutputLength: Math.max(1, left) }).length;
  } catch (error) {
    throw (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : damaged();
  }
}
