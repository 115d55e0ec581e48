import { Link } from '@tanstack/react-router';
import type { Category } from '../api/shapes.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { Page } from '../kit/page.js';
import { useCategories } from '../kit/use-categories.js';
import { usePeople } from '../kit/use-people.js';
import { ActDialog } from '../payment/act-dialog.js';
import { useMay } from '../session.js';
import { CategoryForm } from './category-form.js';

/** The categories of products, each leading to its products; they are added and renamed here. */
export function CategoriesPage() {
  const { t, moment } = useMessages();
  const may = useMay();
  const { store } = useStores();
  const { nameOf } = usePeople();
  const { categories: rows, isLoading, error } = useCategories();
  const columns: Column<Category>[] = [
    {
      id: 'name',
      head: t('category.name'),
      cell: ({ categoryId, name }) => (
        <Link className="link" to="/products" search={{ categoryId }}>
          {name}
        </Link>
      ),
    },
    {
      id: 'changed',
      head: t('category.changed'),
      wide: true,
      cell: ({ changedAt, changedBy }) =>
        [moment(changedAt, store?.timeZone), nameOf(changedBy)].filter(Boolean).join(' · '),
    },
    {
      id: 'change',
      head: <span className="unseen">{t('category.rename')}</span>,
      cell: (category) =>
        may('changeProducts') && (
          <ActDialog
            small
            label={t('category.rename')}
            name={t('category.rename-of', { name: category.name })}
            title={t('category.rename-of', { name: category.name })}
          >
            {(done) => <CategoryForm category={category} done={done} />}
          </ActDialog>
        ),
    },
  ];
  return (
    <Page
      title={t('page.categories')}
      tools={
        <>
          {may('changeProducts') && (
            <ActDialog label={t('category.add')} title={t('category.add')}>
              {(done) => <CategoryForm done={done} />}
            </ActDialog>
          )}
          <CsvButton route="GET /categories" query={{}} name="categories" />
        </>
      }
    >
      <DataTable
        label={t('page.categories')}
        list={{ rows, error, isLoading, hasMore: false, loadMore: () => undefined }}
        columns={columns}
        rowKey={({ categoryId }) => categoryId}
        empty={t('category.none')}
      />
    </Page>
  );
}
