import { useState, type FormEvent } from 'react';
import { fetchDistricts } from '../api/doors';
import { asProblem, type Problem } from '../api/problem';
import { discover, probe, registerCamera, type Credentials } from '../api/registry';
import type { CameraDraft, DiscoveredDevice, Discovery, ProbeResult } from '../api/types';
import { CameraForm } from '../camera/CameraForm';
import { documentOf, fieldsOf, type CameraFields } from '../camera/cameraDraft';
import { useSpeech } from '../language/LanguageProvider';
import { ProblemNote } from '../system/ProblemNote';
import { useLoaded } from '../system/useLoaded';
import { ProbeReport } from './ProbeReport';
import './discovery.css';

/** Finds devices on the allowed networks, asks one what it is, and makes a camera of it. Nothing enrols by itself. */
export function DiscoveryView({ onOpen }: { onOpen(cameraId: string): void }) {
  const { t } = useSpeech();
  const [address, setAddress] = useState('');
  const [credentials, setCredentials] = useState<Credentials | null>(null);
  const [result, setResult] = useState<ProbeResult | null>(null);
  const [draft, setDraft] = useState<CameraDraft | null>(null);
  if (draft) {
    return (
      <RegisterForm
        draft={draft}
        credentials={credentials}
        onRegistered={onOpen}
        onCancel={() => setDraft(null)}
      />
    );
  }
  return (
    <>
      <header className="register-head">
        <h2>{t('register.discovery')}</h2>
        <p>{t('discovery.lead')}</p>
        <span className="actions">
          <button type="button" onClick={() => setDraft({})} data-testid="register-by-hand">
            + {t('discovery.byHand')}
          </button>
        </span>
      </header>
      <Finder onProbe={setAddress} onOpen={onOpen} />
      <ProbeForm
        key={address}
        address={address}
        onResult={(found, used) => {
          setResult(found);
          setCredentials(used);
        }}
      />
      {result && (
        <ProbeReport
          result={result}
          onRegister={() =>
            setDraft({
              ...result.suggestion,
              onvifAddress: result.suggestion?.onvifAddress ?? (result.kind === 'ONVIF' ? result.address : null),
            })
          }
        />
      )}
    </>
  );
}

function Finder({ onProbe, onOpen }: { onProbe(address: string): void; onOpen(cameraId: string): void }) {
  const { t } = useSpeech();
  const [found, setFound] = useState<Discovery | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const networks = String(form.get('networks')).split(/[\s,]+/).filter(Boolean);
    setBusy(true);
    setProblem(null);
    discover(networks, Number(form.get('seconds')))
      .then(setFound, (thrown: unknown) => setProblem(asProblem(thrown)))
      .finally(() => setBusy(false));
  };
  return (
    <section className="card">
      <h3>{t('discovery.find')}</h3>
      <form className="filters" onSubmit={submit}>
        <label className="networks">
          {t('discovery.networks')}
          <input
            name="networks"
            placeholder="10.20.30.0/24"
            maxLength={500}
            autoComplete="off"
            data-testid="discover-networks"
          />
        </label>
        <label>
          {t('discovery.seconds')}
          <input name="seconds" type="number" min={1} max={10} defaultValue={4} required />
        </label>
        <button type="submit" className="primary" disabled={busy} data-testid="discover">
          {t(busy ? 'discovery.finding' : 'discovery.find')}
        </button>
      </form>
      {problem && <ProblemNote problem={problem} />}
      <div role="status">
        {found && found.items.length === 0 && (
          <div className="empty">
            <strong>{t('discovery.none')}</strong>
            <span>{t('discovery.noneHint')}</span>
          </div>
        )}
      </div>
      {found && found.items.length > 0 && (
        <div className="table-box own-keys" tabIndex={0} role="region" aria-label={t('discovery.find')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('discovery.device')}</th>
                <th scope="col">{t('discovery.address')}</th>
                <th scope="col">{t('discovery.marks')}</th>
                <th scope="col" />
              </tr>
            </thead>
            <tbody>
              {sorted(found.items).map((device) => (
                <Device key={device.endpoint} device={device} onProbe={onProbe} onOpen={onOpen} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {found && found.refused.length > 0 && (
        <details>
          <summary>{t('discovery.refused', { count: found.refused.length })}</summary>
          <ul className="plain-list">
            {found.refused.map((one, at) => (
              <li key={at}>
                <span className="mono">{one.from}</span> <span className="sub">{one.reason}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** Devices answer in any order. */
function sorted(devices: readonly DiscoveredDevice[]): DiscoveredDevice[] {
  const key = (device: DiscoveredDevice) => device.name ?? device.addresses[0] ?? '';
  return [...devices].sort((a, b) => key(a).localeCompare(key(b), 'ko', { numeric: true }));
}

function Device({
  device,
  onProbe,
  onOpen,
}: {
  device: DiscoveredDevice;
  onProbe(address: string): void;
  onOpen(cameraId: string): void;
}) {
  const { t } = useSpeech();
  const address = device.addresses[0];
  return (
    <tr data-testid="discovered" data-allowed={device.allowed} data-registered={device.registeredAs ?? ''}>
      <td>
        {device.name ?? t('discovery.unnamed')}
        <span className="sub">{[device.hardware, device.location].filter(Boolean).join(' · ')}</span>
      </td>
      <td className="mono">
        {device.addresses.map((one) => (
          <div key={one}>{one}</div>
        ))}
      </td>
      <td>
        <span className={`chip ${device.allowed ? 'good' : 'bad'}`}>
          {device.allowed ? `✓ ${t('discovery.allowed')}` : `✕ ${t('discovery.notAllowed')}`}
        </span>{' '}
        {device.registeredAs && (
          <button type="button" className="link" onClick={() => onOpen(device.registeredAs!)}>
            {t('discovery.registered', { id: device.registeredAs })}
          </button>
        )}
      </td>
      <td>
        {device.allowed && address && (
          <button type="button" onClick={() => onProbe(address)} data-testid="discovered-probe">
            {t('discovery.ask')}
          </button>
        )}
      </td>
    </tr>
  );
}

function ProbeForm({
  address,
  onResult,
}: {
  address: string;
  onResult(result: ProbeResult | null, credentials: Credentials | null): void;
}) {
  const { t } = useSpeech();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const username = String(form.get('account')).trim();
    const credentials = username ? { username, password: String(form.get('secret')) } : null;
    setBusy(true);
    setProblem(null);
    onResult(null, null);
    probe(String(form.get('address')).trim(), credentials)
      .then(
        (result) => onResult(result, credentials),
        (thrown: unknown) => setProblem(asProblem(thrown)),
      )
      .finally(() => setBusy(false));
  };
  return (
    <section className="card">
      <h3>{t('probe.title')}</h3>
      <form className="filters" onSubmit={submit} data-testid="probe-form">
        <label className="networks">
          {t('discovery.address')}
          <input
            name="address"
            required
            maxLength={500}
            defaultValue={address}
            autoFocus={address !== ''}
            placeholder="10.20.3.4 · rtsp://10.20.3.4/stream"
            autoComplete="off"
            spellCheck={false}
            data-testid="probe-address"
          />
        </label>
        <label>
          {t('login.username')}
          <input name="account" maxLength={100} autoComplete="off" data-testid="probe-username" />
        </label>
        <label>
          {t('login.password')}
          <input
            name="secret"
            type="password"
            maxLength={200}
            autoComplete="new-password"
            data-testid="probe-password"
          />
        </label>
        <button type="submit" className="primary" disabled={busy} data-testid="probe-submit">
          {t(busy ? 'probe.asking' : 'discovery.ask')}
        </button>
      </form>
      <p className="sub">{t('probe.hint')}</p>
      {problem && <ProblemNote problem={problem} />}
    </section>
  );
}

function RegisterForm({
  draft,
  credentials,
  onRegistered,
  onCancel,
}: {
  draft: CameraDraft;
  credentials: Credentials | null;
  onRegistered(cameraId: string): void;
  onCancel(): void;
}) {
  const { t } = useSpeech();
  const districts = useLoaded(fetchDistricts);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [account, setAccount] = useState(credentials?.username ?? '');
  const [secret, setSecret] = useState(credentials?.password ?? '');
  const submit = (fields: CameraFields) => {
    setBusy(true);
    setProblem(null);
    const document = Object.fromEntries(
      Object.entries({ ...documentOf(fields, draft), state: 'PLANNED' }).filter(([, value]) => value !== null),
    ) as CameraDraft;
    registerCamera({ ...document, ...(account ? { credentials: { username: account, password: secret } } : {}) })
      .then(
        (camera) => onRegistered(camera.cameraId),
        (thrown: unknown) => setProblem(asProblem(thrown)),
      )
      .finally(() => setBusy(false));
  };
  return (
    <>
      <header className="register-head">
        <h2>{t('discovery.register')}</h2>
        <p>{t('discovery.registerHint')}</p>
      </header>
      <CameraForm
        initial={fieldsOf(draft)}
        isNew
        districts={districts.value}
        problem={problem}
        busy={busy}
        submitText={t('discovery.register')}
        onSubmit={submit}
        onCancel={onCancel}
        extra={
          <>
            <label>
              {t('credentials.username')}
              <input
                value={account}
                maxLength={100}
                autoComplete="off"
                onChange={(event) => setAccount(event.target.value)}
              />
            </label>
            <label>
              {t('credentials.password')}
              <input
                type="password"
                value={secret}
                maxLength={200}
                autoComplete="new-password"
                onChange={(event) => setSecret(event.target.value)}
              />
            </label>
          </>
        }
      />
    </>
  );
}
