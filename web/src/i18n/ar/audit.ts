import type { words as en } from '../en/audit.js';

/** The Arabic messages of the audit. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'audit.title': 'المحاسبة',
  'audit.run': 'مراقبة المحاسبة',
  'audit.how': 'يتحقق من كل معادلة في المتجر انطلاقًا من سجلاته.',
  'audit.running': 'تجري مراقبة المحاسبة…',
  'audit.passed': 'المحاسبة مضبوطة',
  'audit.failed': 'هناك ما لا يتطابق',
  'audit.holds': 'مضبوط (عدد الفحوص: {count})',
  'audit.breaks': 'مختل ({count})',
  'audit.under-way': 'تُركت {count} عملية جارية',
  'equation.1': 'كل دفعة: المستلم − الحركات = الباقي',
  'equation.2': 'مخزون كل منتج = ما في دفعاته',
  'equation.3': 'المخزون الذي يقرؤه الصندوق = المخزون نفسه',
  'equation.4': 'كل بيع: الوحدات والتكاليف = دفعاته = دفتر الأستاذ',
  'equation.5': 'لكل بيع وثيقته وضمانه',
  'equation.6': 'المدين = الدائن؛ كل رصيد = قيوده',
  'equation.7': 'المخزون في دفتر الأستاذ = قيمة الدفعات',
  'equation.8': 'كل بيع ملغى صافيه صفر',
  'equation.9': 'أرقام الوثائق: بلا ثغرة ولا تكرار',
  'equation.10': 'الأيام المقفلة = ما يعاد حسابه',
  'equation.11': 'لا شيء عالق أو محجوز أو مركون',
};
