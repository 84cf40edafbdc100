import type { ReactNode } from 'react';
import { CameraPage } from '../camera/CameraPage';
import { CameraTable } from '../camera/CameraTable';
import { DiscoveryView } from '../discovery/DiscoveryView';
import { AvailabilityView } from '../health/AvailabilityView';
import { OutageView } from '../health/OutageView';
import { ImportView } from '../importing/ImportView';
import type { Me } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { PostureView } from '../posture/PostureView';
import { mayReadPosture, mayRunCameras, mayWorkOutages } from '../system/access';
import { useDesk } from '../system/ControlRoomProvider';
import { Guard } from '../system/Guard';
import type { Panel, Section, Shelf } from '../system/route';
import './register.css';

type Tab = 'table' | Section;

function tabsOf(me: Me): Tab[] {
  return [
    'table',
    ...(mayWorkOutages(me) ? (['outages', 'availability'] as const) : []),
    ...(mayReadPosture(me) ? (['posture'] as const) : []),
    ...(mayRunCameras(me) ? (['import', 'discovery'] as const) : []),
  ];
}

/** The register of cameras: table, page of a camera, outages, posture, import and discovery. */
export function RegisterView({
  shelf,
  shelve,
  open,
}: {
  shelf: Shelf;
  shelve(shelf: Shelf, replace?: boolean): void;
  open(panel: Panel): void;
}) {
  const { t } = useSpeech();
  const { me } = useDesk();
  const tabs = tabsOf(me);
  const openCamera = (id: string) => shelve({ kind: 'camera', id, tab: 'facts' });
  const current = shelf.kind === 'camera' ? 'table' : shelf.kind;
  return (
    <section className="register" aria-label={t('register.title')} data-testid="register">
      <nav className="register-nav" aria-label={t('register.title')}>
        {tabs.map((tab) => (
          <button
            key={tab}
            type="button"
            aria-current={current === tab ? 'page' : undefined}
            data-testid={`register-${tab}`}
            onClick={() => shelve(tab === 'table' ? { kind: 'table', filter: {} } : { kind: tab })}
          >
            {t(`register.${tab}`)}
          </button>
        ))}
      </nav>
      <div className="register-body">
        <Guard key={shelf.kind === 'camera' ? `camera ${shelf.id}` : shelf.kind}>{place()}</Guard>
      </div>
    </section>
  );

  function place(): ReactNode {
    if (shelf.kind !== 'camera' && !tabs.includes(shelf.kind)) {
      return (
        <div className="empty">
          <strong>{t('problem.forbidden')}</strong>
        </div>
      );
    }
    switch (shelf.kind) {
      case 'table':
        return (
          <CameraTable
            filter={shelf.filter}
            onFilter={(filter) => shelve({ kind: 'table', filter }, true)}
            onOpen={openCamera}
          />
        );
      case 'camera':
        return (
          <CameraPage
            key={shelf.id}
            cameraId={shelf.id}
            tab={shelf.tab}
            onTab={(tab) => shelve({ kind: 'camera', id: shelf.id, tab }, true)}
            onMap={() => open({ kind: 'camera', id: shelf.id })}
            open={open}
          />
        );
      case 'outages':
        return <OutageView onOpen={openCamera} />;
      case 'availability':
        return <AvailabilityView />;
      case 'posture':
        return <PostureView onOpen={(id) => shelve({ kind: 'camera', id, tab: 'posture' })} />;
      case 'import':
        return <ImportView onDone={() => shelve({ kind: 'table', filter: {} })} />;
      case 'discovery':
        return <DiscoveryView onOpen={openCamera} />;
    }
  }
}
