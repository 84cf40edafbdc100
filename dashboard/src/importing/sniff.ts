/** What a file seems to be, from its beginning; the server decides, this shows a wrong file before it is sent. */
export interface Sniffed {
  format: 'standard' | 'geojson';
  encoding: 'utf-8' | 'cp949';
  /** Of the header; null for GeoJSON. */
  columns: number | null;
  header: string[];
  /** The first rows below the header. */
  rows: string[][];
}

/** So much of the file is looked at. */
export const SNIFF_BYTES = 65_536;
const ROWS = 4;
export const STANDARD_COLUMNS: readonly number[] = [18, 13];

export function sniff(bytes: Uint8Array, name: string): Sniffed {
  const { text, encoding } = decoded(bytes);
  const start = text.trimStart();
  if (/\.(geo)?json$/i.test(name) || start.startsWith('{')) {
    return { format: 'geojson', encoding, columns: null, header: [], rows: [] };
  }
  // The last line may have been cut in two.
  const [header = [], ...rows] = csvRows(text, ROWS + 1);
  return { format: 'standard', encoding, columns: header.length, header, rows };
}

function decoded(bytes: Uint8Array): { text: string; encoding: Sniffed['encoding'] } {
  try {
    // stream: a character cut at the end of what we look at is no fault.
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true }), encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('euc-kr').decode(bytes), encoding: 'cp949' };
  }
}

/** The first {@code most} rows, RFC 4180: quotes, doubled quotes, line ends inside quotes. */
export function csvRows(text: string, most: number): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  const endRow = () => {
    row.push(field);
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
    field = '';
  };
  for (let at = 0; at < text.length && rows.length < most; at++) {
    const character = text[at]!;
    if (quoted) {
      if (character !== '"') field += character;
      else if (text[at + 1] === '"') {
        field += '"';
        at++;
      } else quoted = false;
    } else if (character === '"' && field === '') quoted = true;
    else if (character === ',') {
      row.push(field);
      field = '';
    } else if (character === '\n') endRow();
    else if (character !== '\r') field += character;
  }
  if (rows.length < most && (row.length > 0 || field !== '')) endRow();
  return rows;
}
