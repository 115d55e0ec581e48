import type { words as en } from '../en/delivery.js';

/** The Arabic messages of deliveries. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'product-field.how': 'رمز ثم Enter، أو بضعة أحرف من الاسم.',
  'product-field.unknown': 'لا يوجد منتج بهذه الرموز: {codes}.',
  'product-field.put-away': 'إبعاد',
  'delivery.one': 'استلام',
  'delivery.new': 'تسجيل استلام',
  'delivery.none': 'لم يُستلم شيء هنا بعد.',
  'delivery.at': 'تاريخ الاستلام',
  'delivery.supplier': 'المورّد',
  'delivery.supplier-how': 'بضعة أحرف تجد موردًا من القائمة؛ وأي اسم آخر يبقى كما تكتبه.',
  'delivery.supplier-chosen': 'من قائمة المورّدين.',
  'delivery.order': 'طلبية الشراء {number}',
  'delivery.found': 'وُجدت في الجرد {number}',
  'delivery.reference': 'مرجع المورّد',
  'delivery.received-by': 'استلمها {name}',
  'delivery.taken-back': 'استُرد: {reason}',
  'delivery.units': 'الوحدات',
  'delivery.cost': 'التكلفة {currency}',
  'delivery.line-cost': 'كلفة السطر {currency}',
  'delivery.cost-of': 'كلفة السطر: {name}',
  'delivery.extra-cost': 'مصاريف إضافية {currency}',
  'delivery.extra-cost-how': 'النقل والجمارك وغيرها: تُوزَّع على السطور حسب كلفتها.',
  'delivery.extra-part': 'منها مصاريف إضافية {amount}',
  'delivery.scan': 'امسح منتجًا أو ابحث عنه',
  'delivery.empty': 'امسح المنتج الأول: كل مسح يُحسب وحدة واحدة.',
  'delivery.receive':
    '{count, plural, one {استلام منتج واحد} two {استلام منتجين} few {استلام {count} منتجات} many {استلام {count} منتجًا} other {استلام {count} منتج}}',
  'delivery.earned': 'ما حققته حتى الآن',
  'delivery.sales': 'مبيعات هذه البضاعة',
  'delivery.not-sold': 'لم يُبع منها شيء بعد.',
};
