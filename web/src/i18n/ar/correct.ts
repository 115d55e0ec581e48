import type { words as en } from '../en/correct.js';

/** The Arabic messages of corrections of deliveries. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'correct.act': 'تصحيح',
  'correct.title': 'التصحيحات',
  'correct.line': 'السطر',
  'correct.what': 'الخطأ',
  'correct.kind.fewer': 'وصلت كمية أقل',
  'correct.kind.more': 'وصلت كمية أكبر',
  'correct.kind.cost': 'تكلفة أخرى',
  'correct.figure.fewer': 'كم أقل',
  'correct.figure.more': 'كم أكثر',
  'correct.figure.cost': 'التكلفة الصحيحة للسطر',
  'correct.reason': 'السبب',
  'correct.why': 'السبب',
  'correct.owed': 'الفوترة المنتظرة',
  'correct.now': 'تصحيح التوريد',
  'correct.done': 'تم تصحيح التوريد.',
};
