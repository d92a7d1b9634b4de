import { useState } from 'react';
import { useLoaded } from '@/shared/api/use-loaded';
import { formatMoment, t } from '@/shared/i18n/t';
import { Ago } from '@/shared/time/Ago';
import { quietButton } from '@/shared/ui/buttons';
import { ConfirmDialog } from '@/shared/ui/ConfirmDialog';
import { Failure, ListSkeleton } from '@/shared/ui/states';
import { useAction } from '@/shared/ui/use-action';
import { endOtherSignIns, endSignIn, loadSignIns, type SignIn } from '../api/sign-ins';
import { browserName } from './browser-name';
import { Part } from './parts';

export function SignInsSection() {
  const [changes, setChanges] = useState(0);
  const signIns = useLoaded('sign-ins', loadSignIns, changes);
  const [asking, setAsking] = useState(false);
  const reload = () => setChanges((count) => count + 1);
  const others = signIns.data?.filter((one) => !one.current) ?? [];
  return (
    <Part
      title={t('sessions.title')}
      lead={t('sessions.lead')}
      action={
        others.length > 0 && (
          <button
            type="button"
            className={quietButton}
            onClick={() => setAsking(true)}
            data-testid="end-others"
          >
            {t('sessions.endOthers')}
          </button>
        )
      }
    >
      {signIns.status === 'loading' && <ListSkeleton />}
      {signIns.status === 'failed' && (
        <Failure title={t('sessions.failed')} error={signIns.error} retry={signIns.retry} />
      )}
      {signIns.status === 'loaded' && (
        <ul className="-my-2 divide-y divide-line">
          {signIns.data.map((one) => (
            <Row key={one.id} signIn={one} onEnded={reload} />
          ))}
        </ul>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('sessions.endOthersTitle')}
        lead={t('sessions.endOthersLead')}
        confirm={t('sessions.endOthers')}
        keep={t('sessions.keep')}
        failed={t('sessions.endFailed')}
        act={async () => {
          await endOtherSignIns();
          reload();
        }}
      />
    </Part>
  );
}

function Row({ signIn, onEnded }: { signIn: SignIn; onEnded: () => void }) {
  const end = useAction(async () => {
    await endSignIn(signIn.id);
    onEnded();
  });
  const name = browserName(signIn.user_agent);
  return (
    <li
      className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 py-2"
      data-testid={`session-${signIn.id}`}
    >
      <div className="min-w-0 flex-1 basis-56">
        <p className="truncate text-[13px] font-medium" title={signIn.user_agent}>
          {name}
        </p>
        <p className="flex flex-wrap gap-x-3 text-xs text-ink-3">
          <span>{signIn.address}</span>
          <Ago at={signIn.created_at} message="sessions.since" />
          <span>{t('sessions.until', { at: formatMoment(signIn.expires_at) })}</span>
        </p>
      </div>
      {signIn.current ? (
        <span className="text-xs font-medium text-done-ink">{t('sessions.current')}</span>
      ) : (
        <div className="ml-auto flex items-center gap-4">
          <span className="text-xs text-ink-3">
            <Ago at={signIn.last_used_at} message="sessions.used" />
          </span>
          <button
            type="button"
            className={quietButton}
            disabled={end.busy}
            aria-label={t('sessions.endOne', { name })}
            onClick={() => void end.run()}
          >
            {t('sessions.end')}
          </button>
        </div>
      )}
      {end.error !== null && <Failure title={t('sessions.endFailed')} error={end.error} />}
    </li>
  );
}
