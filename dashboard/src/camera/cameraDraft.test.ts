import { describe, expect, it } from 'vitest';
import type { Camera } from '../api/types';
import { documentOf, EMPTY_FIELDS, fieldsOf, formFieldOf, missingItems, patchOf } from './cameraDraft';

const camera = {
  cameraId: 'DJ-SEO-001',
  name: '시청역',
  districtCode: 'DJ-SEO',
  purpose: 'CRIME_PREVENTION',
  managingAgency: '서구청',
  ownerAgency: null,
  lon: 127.38,
  lat: 36.35,
  headingDeg: 130,
  fieldOfViewDeg: 70,
  mobility: 'FIXED',
  mainStream: { url: 'rtsp://10.0.0.5/main', transport: 'TCP', codec: 'H264', width: 1920, height: 1080, fps: 30 },
  subStream: null,
  ptz: false,
  law: null,
  state: 'PLANNED',
} as unknown as Camera;

describe('camera form', () => {
  it('changes nothing when nothing was changed', () => {
    expect(patchOf(fieldsOf(camera), camera)).toEqual({});
  });

  it('sends what changed, null for what was emptied', () => {
    const fields = { ...fieldsOf(camera), headingDeg: '', name: ' 시청역 5번 ', boardPurpose: '방범', basis: 'STATUTE' };
    expect(patchOf(fields, camera)).toEqual({
      name: '시청역 5번',
      headingDeg: null,
      law: {
        basis: 'STATUTE',
        noticeBoard: {
          postedAt: null,
          purpose: '방범',
          place: null,
          range: null,
          hours: null,
          contact: null,
          contractor: null,
        },
        consultation: null,
      },
    });
  });

  it('forgets what a stream was like when its address changes', () => {
    const patch = patchOf({ ...fieldsOf(camera), mainUrl: 'rtsp://10.0.0.6/main' }, camera);
    expect(patch).toEqual({ mainStream: { url: 'rtsp://10.0.0.6/main', transport: 'TCP' } });
  });

  it('makes a document of a form just begun', () => {
    const document = documentOf({ ...EMPTY_FIELDS, lon: '127.1', lat: '' }, {});
    expect(document).toMatchObject({ lon: 127.1, lat: null, law: null, mainStream: null, security: null });
  });
});

describe('what is missing for activation', () => {
  const lawful = {
    basis: 'STATUTE',
    noticeBoard: { postedAt: '2026-03-02', purpose: 'a', place: 'b', range: 'c', hours: 'd', contact: 'e', contractor: null },
    consultation: { kind: 'NOTICE', documentNo: '1', heldAt: '2026-02-01' },
  };

  it.each<[Partial<Camera>, string[]]>([
    [{}, ['law.basis', 'law.noticeBoard', 'law.consultation']],
    [{ law: lawful }, []],
    [{ law: lawful, mainStream: null }, ['mainStream']],
    [{ law: { ...lawful, noticeBoard: { ...lawful.noticeBoard, hours: ' ' } } }, ['law.noticeBoard.hours']],
    [{ law: { ...lawful, consultation: { ...lawful.consultation, heldAt: '2026-12-24' } } }, ['law.consultation.heldAt']],
    [{ law: { basis: 'NON_PUBLIC_CONSENT', noticeBoard: null, consultation: null } }, []],
    [{ law: { basis: 'STATUTE', noticeBoard: null, consultation: null }, mobility: 'DRONE' }, ['recordingNotice']],
  ])('%j lacks %j', (change, missing) => {
    expect(missingItems({ ...camera, ...change }, '2026-11-22')).toEqual(missing);
  });

  it('leads to a field of the form', () => {
    for (const item of ['place', 'mainStream', 'law.basis', 'law.noticeBoard', 'law.consultation', 'law.consultation.heldAt', 'recordingNotice'])
      expect(formFieldOf(item), item).not.toBeNull();
    expect(formFieldOf('law.noticeBoard.postedAt')).toBe('boardPostedAt');
    expect(formFieldOf('security.firmware')).toBe('firmware');
    expect(formFieldOf('toString')).toBeNull();
  });
});
