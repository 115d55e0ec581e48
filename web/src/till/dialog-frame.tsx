import { Modal } from '@mantine/core';
import { useEffect, useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react';
import { useMessages } from '../i18n/messages.js';

/**
 * The frame of the till's dialogs. The element marked with data-autofocus has the focus as soon as it is in the page:
 * Mantine's focus trap sets it in a timer, and keys can come sooner. Tab and Escape are in dialog-keys.ts.
 */
export function DialogFrame({
  title,
  size = 'md',
  close,
  children,
}: {
  title: string;
  size?: 'md' | 'lg';
  close: () => void;
  children: ReactNode;
}) {
  const { t } = useMessages();
  return (
    <Modal
      opened
      onClose={close}
      trapFocus={false}
      closeOnEscape={false}
      size={size}
      title={title}
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
    >
      <Focused>{children}</Focused>
    </Modal>
  );
}

function Focused({ children }: { children: ReactNode }) {
  const content = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => content.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), []);
  return <div ref={content}>{children}</div>;
}

/** Whether the component is still mounted, for results that come after it was closed. */
export function useShown(): RefObject<boolean> {
  const shown = useRef(true);
  useEffect(() => {
    shown.current = true;
    return () => void (shown.current = false);
  }, []);
  return shown;
}
