import { FileInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMessages } from '../i18n/messages.js';
import { MAX_FILE_BYTES, MEDIA_TYPES } from './attachment.js';

/** The paper of an entry, as a file that is kept with it. */
export function AttachmentField({
  file,
  choose,
  error,
}: {
  file: File | null;
  choose: (file: File | null) => void;
  error: ReactNode;
}) {
  const { t } = useMessages();
  return (
    <FileInput
      label={t('entry-form.file')}
      description={t('entry-form.file-how', { size: Math.floor(MAX_FILE_BYTES / 1_000) })}
      accept={MEDIA_TYPES.join(',')}
      clearable
      clearButtonProps={{ 'aria-label': t('entry-form.file-remove') }}
      value={file}
      onChange={choose}
      error={error}
    />
  );
}

/** What is wrong with a file that was chosen: its kind, or its size. */
export function useFileFault(): (file: File | null) => string | null {
  const { t } = useMessages();
  return (file) => {
    if (file === null) return null;
    const isKept = MEDIA_TYPES.some((one) => one === file.type) && file.size > 0 && file.size <= MAX_FILE_BYTES;
    return isKept ? null : t('entry-form.file-how', { size: Math.floor(MAX_FILE_BYTES / 1_000) });
  };
}
