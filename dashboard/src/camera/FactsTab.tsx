import { useState, type ReactNode } from 'react';
import { serverNowMs } from '../api/clock';
import { fetchDistricts } from '../api/doors';
import { asProblem, type Problem } from '../api/problem';
import { changeCamera } from '../api/registry';
import type { Camera, CameraStream } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { dateTimeText, dayText } from '../language/time';
import { mayRunCamera } from '../system/access';
import { useDesk } from '../system/ControlRoomProvider';
import { useLoaded } from '../system/useLoaded';
import { CameraForm } from './CameraForm';
import { fieldsOf, missingItems, patchOf, type CameraFields } from './cameraDraft';
import { CredentialsForm } from './CredentialsForm';

/** What is known of the camera, and for those who run it the form that completes it. */
export function FactsTab({
  camera,
  missing,
  onChanged,
}: {
  camera: Camera;
  /** Named by a refused activation. */
  missing: readonly string[];
  onChanged(camera: Camera): void;
}) {
  const { t, code } = useSpeech();
  const { me } = useDesk();
  const runs = mayRunCamera(me, camera.districtCode);
  const [editing, setEditing] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const districts = useLoaded(fetchDistricts);
  const lacking = missing.length > 0 ? missing : camera.state === 'PLANNED' && runs ? missingItems(camera, dayText(serverNowMs())) : [];

  const save = (fields: CameraFields) => {
    setBusy(true);
    setProblem(null);
    changeCamera(camera.cameraId, { ...patchOf(fields, camera), version: camera.version })
      .then(
        (changed) => {
          setEditing(false);
          onChanged(changed);
        },
        (thrown: unknown) => setProblem(asProblem(thrown)),
      )
      .finally(() => setBusy(false));
  };
  if (editing) {
    return (
      <CameraForm
        initial={fieldsOf(camera)}
        isNew={false}
        districts={districts.value}
        problem={problem}
        busy={busy}
        missing={lacking}
        submitText={t('form.save')}
        onSubmit={save}
        onCancel={() => setEditing(false)}
      />
    );
  }
  return (
    <>
      {runs && (
        <div className="form-actions">
          <button type="button" onClick={() => setEditing(true)} data-testid="camera-edit">
            ✎ {t('form.edit')}
          </button>
        </div>
      )}
      {lacking.length > 0 && (
        <section className="notice" data-testid="missing-items">
          <strong>{t('camera.missing')}</strong>
          <ul className="missing-list">
            {lacking.map((item) => (
              <li key={item} data-item={item}>
                ✕ {code('missing', item)}
              </li>
            ))}
          </ul>
          <button type="button" className="primary" onClick={() => setEditing(true)} data-testid="missing-fill">
            {t('camera.fillMissing')}
          </button>
        </section>
      )}
      <Facts camera={camera} />
      {runs && <CredentialsForm camera={camera} onChanged={onChanged} />}
    </>
  );
}

function Facts({ camera }: { camera: Camera }) {
  const { t, code, language } = useSpeech();
  const { law, security } = camera;
  const degrees = (value: number | null | undefined) => (value === null || value === undefined ? null : `${value}°`);
  const metres = (value: number | null | undefined) => (value === null || value === undefined ? null : `${value} m`);
  const board = law?.noticeBoard;
  return (
    <div className="fact-groups">
      <Group
        title={t('form.identity')}
        rows={[
          [t('camera.district'), camera.districtName],
          [
            t('camera.purpose'),
            (language === 'ko' ? camera.purposeKorean : code('purpose', camera.purpose)) +
              (camera.purposeSubtype ? ` (${camera.purposeSubtype})` : ''),
          ],
          [t('camera.owner'), camera.ownerAgency],
          [t('camera.agency'), camera.managingAgency],
          [t('camera.mobility'), camera.mobility && t(`mobility.${camera.mobility}`)],
          [t('camera.recordingNotice'), camera.recordingNotice],
          [t('camera.site'), camera.siteId],
          [t('camera.stateSince'), camera.stateSince && dateTimeText(Date.parse(camera.stateSince))],
        ]}
      />
      <Group
        title={t('form.place')}
        rows={[
          [t('camera.place'), `${camera.lat.toFixed(6)}, ${camera.lon.toFixed(6)}`],
          [t('camera.heading'), degrees(camera.headingDeg) ?? t('camera.headingUnknown')],
          [t('camera.tilt'), degrees(camera.tiltDeg)],
          [t('camera.height'), metres(camera.heightM)],
          [t('camera.fieldOfView'), degrees(camera.fieldOfViewDeg)],
          [t('camera.range'), metres(camera.rangeM)],
          [
            t('camera.ptz'),
            camera.ptz
              ? camera.ptzRange
                ? `${camera.ptzRange.panFromDeg}…${camera.ptzRange.panToDeg}° · ${camera.ptzRange.tiltFromDeg}…${camera.ptzRange.tiltToDeg}° · ${camera.ptzRange.maxZoom}×`
                : t('camera.ptzYes')
              : t('camera.ptzNo'),
          ],
        ]}
      />
      {(camera.mainStream || camera.subStream || camera.onvifAddress) && (
        <Group
          title={t('form.streams')}
          rows={[
            [t('camera.mainUrl'), camera.mainStream && <StreamFacts stream={camera.mainStream} />],
            [t('camera.subUrl'), camera.subStream && <StreamFacts stream={camera.subStream} />],
            [t('camera.onvif'), camera.onvifAddress && <span className="mono">{camera.onvifAddress}</span>],
          ]}
        />
      )}
      {law && (
        <Group
          title={t('form.law')}
          rows={[
            [t('law.basis'), law.basis && code('basis', law.basis)],
            [
              t('law.noticeBoard'),
              board && (
                <>
                  {board.purpose} · {board.place} · {board.range} · {board.hours} · {board.contact}
                  {board.contractor && <> · {board.contractor}</>}
                  {board.postedAt && <span className="sub">{board.postedAt.slice(0, 10)}</span>}
                </>
              ),
            ],
            [
              t('law.consultation'),
              law.consultation && (
                <>
                  {code('consultation', law.consultation.kind)} · {law.consultation.documentNo}
                  {law.consultation.heldAt && <span className="sub">{law.consultation.heldAt.slice(0, 10)}</span>}
                </>
              ),
            ],
          ]}
        />
      )}
      {security && (
        <Group
          title={t('form.device')}
          rows={[
            [t('security.maker'), [security.maker, security.model].filter(Boolean).join(' ')],
            [t('security.firmware'), security.firmware],
            [t('security.firmwareCertificate'), security.firmwareCertificate],
            [
              t('security.certificate'),
              security.certificateExpiresAt && dayText(Date.parse(security.certificateExpiresAt)),
            ],
            [
              t('security.passwordChanged'),
              security.passwordChangedAt && dayText(Date.parse(security.passwordChangedAt)),
            ],
          ]}
        />
      )}
      {camera.masks && camera.masks.length > 0 && (
        <Group
          title={t('camera.masks')}
          rows={camera.masks.map((mask, at) => [String(at + 1), mask.name] as [string, string])}
        />
      )}
    </div>
  );
}

function StreamFacts({ stream }: { stream: CameraStream }) {
  const facts = [
    stream.codec,
    stream.width && stream.height ? `${stream.width}×${stream.height}` : null,
    stream.fps ? `${stream.fps} fps` : null,
    stream.transport,
  ].filter(Boolean);
  return (
    <>
      <span className="mono">{stream.url}</span>
      <span className="sub">{facts.join(' · ')}</span>
    </>
  );
}

/** What is not known is left out. */
function Group({ title, rows }: { title: string; rows: readonly (readonly [string, ReactNode])[] }) {
  const known = rows.filter(([, value]) => value !== null && value !== undefined && value !== '');
  if (known.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <dl className="facts">
        {known.map(([name, value]) => (
          <div key={name} className="fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
