import type { Camera, CameraDraft, CameraStream } from '../api/types';

/** A camera as a form holds it: text in fields, empty for "not given". */
export interface CameraFields {
  cameraId: string;
  name: string;
  districtCode: string;
  purpose: string;
  ownerAgency: string;
  managingAgency: string;
  lon: string;
  lat: string;
  headingDeg: string;
  tiltDeg: string;
  heightM: string;
  fieldOfViewDeg: string;
  rangeM: string;
  mobility: string;
  recordingNotice: string;
  ptz: boolean;
  mainUrl: string;
  mainTransport: string;
  subUrl: string;
  subTransport: string;
  onvifAddress: string;
  basis: string;
  boardPostedAt: string;
  boardPurpose: string;
  boardPlace: string;
  boardRange: string;
  boardHours: string;
  boardContact: string;
  boardContractor: string;
  consultationKind: string;
  consultationNo: string;
  consultationHeldAt: string;
  maker: string;
  model: string;
  firmware: string;
  firmwareCertificate: string;
}

export type CameraField = keyof CameraFields;

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));
/** The day of a time or date. */
const day = (value: string | null | undefined): string => (value ?? '').slice(0, 10);

export function fieldsOf(camera: CameraDraft): CameraFields {
  const board = camera.law?.noticeBoard;
  const consultation = camera.law?.consultation;
  return {
    cameraId: text(camera.cameraId),
    name: text(camera.name),
    districtCode: text(camera.districtCode),
    purpose: text(camera.purpose),
    ownerAgency: text(camera.ownerAgency),
    managingAgency: text(camera.managingAgency),
    lon: text(camera.lon),
    lat: text(camera.lat),
    headingDeg: text(camera.headingDeg),
    tiltDeg: text(camera.tiltDeg),
    heightM: text(camera.heightM),
    fieldOfViewDeg: text(camera.fieldOfViewDeg),
    rangeM: text(camera.rangeM),
    mobility: camera.mobility ?? 'FIXED',
    recordingNotice: text(camera.recordingNotice),
    ptz: camera.ptz ?? false,
    mainUrl: text(camera.mainStream?.url),
    mainTransport: camera.mainStream?.transport ?? 'TCP',
    subUrl: text(camera.subStream?.url),
    subTransport: camera.subStream?.transport ?? 'TCP',
    onvifAddress: text(camera.onvifAddress),
    basis: text(camera.law?.basis),
    boardPostedAt: day(board?.postedAt),
    boardPurpose: text(board?.purpose),
    boardPlace: text(board?.place),
    boardRange: text(board?.range),
    boardHours: text(board?.hours),
    boardContact: text(board?.contact),
    boardContractor: text(board?.contractor),
    consultationKind: text(consultation?.kind),
    consultationNo: text(consultation?.documentNo),
    consultationHeldAt: day(consultation?.heldAt),
    maker: text(camera.security?.maker),
    model: text(camera.security?.model),
    firmware: text(camera.security?.firmware),
    firmwareCertificate: text(camera.security?.firmwareCertificate),
  };
}

const given = (value: string): string | null => value.trim() || null;
const number = (value: string): number | null => (value.trim() === '' ? null : Number(value));

function streamOf(url: string, transport: string, before: Partial<CameraStream> | null | undefined) {
  if (!url.trim()) return null;
  const facts = before?.url === url.trim() ? before : {};
  return { ...facts, url: url.trim(), transport };
}

function boardOf(fields: CameraFields) {
  const board = {
    postedAt: given(fields.boardPostedAt),
    purpose: given(fields.boardPurpose),
    place: given(fields.boardPlace),
    range: given(fields.boardRange),
    hours: given(fields.boardHours),
    contact: given(fields.boardContact),
    contractor: given(fields.boardContractor),
  };
  return Object.values(board).some(Boolean) ? board : null;
}

function consultationOf(fields: CameraFields) {
  const kind = given(fields.consultationKind);
  if (!kind) return null;
  return { kind, documentNo: given(fields.consultationNo), heldAt: given(fields.consultationHeldAt) };
}

/** The whole camera as the doors take it; {@code before} keeps what the form does not show. */
export function documentOf(fields: CameraFields, before: CameraDraft): Record<string, unknown> {
  const basis = given(fields.basis);
  const board = boardOf(fields);
  const consultation = consultationOf(fields);
  const security = {
    ...before.security,
    maker: given(fields.maker),
    model: given(fields.model),
    firmware: given(fields.firmware),
    firmwareCertificate: given(fields.firmwareCertificate),
  };
  return {
    cameraId: fields.cameraId.trim(),
    name: fields.name.trim(),
    districtCode: fields.districtCode,
    purpose: fields.purpose,
    ownerAgency: given(fields.ownerAgency),
    managingAgency: fields.managingAgency.trim(),
    lon: number(fields.lon),
    lat: number(fields.lat),
    headingDeg: number(fields.headingDeg),
    tiltDeg: number(fields.tiltDeg),
    heightM: number(fields.heightM),
    fieldOfViewDeg: number(fields.fieldOfViewDeg),
    rangeM: number(fields.rangeM),
    mobility: fields.mobility,
    recordingNotice: given(fields.recordingNotice),
    ptz: fields.ptz,
    mainStream: streamOf(fields.mainUrl, fields.mainTransport, before.mainStream),
    subStream: streamOf(fields.subUrl, fields.subTransport, before.subStream),
    onvifAddress: given(fields.onvifAddress),
    law: basis || board || consultation ? { basis, noticeBoard: board, consultation } : null,
    security: Object.values(security).some((value) => value !== null && value !== undefined) ? security : null,
  };
}

/** Only the members that differ: a merge patch. */
export function patchOf(fields: CameraFields, camera: Camera): Record<string, unknown> {
  const before = documentOf(fieldsOf(camera), camera);
  const after = documentOf(fields, camera);
  const changed = Object.entries(after).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]),
  );
  return Object.fromEntries(changed);
}

const BOARD_ITEMS = ['postedAt', 'purpose', 'place', 'range', 'hours', 'contact'] as const;
const CONSULTATION_ITEMS = ['kind', 'documentNo', 'heldAt'] as const;

/** Items of a thing that are not there yet; the thing itself when there is none. A date to come is none yet. */
function lacking<T extends object>(path: string, thing: T | null | undefined, items: readonly (keyof T & string)[], today: string) {
  if (!thing) return [path];
  return items
    .filter((item) => {
      const value = String(thing[item] ?? '').trim();
      return !value || (/^(postedAt|heldAt)$/.test(item) && value.slice(0, 10) > today);
    })
    .map((item) => `${path}.${item}`);
}

/**
 * What the law and the work ask for before a camera may be active. The server decides, and asks more (does the ground
 * carry the purpose, does it stand in its district); this only says early what is plainly not there.
 */
export function missingItems(camera: Camera, today: string): string[] {
  const law = camera.law;
  const moving = camera.mobility === 'DRONE' || camera.mobility === 'VEHICLE';
  const missing: string[] = [];
  if (!camera.mainStream) missing.push('mainStream');
  if (!law?.basis) missing.push('law.basis');
  if (moving) {
    if (!camera.recordingNotice?.trim()) missing.push('recordingNotice');
  } else if (law?.basis !== 'NON_PUBLIC_CONSENT') {
    missing.push(...lacking('law.noticeBoard', law?.noticeBoard, BOARD_ITEMS, today));
    missing.push(...lacking('law.consultation', law?.consultation, CONSULTATION_ITEMS, today));
  }
  return missing;
}

/** The form field that a server's field or missing item is about. */
export function formFieldOf(path: string): CameraField | null {
  const direct: Record<string, CameraField> = {
    place: 'lon',
    mainStream: 'mainUrl',
    'mainStream.url': 'mainUrl',
    subStream: 'subUrl',
    'subStream.url': 'subUrl',
    'law.basis': 'basis',
    'law.noticeBoard': 'boardPurpose',
    'law.consultation': 'consultationKind',
    'law.consultation.kind': 'consultationKind',
    'law.consultation.documentNo': 'consultationNo',
    'law.consultation.heldAt': 'consultationHeldAt',
  };
  if (Object.hasOwn(direct, path)) return direct[path]!;
  const board = /^law\.noticeBoard\.(\w+)$/.exec(path)?.[1];
  const name = board ? `board${board[0]!.toUpperCase()}${board.slice(1)}` : path.replace(/^security\./, '');
  return Object.hasOwn(EMPTY_FIELDS, name) ? (name as CameraField) : null;
}

export const EMPTY_FIELDS: CameraFields = fieldsOf({});
