import type { words as en } from '../en/operations.js';

/** The French messages of operations. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'operations.sagas': 'Ventes et corrections en cours',
  'operations.no-sagas': 'Rien n’est en cours.',
  'operations.condition': 'État',
  'operations.saga': 'Saga',
  'operations.stage': 'Étape',
  'operations.since': 'Depuis',
  'operations.failure': 'Dernier échec',
  'operations.failing': '{step} : {count, plural, one {un essai} other {{count} essais}}',
  'condition.stuck': 'bloquée',
  'condition.slow': 'lente',
  'condition.running': 'en cours',
  'condition.gaveUp': 'abandonnée',
  'condition.failed': 'échouée',
  'operations.parked': 'Événements mis de côté',
  'operations.no-parked': 'Aucun événement n’est mis de côté.',
  'operations.retry': 'Réessayer',
  'operations.drop': 'Écarter',
  'operations.drop-title': 'Écarter cet événement ({type}) ?',
  'operations.drop-how': 'Ce qu’il porte n’atteindra jamais ce service. Qui l’a écarté, et pourquoi, est conservé.',
  'operations.dropped': 'écarté : {reason}',
};
