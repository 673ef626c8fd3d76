/** What an owner has and may, and how it fares: a view for each, with an address of its own. */
import { useNavigate, useParams } from 'react-router';
import { HealthView } from '../settings/health-view.tsx';
import { KeyList } from '../settings/key-list.tsx';
import { ProfileList } from '../settings/profile-list.tsx';
import { UsageView } from '../settings/usage-view.tsx';
import { WebhookList } from '../settings/webhook-list.tsx';
import { PageHeader } from '../shell/page-header.tsx';
import { Tabs } from '../ui/tabs.tsx';

const tabs = {
  usage: { title: 'Usage', content: <UsageView /> },
  keys: { title: 'API keys', content: <KeyList /> },
  webhooks: { title: 'Webhooks', content: <WebhookList /> },
  profiles: { title: 'Profiles', content: <ProfileList /> },
  health: { title: 'Health', content: <HealthView /> },
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
