/** Who is signed in, how it looks to them, and the way out. */
import { CircleUser, LogOut, MonitorX } from 'lucide-react';
import { useRef } from 'react';
import { useViewer } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from '../ui/menu.tsx';
import styles from './account-menu.module.css';
import { themes, useTheme } from './theme.ts';

export function AccountMenu() {
  const { id, roles } = useViewer();
  const [theme, choose] = useTheme();
  const here = useRef<HTMLFormElement>(null);
  const everywhere = useRef<HTMLFormElement>(null);
  return (
    <>
      <Menu
        trigger={
          <Button variant="quiet" icon={<CircleUser aria-hidden />} className={styles.trigger}>
            <span className={styles.name}>{id}</span>
          </Button>
        }
      >
        <MenuLabel>
          Signed in as <strong>{id}</strong>
          {roles.includes('ADMIN') && ', who may see and change everything'}
        </MenuLabel>
        <MenuSeparator />
        <MenuChoice label="Appearance" value={theme} options={themes} onChoose={choose} />
        <MenuSeparator />
        <MenuItem icon={<LogOut aria-hidden />} onSelect={() => here.current?.requestSubmit()}>
          Sign out
        </MenuItem>
        <MenuItem icon={<MonitorX aria-hidden />} onSelect={() => everywhere.current?.requestSubmit()}>
          Sign out of all browsers
        </MenuItem>
      </Menu>
      {/* Sent by the browser, and not by a script, so that nothing of the session stays in the page. */}
      <form ref={here} hidden method="post" action="/sign-out" />
      <form ref={everywhere} hidden method="post" action="/sign-out">
        <input type="hidden" name="everywhere" value="yes" />
      </form>
    </>
  );
}
