import type { SseState } from '../api/sse';
import { useSpeech } from '../language/LanguageProvider';
import { clockText, dayText } from '../language/time';
import { useNow } from './useNow';

/** Whether news comes, for control room and board alike. */
export function EventLine({ events }: { events: SseState }) {
  const { t, code } = useSpeech();
  const text = events.name === 'refused' ? code('problem', events.problem.slug) : t(`events.${events.name}`);
  return (
    <span
      className={`event-line ${events.name}`}
      role="status"
      data-testid="event-state"
      data-state={events.name}
      title={text}
    >
      <span aria-hidden="true">{events.name === 'open' ? '●' : events.name === 'connecting' ? '◌' : '✕'}</span>{' '}
      {events.name === 'refused' ? t('events.refused') : text}
    </span>
  );
}

export function Clock() {
  const now = useNow(1000);
  return (
    <time className="clock number">
      <span>{dayText(now)}</span> {clockText(now)}
    </time>
  );
}
