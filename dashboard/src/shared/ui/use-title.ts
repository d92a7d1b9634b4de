import { useEffect } from 'react';
import { t } from '@/shared/i18n/t';
import { announce } from './announcer';

/** Names the page in the tab, and aloud: a page that changes without loading says nothing by itself. */
export function useTitle(page: string): void {
  useEffect(() => {
    document.title = t('app.title', { page });
    announce(page);
  }, [page]);
}
