import { openSession } from '@/features/identity/session';
import { followSystemTheme } from '@/shared/theme/theme';
import { openPage } from './page';
import './styles.css';

followSystemTheme();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root.');
openPage(root);
void openSession();
// Both subsets now, so that no letter fetches one later.
void document.fonts?.load('1em "Inter Variable"', 'aş');
