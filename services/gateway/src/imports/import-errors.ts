import { defineError } from '@comptoir/contracts';

/** Refusals of imports. */
export const importErrors = {
  importUnknown: defineError('import.unknown', 'notFound'),
  /** It is no CSV or XLSX, or it is damaged. */
  fileUnreadable: defineError('import.file-unreadable', 'rejected'),
  /** details: {most}: bytes, unpacked bytes or rows. */
  fileTooLarge: defineError('import.file-too-large', 'rejected'),
  /** A column that every row needs is missing. details: {column}. */
  columnMissing: defineError('import.column-missing', 'rejected'),
  /** Two columns of the file mean the same. details: {columns}. */
  columnTwice: defineError('import.column-twice', 'rejected'),
  /** All or nothing, and rows are wrong. details: {wrong}. */
  hasErrors: defineError('import.has-errors', 'rejected'),
  /** It is not at the step where this may be done. details: {state}. */
  notReady: defineError('import.not-ready', 'conflict'),
} as const;
