import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { createPortal } from 'react-dom';
import type { PictureFrame } from '../camera/CameraPage';
import { useSpeech } from '../language/LanguageProvider';
import type { Mover } from './Mover';
import { dragMovement, isMovementKey, keyMovement } from './vector';

/** The picture as a joystick: drag from anywhere, or hold keys while it has the focus. */
export function Joystick({
  frame,
  mover,
  ready,
  onReason,
  onHome,
}: {
  frame: PictureFrame;
  mover: Mover;
  /** A purpose was named. */
  ready: boolean;
  onReason(): void;
  onHome(): void;
}) {
  const { t } = useSpeech();
  const held = useRef(new Set<string>());
  const [stick, setStick] = useState<{ x: number; y: number; dx: number; dy: number } | null>(null);
  if (!frame.host) return null;
  const reach = Math.min(frame.host.clientWidth, frame.host.clientHeight) * 0.4;

  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    if (!ready) return onReason();
    event.currentTarget.setPointerCapture(event.pointerId);
    const box = event.currentTarget.getBoundingClientRect();
    setStick({ x: event.clientX - box.left, y: event.clientY - box.top, dx: 0, dy: 0 });
  };
  const move = (event: PointerEvent) => {
    if (!stick) return;
    const box = event.currentTarget.getBoundingClientRect();
    const dx = event.clientX - box.left - stick.x;
    const dy = event.clientY - box.top - stick.y;
    setStick({ ...stick, dx, dy });
    mover.hold(dragMovement(dx, dy, reach));
  };
  const up = () => {
    setStick(null);
    mover.release();
  };
  const letKeysGo = () => {
    held.current.clear();
    mover.release();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') {
      held.current.clear();
      mover.stop();
    } else if (event.key === 'Home') onHome();
    else if (isMovementKey(event.key)) {
      if (!ready) onReason();
      else {
        held.current.add(event.key);
        mover.hold(keyMovement(held.current, event.shiftKey));
      }
    } else if (event.key === 'Enter' && !ready) onReason();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onKeyUp = (event: KeyboardEvent) => {
    if (!held.current.delete(event.key)) return;
    mover.hold(keyMovement(held.current, event.shiftKey));
  };
  const pull = stick && Math.min(1, reach / Math.max(1, Math.hypot(stick.dx, stick.dy)));
  return createPortal(
    <div
      className="joystick own-keys"
      role="application"
      tabIndex={0}
      aria-label={t('ptz.joystick')}
      data-testid="ptz-joystick"
      data-ready={ready}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
      onLostPointerCapture={() => stick && up()}
      onWheel={(event) => {
        if (!ready) return;
        mover.hold({ pan: 0, tilt: 0, zoom: event.deltaY < 0 ? 0.5 : -0.5 });
        window.clearTimeout(wheelTimer);
        wheelTimer = window.setTimeout(() => mover.release(), 250);
      }}
      onKeyDown={onKeyDown}
      onKeyUp={onKeyUp}
      onBlur={letKeysGo}
    >
      {!ready && <span className="joystick-hint">{t('ptz.reasonFirst')}</span>}
      {stick && pull !== null && (
        <svg aria-hidden="true">
          <circle cx={stick.x} cy={stick.y} r={reach} className="reach" />
          <line x1={stick.x} y1={stick.y} x2={stick.x + stick.dx * pull} y2={stick.y + stick.dy * pull} />
          <circle cx={stick.x + stick.dx * pull} cy={stick.y + stick.dy * pull} r={12} className="knob" />
        </svg>
      )}
    </div>,
    frame.host,
  );
}

let wheelTimer = 0;
