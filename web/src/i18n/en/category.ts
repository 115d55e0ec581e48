/** The English messages of categories. */
export const words = {
  'category.add': 'Add a category',
  'category.name': 'Name',
  'category.changed': 'Changed',
  'category.rename': 'Rename',
  'category.rename-of': 'Rename {name}',
  'category.none': 'There is no category yet.',
} as const;
