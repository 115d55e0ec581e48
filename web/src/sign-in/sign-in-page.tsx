import { Button, Divider, Paper, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ask } from '../api/client.js';
import { ProblemNote } from '../frame/problem-note.js';
import { startPage } from '../frame/pages.js';
import { signIn } from '../session.js';
import { useMessages } from '../i18n/messages.js';
import { LanguageSelect } from './language-select.js';
import { setupQuery } from './setup-query.js';

/** Sign-in by e-mail and password; in a demo shop also by one click per role. */
export function SignInPage() {
  const { t } = useMessages();
  useDocumentTitle(`${t('sign-in.title')} · Comptoir`);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { from } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const people = useQuery({
    queryKey: ['demo-people'],
    queryFn: () => ask('GET /auth/demo-people', {}),
    staleTime: Infinity,
  });
  const setup = useQuery(setupQuery);
  const login = useMutation({
    mutationFn: (body: { email: string; password: string }) => ask('POST /auth/login', { body }),
    onSuccess: ({ accessToken, person }) => {
      signIn({ token: accessToken, person });
      void navigate({ to: from ?? startPage(person) });
    },
  });
  if (setup.data?.isNeeded) return <Navigate to="/setup" replace />;
  return (
    <Paper withBorder p="xl" className="sign-in">
      <Title order={1} size="h2" mb="md">
        {t('sign-in.title')}
      </Title>
      <form onSubmit={(event) => (event.preventDefault(), login.mutate({ email: email.trim(), password }))}>
        <Stack>
          <TextInput
            label={t('sign-in.email')}
            type="email"
            autoComplete="username"
            required
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            autoFocus
          />
          <PasswordInput
            label={t('sign-in.password')}
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('sign-in.show-password') }}
          />
          <ProblemNote error={login.error} />
          <LanguageSelect />
          <Button type="submit" loading={login.isPending}>
            {t('sign-in.enter')}
          </Button>
        </Stack>
      </form>
      {people.data && people.data.items.length > 0 && (
        <>
          <Divider my="lg" label={t('sign-in.demo')} classNames={{ label: 'divider-label' }} />
          <div className="sign-in-people">
            {people.data.items.map((one) => (
              <Button
                key={one.email}
                variant="default"
                onClick={() => login.mutate({ email: one.email, password: one.password })}
              >
                {t(`role.${one.role}`)}
              </Button>
            ))}
          </div>
        </>
      )}
    </Paper>
  );
}
