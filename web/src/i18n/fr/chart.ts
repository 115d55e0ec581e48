import type { words as en } from '../en/chart.js';

/** The French messages of charts of accounts. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'chart.code': 'Code',
  'chart.name': 'Intitulé',
  'chart.type': 'Nature',
  'chart.type.asset': 'Actif',
  'chart.type.liability': 'Dette',
  'chart.type.equity': 'Capitaux propres',
  'chart.type.income': 'Produit',
  'chart.type.expense': 'Charge',
  'chart.by': 'Sous-comptes',
  'chart.by.till': 'par caisse',
  'chart.by.taxRateBps': 'par taux de taxe',
  'chart.add': 'Ajouter un compte',
  'chart.change': 'Modifier',
  'chart.change-of': 'Modifier {name}',
  'chart.code-how': 'Chiffres, majuscules et points ; fixe dès qu’une écriture utilise le compte.',
  'chart.find': 'Code ou intitulé',
  'chart.none': 'Aucun compte trouvé.',
};
