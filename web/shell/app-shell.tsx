/** What is around every page: where one can go, who one is, and whether news arrive. On phones below and above. */
import { Aperture, Braces, Images, Settings, Upload } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { NavLink, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { useImageNews } from '../apollo/follow-images.ts';
import { SessionGate } from '../session/session.tsx';
import { DropTarget } from '../uploads/drop-target.tsx';
import { UploadsProvider } from '../uploads/uploads.tsx';
import { AccountMenu } from './account-menu.tsx';
import styles from './app-shell.module.css';
import { ConnectionBadge } from './connection-badge.tsx';

const places = [
  { to: '/library', name: 'Library', Icon: Images },
  { to: '/upload', name: 'Upload', Icon: Upload },
  { to: '/settings', name: 'Settings', Icon: Settings },
];

export const AppShell = () => (
  <SessionGate>
    <UploadsProvider>
      <DropTarget>
        <Shell />
      </DropTarget>
    </UploadsProvider>
  </SessionGate>
);

function Shell() {
  useImageNews();
  return (
    <>
      <a className={styles.skip} href="#main">
        Skip to the content
      </a>
      <div className={styles.shell}>
        <header className={styles.brand}>
          <Aperture aria-hidden />
          Darkroom
        </header>
        <nav className={styles.places} aria-label="Main">
          {places.map(({ to, name, Icon }) => (
            <NavLink key={to} to={to} className={styles.place ?? ''}>
              <Icon aria-hidden />
              {name}
            </NavLink>
          ))}
          {/* A page of its own, which the router does not know. */}
          <a href="/graphql" className={styles.place}>
            <Braces aria-hidden />
            GraphiQL
          </a>
        </nav>
        <div className={styles.account}>
          <ConnectionBadge />
          <AccountMenu />
        </div>
        <Main />
      </div>
      <ScrollRestoration />
    </>
  );
}

/** A new page takes the focus, as one that the browser has loaded would; else a keyboard goes on behind it. */
function Main() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current !== pathname) main.current?.focus({ preventScroll: true });
    shown.current = pathname;
  }, [pathname]);
  return (
    <main id="main" ref={main} tabIndex={-1} className={styles.main}>
      <Outlet />
    </main>
  );
}
