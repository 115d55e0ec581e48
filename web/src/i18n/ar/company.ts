import type { words as en } from '../en/company.js';

/** The Arabic messages of companies. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'company.new': 'شركة جديدة',
  'company.open': 'إنشاء الشركة',
  'company.none': 'لا توجد شركة بعد.',
  'company.profile': 'بلد محاسبتها',
  'company.profile-how': 'يحدد مخطط الحسابات ولا يتغير.',
  'company.profile-by-currency': 'حسب العملة',
  'company.profile.FR': 'فرنسا (PCG)',
  'company.profile.DZ': 'الجزائر (SCF)',
  'company.profile.TN': 'تونس',
  'company.profile.MA': 'المغرب (CGNC)',
  'company.profile.OHADA': 'أوهادا (SYSCOHADA)',
  'company.profile.generic': 'بلدان أخرى',
  'company.identities': 'الهويات القانونية',
  'company.from-day': 'ابتداء من {day}',
  'company.change': 'تغيير هوية {name}',
  'company.change-act': 'تغيير الهوية',
  'company.from': 'سارية ابتداء من',
  'company.from-how': 'اليوم أو بعده. تحتفظ الوثائق الصادرة بهويتها.',
};
