import { lazy, type ReactNode, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { NotFoundPage } from './NotFoundPage';

const RunPage = lazy(() => import('@/features/workflow/RunPage'));
const WorkflowsPage = lazy(() => import('@/features/workflow/definition/WorkflowsPage'));
const DefinitionPage = lazy(() => import('@/features/workflow/definition/DefinitionPage'));
const NewDefinitionPage = lazy(async () => ({ default: (await publishing()).NewDefinitionPage }));
const EditDefinitionPage = lazy(async () => ({ default: (await publishing()).EditDefinitionPage }));
const StartPage = lazy(() => import('@/features/workflow/start/StartPage'));
const SettingsPage = lazy(() => import('@/features/identity/settings/SettingsPage'));
const AgentPage = lazy(() => import('@/features/agent/AgentPage'));
const NewAgentPage = lazy(() => import('@/features/agent/NewAgentPage'));
const AgentsPage = lazy(() => import('@/features/agent/AgentsPage'));

function publishing() {
  return import('@/features/workflow/definition/PublishPage');
}

export function Pages({ board }: { board: ReactNode }) {
  return (
    <Suspense fallback={null}>
      <Switch>
        <Route path="/">{board}</Route>
        <Route path="/runs/:id">{({ id }) => <RunPage key={id} id={id} />}</Route>
        <Route path="/workflows">
          <WorkflowsPage />
        </Route>
        <Route path="/new/workflow">
          <NewDefinitionPage />
        </Route>
        <Route path="/workflows/:id">{({ id }) => <DefinitionPage id={id} />}</Route>
        <Route path="/workflows/:id/edit">{({ id }) => <EditDefinitionPage key={id} id={id} />}</Route>
        <Route path="/workflows/:id/start">{({ id }) => <StartPage key={id} id={id} />}</Route>
        <Route path="/agents">
          <AgentsPage />
        </Route>
        <Route path="/new/agent">
          <NewAgentPage />
        </Route>
        <Route path="/agents/:id">{({ id }) => <AgentPage key={id} id={id} />}</Route>
        <Route path="/settings/:section?">{({ section }) => <SettingsPage section={section ?? ''} />}</Route>
        <Route>
          <NotFoundPage />
        </Route>
      </Switch>
    </Suspense>
  );
}
