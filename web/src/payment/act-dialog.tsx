import { Button, Modal, Stack } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useMessages } from '../i18n/messages.js';

/** A button and the dialog that it opens; the content is made anew each time. */
export function ActDialog({
  label,
  name,
  title,
  small = false,
  children,
}: {
  /** The words of the button. */
  label: string;
  /** Its name for screen readers, where the words alone do not tell which one it is. */
  name?: string;
  title: string;
  small?: boolean;
  children: (done: () => void) => ReactNode;
}) {
  const { t } = useMessages();
  const [isOpen, setIsOpen] = useState(false);
  const done = (): void => setIsOpen(false);
  return (
    <>
      <Button
        variant="default"
        {...(small ? { size: 'compact-sm' } : {})}
        {...(name === undefined ? {} : { 'aria-label': name })}
        onClick={() => setIsOpen(true)}
      >
        {label}
      </Button>
      <Modal opened={isOpen} onClose={done} title={title} closeButtonProps={{ 'aria-label': t('dialog.close') }}>
        <Stack>{isOpen && children(done)}</Stack>
      </Modal>
    </>
  );
}
