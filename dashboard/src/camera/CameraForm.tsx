import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import type { Districts } from '../api/doors';
import { fieldFaults, type Problem } from '../api/problem';
import { useSpeech } from '../language/LanguageProvider';
import type { TextKey } from '../language/language';
import { ProblemNote } from '../system/ProblemNote';
import { formFieldOf, type CameraField, type CameraFields } from './cameraDraft';
import { PURPOSES } from './FilterFields';
import { PlacePicker } from './PlacePicker';

export const BASES = [
  'STATUTE',
  'CRIME_PREVENTION',
  'FACILITY_SAFETY',
  'TRAFFIC_ENFORCEMENT',
  'TRAFFIC_INFORMATION',
  'PRESIDENTIAL_DECREE',
  'NON_PUBLIC_CONSENT',
] as const;
export const CONSULTATIONS = ['PUBLIC_HEARING', 'BRIEFING', 'SURVEY', 'NOTICE'] as const;

type TextField = Exclude<CameraField, 'ptz'>;

/** Everything of a camera that a person enters: for a new one, and to complete or correct a known one. */
export function CameraForm({
  initial,
  isNew,
  districts,
  problem,
  busy,
  missing = [],
  submitText,
  onSubmit,
  onCancel,
  extra,
}: {
  initial: CameraFields;
  isNew: boolean;
  districts: Districts | null;
  problem: Problem | null;
  busy: boolean;
  /** Items named by a refused activation: the form begins at the first. */
  missing?: readonly string[];
  submitText: string;
  onSubmit(fields: CameraFields): void;
  onCancel(): void;
  /** More fields, e.g. credentials. */
  extra?: ReactNode;
}) {
  const { t, code, language } = useSpeech();
  const [fields, setFields] = useState(initial);
  const [picking, setPicking] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const faults = faultsByField(problem);
  const wanted = new Set(missing.map(formFieldOf));

  useEffect(() => {
    const first = missing.map(formFieldOf).find(Boolean);
    if (first) form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  }, []);
  useEffect(() => {
    const [first] = Object.keys(faults);
    if (first) form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  }, [problem]);

  const set = (name: TextField, value: string) => setFields((before) => ({ ...before, [name]: value }));
  const shared = (name: TextField) => ({
    name,
    value: fields[name],
    fault: faults[name] ?? null,
    wanted: wanted.has(name),
    onChange: (value: string) => set(name, value),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(fields);
  };
  return (
    <form ref={form} className="camera-form" onSubmit={submit} data-testid="camera-form">
      <fieldset className="form-grid">
        <legend>{t('form.identity')}</legend>
        {isNew && <Text label="camera.code" required pattern="[A-Z0-9][A-Z0-9-]{2,31}" hint="form.codeHint" {...shared('cameraId')} />}
        <Text label="camera.name" required maxLength={200} {...shared('name')} />
        <Select
          label="camera.district"
          required
          options={(districts?.features ?? []).map(({ properties }) => [
            properties.districtCode,
            language === 'ko' ? properties.name : (properties.nameEn ?? properties.name),
          ])}
          {...shared('districtCode')}
        />
        <Select
          label="camera.purpose"
          required
          options={PURPOSES.map((one) => [one, code('purpose', one)])}
          {...shared('purpose')}
        />
        <Text label="camera.owner" maxLength={200} {...shared('ownerAgency')} />
        <Text label="camera.agency" required maxLength={200} {...shared('managingAgency')} />
        <Select
          label="camera.mobility"
          required
          options={(['FIXED', 'DRONE', 'VEHICLE'] as const).map((one) => [one, t(`mobility.${one}`)])}
          {...shared('mobility')}
        />
        {fields.mobility !== 'FIXED' && (
          <Text label="camera.recordingNotice" hint="form.recordingNoticeHint" {...shared('recordingNotice')} />
        )}
      </fieldset>
      <fieldset className="form-grid">
        <legend>{t('form.place')}</legend>
        <Text label="newIncident.lat" required number min={-85} max={85} {...shared('lat')} />
        <Text label="newIncident.lon" required number min={-180} max={180} {...shared('lon')} />
        <div className="pick-place">
          <button type="button" onClick={() => setPicking(!picking)} aria-expanded={picking} data-testid="pick-place">
            ◎ {t('form.pickPlace')}
          </button>
        </div>
        {picking && (
          <div className="wide">
            <PlacePicker
              place={{ lon: Number(fields.lon), lat: Number(fields.lat) }}
              onPlace={({ lon, lat }) => {
                set('lon', lon.toFixed(6));
                set('lat', lat.toFixed(6));
              }}
            />
          </div>
        )}
        <Text label="camera.heading" number min={0} max={360} hint="form.headingHint" {...shared('headingDeg')} />
        <Text label="camera.tilt" number min={-90} max={90} {...shared('tiltDeg')} />
        <Text label="camera.height" number min={0} max={500} {...shared('heightM')} />
        <Text label="camera.fieldOfView" number min={1} max={360} {...shared('fieldOfViewDeg')} />
        <Text label="camera.range" number min={1} max={5000} {...shared('rangeM')} />
      </fieldset>
      <fieldset className="form-grid">
        <legend>{t('form.streams')}</legend>
        <Text label="camera.mainUrl" hint="form.urlHint" wide {...shared('mainUrl')} />
        <Select label="camera.transport" options={TRANSPORTS} {...shared('mainTransport')} />
        <Text label="camera.subUrl" wide {...shared('subUrl')} />
        <Select label="camera.transport" options={TRANSPORTS} {...shared('subTransport')} />
        <Text label="camera.onvif" wide {...shared('onvifAddress')} />
        <label className="check">
          <input
            type="checkbox"
            checked={fields.ptz}
            onChange={(event) => setFields((before) => ({ ...before, ptz: event.target.checked }))}
          />{' '}
          {t('camera.ptz')}
        </label>
        {extra}
      </fieldset>
      <fieldset className="form-grid">
        <legend>{t('form.law')}</legend>
        <Select label="law.basis" options={BASES.map((one) => [one, t(`basis.${one}`)])} {...shared('basis')} />
        {fields.basis === 'NON_PUBLIC_CONSENT' ? (
          <p className="wide sub">{t('form.consentHint')}</p>
        ) : (
          <>
            <fieldset className="form-grid">
              <legend>{t('law.noticeBoard')}</legend>
              <Text label="law.postedAt" date {...shared('boardPostedAt')} />
              <Text label="law.boardPurpose" {...shared('boardPurpose')} />
              <Text label="law.boardPlace" {...shared('boardPlace')} />
              <Text label="law.boardRange" {...shared('boardRange')} />
              <Text label="law.boardHours" {...shared('boardHours')} />
              <Text label="law.boardContact" {...shared('boardContact')} />
              <Text label="law.boardContractor" {...shared('boardContractor')} />
            </fieldset>
            <fieldset className="form-grid">
              <legend>{t('law.consultation')}</legend>
              <Select
                label="law.consultationKind"
                options={CONSULTATIONS.map((one) => [one, t(`consultation.${one}`)])}
                {...shared('consultationKind')}
              />
              <Text label="law.documentNo" {...shared('consultationNo')} />
              <Text label="law.heldAt" date {...shared('consultationHeldAt')} />
            </fieldset>
          </>
        )}
      </fieldset>
      <fieldset className="form-grid">
        <legend>{t('form.device')}</legend>
        <Text label="security.maker" {...shared('maker')} />
        <Text label="security.model" {...shared('model')} />
        <Text label="security.firmware" {...shared('firmware')} />
        <Text label="security.firmwareCertificate" {...shared('firmwareCertificate')} />
      </fieldset>
      {problem && <ProblemNote problem={problem} />}
      <div className="form-actions">
        <button type="submit" className="primary" disabled={busy} data-testid="camera-form-submit">
          {submitText}
        </button>
        <button type="button" className="quiet" onClick={onCancel}>
          {t('action.cancel')}
        </button>
      </div>
    </form>
  );
}

const TRANSPORTS: readonly (readonly [string, string])[] = [
  ['TCP', 'TCP'],
  ['UDP', 'UDP'],
];

function faultsByField(problem: Problem | null): Partial<Record<CameraField, string>> {
  const faults: Partial<Record<CameraField, string>> = {};
  for (const [path, why] of Object.entries(fieldFaults(problem))) {
    const field = formFieldOf(path);
    if (field) faults[field] = why;
  }
  // "lat: 33 to 39" names its field in the sentence.
  const named = formFieldOf(/^([\w.]+):/.exec(problem?.detail ?? '')?.[1] ?? '');
  if (named && !faults[named]) faults[named] = problem?.detail ?? '';
  return faults;
}

interface FieldProps {
  label: TextKey;
  name: string;
  value: string;
  fault: string | null;
  wanted: boolean;
  onChange(value: string): void;
  required?: boolean;
  hint?: TextKey;
  wide?: boolean;
}

function Labelled({
  label,
  fault,
  wanted,
  hint,
  wide,
  required,
  describes,
  children,
}: Omit<FieldProps, 'onChange' | 'value' | 'name'> & { describes: string; children: ReactNode }) {
  const { t } = useSpeech();
  return (
    <label className={`${wide ? 'wide-field' : ''} ${wanted ? 'wanted' : ''}`}>
      <span>
        {t(label)}
        {required && <span aria-hidden="true"> *</span>}
        {wanted && <span className="chip warn">{t('form.missing')}</span>}
      </span>
      {children}
      {(fault || hint) && (
        <span id={describes} className={fault ? 'fault' : 'sub'}>
          {fault ?? (hint && t(hint))}
        </span>
      )}
    </label>
  );
}

function Text({
  number = false,
  date = false,
  min,
  max,
  pattern,
  maxLength = 500,
  ...props
}: FieldProps & {
  number?: boolean;
  date?: boolean;
  min?: number;
  max?: number;
  pattern?: string;
  maxLength?: number;
}) {
  const describes = useId();
  return (
    <Labelled {...props} describes={describes}>
      <input
        name={props.name}
        type={number ? 'number' : date ? 'date' : 'text'}
        step={number ? 'any' : undefined}
        {...(min === undefined ? {} : { min })}
        {...(max === undefined ? {} : { max })}
        {...(pattern ? { pattern } : {})}
        maxLength={maxLength}
        required={props.required ?? false}
        value={props.value}
        aria-invalid={props.fault !== null}
        aria-describedby={props.fault || props.hint ? describes : undefined}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </Labelled>
  );
}

function Select({ options, ...props }: FieldProps & { options: readonly (readonly [string, string])[] }) {
  const { t } = useSpeech();
  const describes = useId();
  return (
    <Labelled {...props} describes={describes}>
      <select
        name={props.name}
        required={props.required ?? false}
        value={props.value}
        aria-invalid={props.fault !== null}
        aria-describedby={props.fault ? describes : undefined}
        onChange={(event) => props.onChange(event.target.value)}
      >
        <option value="">{t('form.choose')}</option>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </Labelled>
  );
}
