import type { ReactNode } from 'react';
import { createElement } from 'react';
import type { MessageKey } from '@/shared/i18n/t';
import { AgentIcon, BoardIcon, SettingsIcon, WorkflowIcon } from '@/shared/ui/icons';

export interface Place {
  href: string;
  label: MessageKey;
  /** Typed after `g`. */
  key: string;
  goes: MessageKey;
  icon: ReactNode;
  /** Pages that belong to it. */
  holds: (path: string) => boolean;
}

const under = (href: string) => (path: string) => path === href || path.startsWith(`${href}/`);

/** Where one can go from everywhere: the navigation and the shortcuts, in this order. */
export const places: readonly Place[] = [
  {
    href: '/',
    label: 'nav.board',
    key: 'b',
    goes: 'shortcuts.goBoard',
    icon: createElement(BoardIcon),
    holds: (path) => path === '/' || path.startsWith('/runs/'),
  },
  {
    href: '/workflows',
    label: 'nav.workflows',
    key: 'w',
    goes: 'shortcuts.goWorkflows',
    icon: createElement(WorkflowIcon),
    holds: (path) => under('/workflows')(path) || path === '/new/workflow',
  },
  {
    href: '/agents',
    label: 'nav.agents',
    key: 'a',
    goes: 'shortcuts.goAgents',
    icon: createElement(AgentIcon),
    holds: (path) => under('/agents')(path) || path === '/new/agent',
  },
  {
    href: '/settings',
    label: 'nav.settings',
    key: 's',
    goes: 'shortcuts.goSettings',
    icon: createElement(SettingsIcon),
    holds: under('/settings'),
  },
];
