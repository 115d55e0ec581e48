import { Button, Group, Modal, Stack } from '@mantine/core';
import { useMessages } from '../i18n/messages.js';

/** Asks before a sale is cancelled; the question names the amount and the way of the refund. */
export function ConfirmCancel({
  question,
  number,
  confirm,
  close,
}: {
  question: readonly string[];
  number: string;
  confirm: () => void;
  close: () => void;
}) {
  const { t } = useMessages();
  return (
    <Modal
      opened
      onClose={close}
      title={t('back.cancel-title', { number })}
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
    >
      <Stack>
        {question.map((sentence) => (
          <p key={sentence} className="question">
            {sentence}
          </p>
        ))}
        <Group justify="end">
          <Button variant="default" data-autofocus onClick={close}>
            {t('dialog.back')}
          </Button>
          <Button color="red" onClick={confirm}>
            {t('back.cancel-confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
