/** Which part of the inspector is open: in the address, so that it can be sent to somebody and survives a reload. */
import { useSearchParams } from 'react-router';

export const tabTitles = {
  details: 'Details',
  variants: 'Variants',
  renditions: 'Renditions',
  focus: 'Focus',
  sharing: 'Sharing',
  history: 'History',
} as const;
export type Tab = keyof typeof tabTitles;

const isTab = (name: string | null): name is Tab => name !== null && Object.hasOwn(tabTitles, name);

export function useTab(): [Tab, (tab: Tab) => void] {
  const [params, setParams] = useSearchParams();
  const named = params.get('tab');
  const choose = (tab: Tab): void =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        next.set('tab', tab);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return [isTab(named) ? named : 'details', choose];
}
