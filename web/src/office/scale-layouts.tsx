import { TagsInput } from '@mantine/core';
import { SCALE_LAYOUT } from '@comptoir/contracts/barcodes';
import { useMessages } from '../i18n/messages.js';

/** Whether these are layouts of labels that a till can tell apart. */
export function areScaleLayouts(layouts: readonly string[]): boolean {
  const beginnings = new Set(layouts.map((one) => one.slice(0, 2)));
  return layouts.every((one) => SCALE_LAYOUT.test(one)) && beginnings.size === layouts.length;
}

/** How the labels of a store's scales are read, one layout for each kind of label. */
export function ScaleLayoutsInput(input: object) {
  const { t } = useMessages();
  return <TagsInput label={t('store.scales')} description={t('store.scales-how')} maxTags={10} {...input} />;
}
