import { Menu, UnstyledButton, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconLogout, IconMoon, IconSun, IconUserCircle, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { LANGUAGE_NAMES, setLanguage, useMessages, type MessageKey } from '../i18n/messages.js';
import { useObservable } from '../observable.js';
import { session, signOut, useMay } from '../session.js';
import { setSounds, sounds } from '../till/sounds.js';

const ICON = { size: 18, stroke: 1.5 };

/** Who is signed in, and what this person chooses: language, colours, signing out. */
export function PersonMenu() {
  const { t, language } = useMessages();
  const person = useObservable(session)?.person;
  const { setColorScheme } = useMantineColorScheme();
  const now = useComputedColorScheme('light');
  const other = now === 'light' ? 'dark' : 'light';
  const sounding = useObservable(sounds);
  const may = useMay();
  if (!person) return null;
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <UnstyledButton className="person" aria-label={t('frame.person', { name: person.name })}>
          <IconUserCircle {...ICON} />
          <span>{person.name}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t(`role.${person.role}` as MessageKey)}</Menu.Label>
        <Menu.Divider />
        {LANGUAGE_NAMES.map(({ value, label }) => (
          <Menu.Item
            key={value}
            lang={value}
            role="menuitemradio"
            aria-checked={value === language}
            onClick={() => void setLanguage(value)} // where its messages cannot be loaded, the banner says why
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={other === 'dark' ? <IconMoon {...ICON} /> : <IconSun {...ICON} />}
          onClick={() => setColorScheme(other)}
        >
          {t(`frame.${other}`)}
        </Menu.Item>
        {may('takeOrders') && (
          <Menu.Item
            leftSection={sounding ? <IconVolumeOff {...ICON} /> : <IconVolume {...ICON} />}
            onClick={() => setSounds(!sounding)}
          >
            {t(sounding ? 'frame.sounds-off' : 'frame.sounds-on')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconLogout {...ICON} />} onClick={signOut}>
          {t('frame.sign-out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
