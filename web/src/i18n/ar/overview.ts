import type { words as en } from '../en/overview.js';

/** The Arabic messages of the overview. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'overview.gross': 'المبيعات بكل الرسوم',
  'overview.all': 'كل المتاجر',
  'overview.week': 'قبل أسبوع {figure}',
  'overview.hours': 'المبيعات بكل الرسوم حسب الساعة، {currency}',
  'overview.best': 'أفضل المنتجات',
  'overview.slow': 'أبطأ من المعتاد',
  'overview.none-sold': 'لم يُبع شيء بعد.',
  'overview.none-slow': 'لا منتج يباع أبطأ من قبل.',
  'overview.instead-of': '{count} بدل {before}',
  'overview.margin-in': 'الهامش {currency}',
  'overview.low':
    '{count, plural, =0 {لا منتج منخفض} one {منتج واحد منخفض} two {منتجان منخفضان} few {{count} منتجات منخفضة} many {{count} منتجًا منخفضًا} other {{count} منتج منخفض}}',
  'overview.low-part': 'عدد المنتجات المنخفضة {count} على الأقل',
  'overview.period': 'الفترة',
  'overview.period-day': 'يوم',
  'overview.period-week': 'أسبوع',
  'overview.period-month': 'شهر',
  'overview.day-before': 'اليوم السابق {figure}',
  'overview.period-before': 'قبلها {figure}',
  'overview.this-period': 'هذه الفترة',
  'overview.last-period': 'الفترة السابقة',
  'overview.days': 'المبيعات بكل الرسوم حسب اليوم، {currency}',
  'overview.state': 'الحالة',
  'overview.is-closed': 'مقفل',
  'overview.is-open': 'مفتوح',
  'overview.none-in-period': 'لم يحدث شيء في هذه الفترة.',
  'overview.live': 'يوم مفتوح: أرقام حيّة لهذه اللحظة.',
  'overview.sealed': 'يوم مقفل: الأرقام كما خُتمت.',
};
