import { NativeSelect } from '@mantine/core';
import { LANGUAGE_NAMES, setLanguage, useMessages, type Language } from '../i18n/messages.js';

/** The language of the pages, before anybody is signed in. */
export function LanguageSelect() {
  const { t, language } = useMessages();
  return (
    <NativeSelect
      label={t('frame.language')}
      value={language}
      data={LANGUAGE_NAMES.map((one) => ({ ...one }))}
      onChange={(event) => void setLanguage(event.currentTarget.value as Language)}
    />
  );
}
