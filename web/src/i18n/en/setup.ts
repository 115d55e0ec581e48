/** The English messages of the first run. */
export const words = {
  'setup.title': 'Set up your shop',
  'setup.how': 'Nobody owns this shop yet. Whoever sets it up is its first owner.',
  'setup.code': 'Code',
  'setup.code-how': 'It is printed where the shop was started.',
  'setup.name': 'Your name',
  'setup.password-how': 'Eight characters or more.',
  'setup.go': 'Set up the shop',
} as const;
