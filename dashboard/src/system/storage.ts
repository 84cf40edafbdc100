/** Small choices kept in this browser (language, wall, shortcuts). Never anything about a person or a picture. */
const PREFIX = 'metro-cctv.';

export function stored(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null; // storage switched off
  }
}

export function store(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // storage switched off or full: the choice lasts until the page is left
  }
}
