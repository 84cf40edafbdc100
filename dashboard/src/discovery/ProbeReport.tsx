import { useEffect, useRef, type ReactNode } from 'react';
import { serverNowMs } from '../api/clock';
import type { ProbeResult } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { dayText } from '../language/time';

/** A clock further off than this breaks logins and evidence. */
const CLOCK_OFF_MS = 5000;

/** What the device said, and what is odd about it. */
export function ProbeReport({ result, onRegister }: { result: ProbeResult; onRegister(): void }) {
  const { t } = useSpeech();
  const { certificate, clockOffsetMs, ptz } = result;
  const clockOff = clockOffsetMs !== null && Math.abs(clockOffsetMs) > CLOCK_OFF_MS;
  const expired = certificate !== null && Date.parse(certificate.notAfter) < serverNowMs();
  const report = useRef<HTMLElement>(null);
  // Below a long list of devices nobody would see that it came.
  useEffect(() => {
    void report.current?.scrollIntoView({ block: 'nearest' });
  }, [result]);
  return (
    <section ref={report} className="card" data-testid="probe-result" data-kind={result.kind}>
      <div className="register-head">
        <h3>
          {[result.maker, result.model].filter(Boolean).join(' ') || t('discovery.unnamed')}{' '}
          <span className="chip">{result.kind}</span>
        </h3>
        <span className="actions">
          {result.registeredAs && (
            <span className="chip warn">{t('discovery.registered', { id: result.registeredAs })}</span>
          )}
          <button type="button" className="primary" onClick={onRegister} data-testid="probe-register">
            {t('probe.register')}
          </button>
        </span>
      </div>
      <dl className="facts">
        <Fact name={t('discovery.address')}>
          <span className="mono">{result.address}</span>
          {result.pinnedAddress && <span className="sub mono"> → {result.pinnedAddress}</span>}
        </Fact>
        <Fact name={t('security.firmware')}>
          {[result.firmware, result.serial && `S/N ${result.serial}`].filter(Boolean).join(' · ') || '—'}
        </Fact>
        <Fact name={t('probe.authentication')}>
          <span className={`chip ${result.authentication === 'NONE' || result.authentication === 'BASIC' ? 'bad' : 'good'}`}>
            {result.authentication}
          </span>
        </Fact>
        <Fact name={t('probe.clock')}>
          {clockOffsetMs === null ? (
            '—'
          ) : (
            <span className={`chip ${clockOff ? 'warn' : 'good'}`} data-testid="probe-clock">
              {(clockOffsetMs / 1000).toFixed(1)} s{clockOff && <> · {t('probe.clockOff')}</>}
            </span>
          )}
        </Fact>
        <Fact name={t('security.certificate')}>
          {certificate ? (
            <>
              <span className={`chip ${expired ? 'bad' : 'good'}`}>
                {expired ? t('probe.expired') : '✓'} {dayText(Date.parse(certificate.notAfter))}
              </span>{' '}
              {certificate.subject} <span className="sub mono">{certificate.sha256.slice(0, 24)}…</span>
            </>
          ) : (
            <span className="chip warn">{t('probe.noCertificate')}</span>
          )}
        </Fact>
        <Fact name="PTZ">
          {ptz
            ? t('probe.ptz', {
                axes: [ptz.panTilt && 'pan/tilt', ptz.zoom && 'zoom', ptz.absolute && 'absolute'].filter(Boolean).join(', '),
                presets: ptz.presets.length,
              })
            : t('camera.ptzNo')}
        </Fact>
        <Fact name={t('probe.abilities')}>
          {(['imaging', 'events', 'analytics'] as const).map((one) => (
            <span key={one} className={`chip ${result[one] ? 'good' : ''}`} title={result[one]?.join(', ')}>
              {result[one] ? `✓ ${result[one].length}` : '–'} {t(`probe.${one}`)}
            </span>
          ))}
        </Fact>
        {result.quirks.length > 0 && (
          <Fact name={t('probe.quirks')}>
            <ul className="plain-list" data-testid="probe-quirks">
              {result.quirks.map((quirk) => (
                <li key={quirk}>⚠ {quirk}</li>
              ))}
            </ul>
          </Fact>
        )}
      </dl>
      {result.profiles.length > 0 && (
        <div className="table-box" tabIndex={0} role="region" aria-label={t('probe.profiles')}>
          <table data-testid="probe-profiles">
            <thead>
              <tr>
                <th scope="col">{t('probe.profile')}</th>
                <th scope="col">{t('probe.codec')}</th>
                <th scope="col">{t('probe.size')}</th>
                <th scope="col" className="figure">fps</th>
                <th scope="col" className="figure">kbit/s</th>
                <th scope="col">URI</th>
              </tr>
            </thead>
            <tbody>
              {result.profiles.map((profile) => (
                <tr key={profile.token}>
                  <td>
                    {profile.name ?? profile.token}
                    <span className="sub mono">
                      {profile.token}
                      {profile.media !== null && <> · Media {profile.media}</>}
                    </span>
                  </td>
                  <td>
                    {profile.codec ?? '—'}
                    {profile.audio && <span className="chip warn">{t('probe.audio')}</span>}
                  </td>
                  <td className="number nowrap">
                    {profile.width && profile.height ? `${profile.width}×${profile.height}` : '—'}
                  </td>
                  <td className="figure">{profile.fps ?? '—'}</td>
                  <td className="figure">{profile.bitrateKbps ?? '—'}</td>
                  <td className="mono">{profile.streamUri ?? '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
