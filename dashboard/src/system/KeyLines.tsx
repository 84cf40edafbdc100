import type { ReactNode } from 'react';

export interface KeyLine {
  keys: string;
  what: ReactNode;
}

/** Keys and what they do. */
export function KeyLines({ lines }: { lines: readonly KeyLine[] }) {
  return (
    <dl className="facts keys">
      {lines.map((line, at) => (
        <div key={at}>
          <dt>
            <kbd>{line.keys}</kbd>
          </dt>
          <dd>{line.what}</dd>
        </div>
      ))}
    </dl>
  );
}
