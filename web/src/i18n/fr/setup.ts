import type { words as en } from '../en/setup.js';

/** The French messages of the first run. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'setup.title': 'Installer votre magasin',
  'setup.how': 'Ce magasin n’a pas encore de propriétaire. Qui l’installe en est le premier.',
  'setup.code': 'Code',
  'setup.code-how': 'Il s’affiche là où le magasin a été démarré.',
  'setup.name': 'Votre nom',
  'setup.password-how': 'Huit caractères ou plus.',
  'setup.go': 'Installer le magasin',
};
