import { useEffect, useId, useMemo, useState } from 'react';
import type { Districts } from '../api/doors';
import { useSpeech } from '../language/LanguageProvider';
import { useDesk } from '../system/ControlRoomProvider';
import { HEALTH_STATES } from './marks';

export const PURPOSES = [
  'CRIME_PREVENTION',
  'MULTIPURPOSE',
  'CHILD_PROTECTION',
  'TRAFFIC_ENFORCEMENT',
  'TRAFFIC_INFORMATION',
  'FACILITY_MANAGEMENT',
  'DISASTER',
  'DUMPING_ENFORCEMENT',
  'VEHICLE_CRIME_PREVENTION',
  'OTHER',
] as const;
export const CAMERA_STATES = ['PLANNED', 'ACTIVE', 'SUSPENDED', 'RETIRED'] as const;

interface FieldProps {
  value: string;
  onChange(value: string): void;
}

/** One criterion of a list or map, "all" first. */
function Choice({
  label,
  testId,
  options,
  value,
  onChange,
}: FieldProps & { label: string; testId: string; options: readonly (readonly [string, string])[] }) {
  const { t } = useSpeech();
  return (
    <label>
      {label}
      <select value={value} data-testid={testId} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t('filter.all')}</option>
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

export function DistrictField({ districts, ...field }: FieldProps & { districts: Districts | null }) {
  const { t, language } = useSpeech();
  const options = (districts?.features ?? []).map(
    ({ properties }) =>
      [
        properties.districtCode,
        language === 'ko' ? properties.name : (properties.nameEn ?? properties.name),
      ] as const,
  );
  return <Choice label={t('camera.district')} testId="filter-district" options={options} {...field} />;
}

export function PurposeField(field: FieldProps) {
  const { t, code } = useSpeech();
  return (
    <Choice
      label={t('camera.purpose')}
      testId="filter-purpose"
      options={PURPOSES.map((one) => [one, code('purpose', one)])}
      {...field}
    />
  );
}

export function HealthField(field: FieldProps) {
  const { t, code } = useSpeech();
  return (
    <Choice
      label={t('camera.health')}
      testId="filter-health"
      options={HEALTH_STATES.map((one) => [one, code('health', one)])}
      {...field}
    />
  );
}

export function StateField({ states = CAMERA_STATES, ...field }: FieldProps & { states?: readonly string[] }) {
  const { t, code } = useSpeech();
  return (
    <Choice
      label={t('camera.state')}
      testId="filter-state"
      options={states.map((one) => [one, code('cameraState', one)])}
      {...field}
    />
  );
}

const TYPED_MS = 350;

/** Free text, taken over when the typing pauses. */
function TypedField({
  label,
  testId,
  suggestions = [],
  value,
  onChange,
}: FieldProps & { label: string; testId: string; suggestions?: readonly string[] }) {
  const listId = useId();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), TYPED_MS);
    return () => clearTimeout(timer);
    // Only a pause of the typing counts, not a new function.
  }, [typed, value]);
  return (
    <label>
      {label}
      <input
        value={typed}
        maxLength={100}
        data-testid={testId}
        list={suggestions.length > 0 ? listId : undefined}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && onChange(typed)}
      />
      {suggestions.length > 0 && (
        <datalist id={listId}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
    </label>
  );
}

export function AgencyField(field: FieldProps) {
  const { t } = useSpeech();
  const { room } = useDesk();
  // The whole name counts: those met so far are offered.
  const known = useMemo(() => {
    const names = new Set<string>();
    for (const { managingAgency, ownerAgency } of room.cameras.values()) {
      names.add(managingAgency);
      if (ownerAgency) names.add(ownerAgency);
    }
    return [...names].sort((a, b) => a.localeCompare(b, 'ko')).slice(0, 100);
  }, [room.cameras]);
  return <TypedField label={t('filter.agency')} testId="filter-agency" suggestions={known} {...field} />;
}

export function WordsField(field: FieldProps) {
  const { t } = useSpeech();
  return <TypedField label={t('filter.words')} testId="filter-words" {...field} />;
}
