import { Button, Paper, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate, useNavigate } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { fieldErrors } from '../kit/field-errors.js';
import { signIn } from '../session.js';
import { LanguageSelect } from './language-select.js';
import { setupQuery } from './setup-query.js';

/** The first page of a shop that nobody owns: its owner, by the code that the gateway has printed; then the first store. */
export function SetupPage() {
  const { t } = useMessages();
  useDocumentTitle(`${t('setup.title')} · Comptoir`);
  const setup = useQuery(setupQuery);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const form = useForm({ initialValues: { code: '', name: '', email: '', password: '' } });
  const add = useMutation({
    mutationFn: (body: typeof form.values) => ask('POST /auth/setup', { body: { ...body, email: body.email.trim() } }),
    onError: (error) => form.setErrors(fieldErrors(error)),
    onSuccess: ({ accessToken, person }) => {
      queries.setQueryData(setupQuery.queryKey, { isNeeded: false });
      signIn({ token: accessToken, person });
      void navigate({ to: '/stores/new' });
    },
  });
  if (setup.data && !setup.data.isNeeded && !add.isSuccess) return <Navigate to="/sign-in" search={{}} replace />;
  return (
    <Paper withBorder p="xl" className="sign-in">
      <Title order={1} size="h2" mb="xs">
        {t('setup.title')}
      </Title>
      <p className="quiet">{t('setup.how')}</p>
      <form onSubmit={form.onSubmit((values) => add.mutate(values))}>
        <Stack>
          <TextInput
            label={t('setup.code')}
            description={t('setup.code-how')}
            required
            autoFocus
            autoComplete="off"
            {...form.getInputProps('code')}
          />
          <TextInput label={t('setup.name')} required autoComplete="name" {...form.getInputProps('name')} />
          <TextInput
            label={t('sign-in.email')}
            type="email"
            required
            autoComplete="username"
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={t('sign-in.password')}
            description={t('setup.password-how')}
            required
            minLength={8}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': t('sign-in.show-password') }}
            {...form.getInputProps('password')}
          />
          <ProblemNote error={add.error ?? setup.error} />
          <LanguageSelect />
          <Button type="submit" loading={add.isPending}>
            {t('setup.go')}
          </Button>
        </Stack>
      </form>
    </Paper>
  );
}
