import { ZONE_KINDS, type Crossing, type WatchHours, type Weekday, type ZoneKind, type ZoneParameter } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { CUES, isLine, parameterFaults, withParameter, type Shape, type Stroke } from './drawing';

const DAYS: readonly Weekday[] = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const CROSSINGS: readonly Crossing[] = ['BOTH', 'LEFT_TO_RIGHT', 'RIGHT_TO_LEFT'];

/** Name, kind, direction and hours of the chosen zone. */
export function ZoneForm({
  shape,
  parameters,
  missing,
  onStroke,
  readOnly,
}: {
  shape: Shape;
  /** What its kind lets one set. */
  parameters: readonly ZoneParameter[];
  /** What the active model would have to know; null: it sees all that this kind takes. */
  missing: string | null;
  onStroke(stroke: Stroke): void;
  readOnly: boolean;
}) {
  const { t, code } = useSpeech();
  const change = (what: Partial<Omit<Shape, 'points' | 'zoneId'>>) => onStroke({ type: 'change', change: what });
  return (
    <fieldset className="zone-form" disabled={readOnly}>
      <legend className="hidden-text">{shape.name}</legend>
      <div className="form-grid">
        <label>
          {t('zone.name')}
          <input
            value={shape.name}
            maxLength={100}
            data-testid="zone-name"
            onChange={(event) => change({ name: event.target.value })}
          />
        </label>
        <label>
          {t('zone.kind')}
          <select
            value={shape.kind}
            data-testid="zone-kind"
            onChange={(event) => change({ kind: event.target.value as ZoneKind })}
          >
            {ZONE_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {code('behaviour', kind)}
              </option>
            ))}
          </select>
        </label>
        {shape.kind === 'LOITERING' && (
          <label>
            {t('zone.dwell')}
            <input
              type="number"
              min={1}
              max={3600}
              value={shape.dwellSeconds ?? ''}
              placeholder="10"
              onChange={(event) =>
                change({ dwellSeconds: event.target.value === '' ? null : Number(event.target.value) })
              }
            />
          </label>
        )}
        {isLine(shape.kind) && (
          <label>
            {t('zone.crossing')}
            <select
              value={shape.crossing ?? 'BOTH'}
              onChange={(event) => change({ crossing: event.target.value as Crossing })}
            >
              {CROSSINGS.map((one) => (
                <option key={one} value={one}>
                  {t(`crossing.${one}`)}
                </option>
              ))}
            </select>
          </label>
        )}
        {shape.kind === 'WRONG_WAY' && (
          <label>
            {t('zone.heading', { degrees: Math.round(shape.allowedHeadingDeg ?? 0) })}
            <input
              type="range"
              min={0}
              max={355}
              step={5}
              value={shape.allowedHeadingDeg ?? 0}
              onChange={(event) => change({ allowedHeadingDeg: Number(event.target.value) })}
            />
          </label>
        )}
        {parameters.map((parameter) => (
          <Parameter key={parameter.name} shape={shape} parameter={parameter} onStroke={onStroke} />
        ))}
      </div>
      {CUES.has(shape.kind) && <p className="sub">{t('zone.cue')}</p>}
      {missing && (
        <p className="notice" data-testid="zone-unavailable">
          {t('zone.unavailable', { needs: missing })}
        </p>
      )}
      <Hours schedule={shape.schedule} onChange={(schedule) => change({ schedule })} />
      {!readOnly && (
        <div className="form-actions">
          {isLine(shape.kind) && (
            <button type="button" onClick={() => onStroke({ type: 'reverse' })}>
              ⇄ {t('zone.reverse')}
            </button>
          )}
          <button type="button" className="quiet" onClick={() => onStroke({ type: 'remove' })} data-testid="zone-remove">
            ✕ {t('zone.remove')}
          </button>
        </div>
      )}
    </fieldset>
  );
}

/** Empty: as usual. */
function Parameter({
  shape,
  parameter,
  onStroke,
}: {
  shape: Shape;
  parameter: ZoneParameter;
  onStroke(stroke: Stroke): void;
}) {
  const { t, code } = useSpeech();
  const { name, unit, min, max, usual } = parameter;
  const faulty = parameterFaults(shape, [parameter]).length > 0;
  return (
    <label>
      {code('threshold', name)}
      <input
        type="number"
        min={min}
        max={max}
        step={unit === 'COUNT' ? 1 : 'any'}
        value={shape.parameters[name] ?? ''}
        placeholder={String(usual)}
        aria-invalid={faulty}
        data-testid={`zone-parameter-${name}`}
        onChange={(event) => {
          const value = event.target.value === '' ? null : Number(event.target.value);
          onStroke({ type: 'change', change: { parameters: withParameter(shape, name, value) } });
        }}
      />
      {faulty && <span className="fault">{t('zone.fault.parameter', { min, max })}</span>}
    </label>
  );
}

function Hours({
  schedule,
  onChange,
}: {
  schedule: readonly WatchHours[];
  onChange(schedule: readonly WatchHours[]): void;
}) {
  const { t, code } = useSpeech();
  const set = (at: number, hours: WatchHours) => onChange(schedule.map((one, place) => (place === at ? hours : one)));
  return (
    <div className="zone-hours">
      <span className="sub">{t(schedule.length === 0 ? 'zone.always' : 'zone.hours')}</span>
      {schedule.map((hours, at) => (
        <div key={at} className="hours-row" role="group" aria-label={t('zone.hours')}>
          {DAYS.map((day) => (
            <label key={day} className="day">
              <input
                type="checkbox"
                checked={hours.days.includes(day)}
                onChange={(event) =>
                  set(at, {
                    ...hours,
                    days: DAYS.filter((one) => (one === day ? event.target.checked : hours.days.includes(one))),
                  })
                }
              />
              {code('weekday', day)}
            </label>
          ))}
          <input
            type="time"
            value={hours.from.slice(0, 5)}
            aria-label={t('playback.from')}
            onChange={(event) => set(at, { ...hours, from: event.target.value })}
          />
          –
          <input
            type="time"
            value={hours.to.slice(0, 5)}
            aria-label={t('playback.to')}
            onChange={(event) => set(at, { ...hours, to: event.target.value })}
          />
          <button
            type="button"
            className="quiet"
            aria-label={t('zone.hoursRemove')}
            onClick={() => onChange(schedule.filter((_, place) => place !== at))}
          >
            ✕
          </button>
        </div>
      ))}
      {schedule.length < 21 && (
        <button
          type="button"
          className="quiet"
          onClick={() => onChange([...schedule, { days: [...DAYS], from: '22:00', to: '06:00' }])}
        >
          + {t('zone.hoursAdd')}
        </button>
      )}
    </div>
  );
}
