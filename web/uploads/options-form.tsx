/** What is said about every file that is added from now on. */
import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Select } from '../ui/select.tsx';
import { Switch } from '../ui/switch.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './options-form.module.css';
import { parseTags } from './upload-rules.ts';
import { UploadProfiles, useUploads } from './uploads.tsx';

export function OptionsForm() {
  const { options, setOptions } = useUploads();
  const { data } = useQuery(UploadProfiles);
  const [tags, setTags] = useState(options.tags.join(', '));
  const names = data?.profiles.map(({ name }) => [name, name]) ?? [];
  return (
    <fieldset className={styles.options}>
      <legend className={styles.title}>For files that are added now</legend>
      <Switch
        label="Private: only you, and who has a link"
        checked={options.visibility === 'PRIVATE'}
        onChange={(isPrivate) => setOptions({ ...options, visibility: isPrivate ? 'PRIVATE' : 'PUBLIC' })}
      />
      <Select
        label="Profile"
        value={options.profile}
        options={{ '': 'Whichever takes the file', ...Object.fromEntries(names) }}
        onChoose={(profile) => setOptions({ ...options, profile })}
      />
      <TextField
        label="Tags"
        hint="With commas between them"
        value={tags}
        onChange={({ target }) => {
          setTags(target.value);
          setOptions({ ...options, tags: parseTags(target.value) });
        }}
      />
    </fieldset>
  );
}
