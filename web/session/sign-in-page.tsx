/** What a stranger sees: how to get the link that signs this browser in. */
import { Aperture } from 'lucide-react';
import { CopyField } from '../ui/copy-field.tsx';
import styles from './sign-in-page.module.css';

export const SignInPage = () => (
  <main className={styles.page}>
    <title>Sign in · Darkroom</title>
    <div className={styles.card}>
      <Aperture aria-hidden className={styles.mark} />
      <h1>Sign in to Darkroom</h1>
      <p className={styles.text}>
        There are no passwords: a link signs a browser in, once. Open the one that <code>npm start</code> has
        printed, or make another where Darkroom runs:
      </p>
      <CopyField label="Command for a link" text="npx darkroom sign-in-link" />
      <p className={styles.small}>
        It signs in as the admin and is good for 15 minutes. For somebody else add <code>--owner</code> and a
        name.
      </p>
    </div>
  </main>
);
