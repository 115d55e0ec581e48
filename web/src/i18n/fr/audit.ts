import type { words as en } from '../en/audit.js';

/** The French messages of the audit. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'audit.title': 'Comptabilité',
  'audit.run': 'Contrôler la comptabilité',
  'audit.how': 'Vérifie chaque équation du magasin à partir de ses registres.',
  'audit.running': 'La comptabilité est en cours de contrôle…',
  'audit.passed': 'La comptabilité est exacte',
  'audit.failed': 'Quelque chose ne tombe pas juste',
  'audit.holds': 'exact ({count, plural, one {{count} contrôle} other {{count} contrôles}})',
  'audit.breaks': 'faux {count, plural, one {une} other {{count}}} fois',
  'audit.under-way': '{count} en cours laissés de côté',
  'equation.1': 'Chaque lot : reçu − mouvements = restant',
  'equation.2': 'Stock de chaque article = ce que tiennent ses lots',
  'equation.3': 'Le stock lu par la caisse = le stock lui-même',
  'equation.4': 'Chaque vente : unités et coûts = ses lots = le grand livre',
  'equation.5': 'Chaque vente a son document et sa garantie',
  'equation.6': 'Débit = crédit ; chaque solde = ses écritures',
  'equation.7': 'Stock au grand livre = valeur des lots',
  'equation.8': 'Chaque vente annulée revient à zéro',
  'equation.9': 'Numéros de documents : ni trou ni doublon',
  'equation.10': 'Jours clos = ce qui est recalculé',
  'equation.11': 'Rien n’est bloqué, réservé ou mis de côté',
};
