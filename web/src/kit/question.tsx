import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMessages } from '../i18n/messages.js';

/** Asks before something that cannot be taken back; `yes` names the act, with its amount where there is one. */
export function Question({
  open,
  title,
  yes,
  isRunning = false,
  onYes,
  onNo,
  children,
}: {
  open: boolean;
  title: string;
  yes: string;
  isRunning?: boolean;
  onYes: () => void;
  onNo: () => void;
  children?: ReactNode;
}) {
  const { t } = useMessages();
  return (
    <Modal opened={open} onClose={onNo} title={title} centered closeButtonProps={{ 'aria-label': t('dialog.close') }}>
      {children}
      <Group mt="md" justify="flex-end">
        <Button variant="default" onClick={onNo} data-autofocus>
          {t('dialog.back')}
        </Button>
        <Button color="red" onClick={onYes} loading={isRunning}>
          {yes}
        </Button>
      </Group>
    </Modal>
  );
}
