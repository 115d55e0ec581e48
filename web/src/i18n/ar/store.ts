import type { words as en } from '../en/store.js';

/** The Arabic messages of stores. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'store.new': 'فتح متجر',
  'store.first': 'متجرك الأول',
  'store.first-how': 'لم يُهيّأ شيء بعد. اكتب الشركة كما تسميها وثائقها، والمتجر الأول؛ ثم أضف المنتجات واستلمها.',
  'store.open': 'فتح المتجر',
  'store.company-of': 'شركة المتجر',
  'store.company-name': 'اسم الشركة',
  'store.legal-form': 'الشكل القانوني',
  'store.name': 'اسم المتجر',
  'store.code': 'الرمز',
  'store.code-how': 'من 1 إلى 8 أحرف لاتينية كبيرة أو أرقام: تبدأ به أرقام الوثائق، ولا يتغير أبدًا.',
  'store.time-zone-how': 'منطقة زمنية مثل Africa/Algiers.',
  'store.currency': 'العملة',
  'store.time-zone': 'المنطقة الزمنية',
  'store.tags': 'الأسعار المعلنة',
  'store.tags-with-tax': 'بكل الرسوم',
  'store.tags-before-tax': 'خارج الرسم',
  'store.coin': 'أصغر قطعة نقدية، {currency}',
  'store.coin-how': 'يُدفع نقدًا بمضاعفاتها.',
  'store.scales': 'ملصقات الموازين',
  'store.scales-how': 'مثل 20PPPPPWWWWWC: ‏P للصنف وW للغرامات أو A للمبلغ وC لرقم التحقق. ثم Enter.',
  'store.scales-wrong': 'للصيغة 13 محرفًا مثل 20PPPPPWWWWWC، وتبدأ كل صيغة بداية مختلفة.',
  'store.change': 'تعديل {name}',
  'store.company': 'الشركة',
  'store.register': 'السجل التجاري',
};
