/** The web app begins here: its parts are put together, and every page comes when it is first asked for. */
import { ApolloProvider } from '@apollo/client/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, redirect } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { apollo } from './apollo/client.ts';
import './base.css';
import { AppShell } from './shell/app-shell.tsx';
import { ErrorPage, NotFoundPage } from './shell/error-page.tsx';
import { showStoredTheme } from './shell/theme.ts';
import { ToastRegion } from './ui/toast.tsx';
import { TooltipProvider } from './ui/tooltip.tsx';

showStoredTheme();

// What the styles that a dialog adds are allowed by: the name is the one where its library looks.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
Object.assign(globalThis, { __webpack_nonce__: nonce });

/** The server has a route for each of these: server/web/routes.ts. */
const router = createBrowserRouter([
  {
    Component: AppShell,
    ErrorBoundary: ErrorPage,
    HydrateFallback: () => null,
    children: [
      {
        ErrorBoundary: ErrorPage,
        children: [
          { index: true, loader: () => redirect('/library') },
          { path: 'library', lazy: () => import('./pages/library-page.tsx') },
          { path: 'library/:id', lazy: () => import('./pages/image-page.tsx') },
          { path: 'upload', lazy: () => import('./pages/upload-page.tsx') },
          { path: 'settings/:section?', lazy: () => import('./pages/settings-page.tsx') },
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
  },
]);

const root = document.querySelector('#root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <ApolloProvider client={apollo}>
        <TooltipProvider>
          <ToastRegion>
            <RouterProvider router={router} />
          </ToastRegion>
        </TooltipProvider>
      </ApolloProvider>
    </StrictMode>,
  );
