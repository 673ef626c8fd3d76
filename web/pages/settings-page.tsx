/** What an owner has and may: a view for each, with an address of its own. */
import { useNavigate, useParams } from 'react-router';
import { PageHeader } from '../shell/page-header.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { KeyList } from './key-list.tsx';
import { UsageView } from './usage-view.tsx';

const tabs = {
  usage: { title: 'Usage', content: <UsageView /> },
  keys: { title: 'API keys', content: <KeyList /> },
};
type Section = keyof typeof tabs;

const isSection = (text: string): text is Section => text in tabs;

export function Component() {
  const { section = '' } = useParams();
  const navigate = useNavigate();
  return (
    <>
      <PageHeader title="Settings" />
      <Tabs
        label="Settings"
        value={isSection(section) ? section : 'usage'}
        onChoose={(chosen) => void navigate(`/settings/${chosen}`, { replace: true })}
        tabs={tabs}
      />
    </>
  );
}
