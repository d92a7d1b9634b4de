import { lazy, type ReactNode, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { NotFoundPage } from './NotFoundPage';

const RunPage = lazy(() => import('@/features/workflow/RunPage'));
const AgentsPage = lazy(() => import('@/features/agent/AgentsPage'));

export function Pages({ board }: { board: ReactNode }) {
  return (
    <Suspense fallback={null}>
      <Switch>
        <Route path="/">{board}</Route>
        <Route path="/runs/:id">{({ id }) => <RunPage key={id} id={id} />}</Route>
        <Route path="/agents">
          <AgentsPage />
        </Route>
        <Route>
          <NotFoundPage />
        </Route>
      </Switch>
    </Suspense>
  );
}
