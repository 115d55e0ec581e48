import type { words as en } from '../en/variant.js';

/** The Arabic messages of variants. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'variant.title': 'الأصناف',
  'variant.one': 'الصنف',
  'variant.none': 'لا يوجد صنف.',
  'variant.parent': 'المنتج الذي هذا صنف منه',
  'variant.add': 'إضافة أصناف',
  'variant.option': 'الخيار {number}',
  'variant.option-how': 'مثل المقاس أو اللون.',
  'variant.values': 'قيم الخيار {number}',
  'variant.values-how': 'كل واحدة متبوعة بـ Enter.',
  'variant.add-option': 'خيار آخر',
  'variant.too-many': 'هذه {count} أصناف؛ يُقبل {most} على الأكثر.',
  'variant.grid': 'الأصناف المراد إضافتها',
  'variant.sku-of': 'رمز {name}',
  'variant.barcode-of': 'الرمز الشريطي لـ {name}',
  'variant.create':
    '{count, plural, =0 {إضافة أصناف} one {إضافة صنف واحد} two {إضافة صنفين} few {إضافة {count} أصناف} many {إضافة {count} صنفًا} other {إضافة {count} صنف}}',
};
