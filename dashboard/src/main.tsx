import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '@/app/App';
import { CrashBoundary } from '@/app/CrashBoundary';
import { openSession } from '@/features/identity/session';
import { followSystemTheme } from '@/shared/theme/theme';
import './styles.css';

followSystemTheme();
void openSession();
// Both subsets now, so that no letter fetches one later.
void document.fonts?.load('1em "Inter Variable"', 'aş');

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root.');
createRoot(root).render(
  <StrictMode>
    <CrashBoundary>
      <App />
    </CrashBoundary>
  </StrictMode>,
);
