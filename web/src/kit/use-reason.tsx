import { TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useMessages } from '../i18n/messages.js';

/** The reason that an act asks for: its field, and what is given in it. Nothing given is said at the field when it is taken. */
export function useReason(label: string): { readonly field: ReactNode; readonly take: () => string | undefined } {
  const { t } = useMessages();
  const [text, setText] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const given = text.trim();
  const field = (
    <TextInput
      label={label}
      required
      maxLength={500}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      error={isAsked && given === '' && t('form.missing')}
    />
  );
  const take = (): string | undefined => {
    setIsAsked(given === '');
    return given === '' ? undefined : given;
  };
  return { field, take };
}
