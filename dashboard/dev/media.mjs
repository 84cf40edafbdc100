// Media for the mock: one short clip, encoded once with ffmpeg, served again and again as live fragments and as HLS.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FPS = 10;
const SECONDS = 20;

/** Null when there is no ffmpeg: pictures are then missing, everything else works. */
export function prepareMedia() {
  const folder = mkdtempSync(join(tmpdir(), 'cctv-mock-'));
  const data = process.env.CCTV_TEST_DATA ?? '../../shared/data';
  const clip = join(data, 'videos/vtest.avi');
  const input = existsSync(clip)
    ? ['-ss', '5', '-i', clip]
    : ['-f', 'lavfi', '-i', `testsrc2=size=768x432:rate=${FPS}`];
  const ffmpeg = (...args) =>
    execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', ...args], { cwd: folder });
  try {
    ffmpeg(
      ...input,
      '-t',
      String(SECONDS),
      '-an',
      '-vf',
      `crop=iw:iw*9/16,scale=640:360,fps=${FPS}`,
      '-c:v',
      'libx264',
      '-profile:v',
      'baseline',
      '-preset',
      'veryfast',
      '-g',
      String(2 * FPS),
      '-keyint_min',
      String(2 * FPS),
      '-pix_fmt',
      'yuv420p',
      'clip.mp4',
    );
    ffmpeg('-i', 'clip.mp4', '-c', 'copy', '-movflags', 'frag_every_frame+empty_moov+default_base_moof', 'live.mp4');
    // As ingest records: each file fragmented and complete in itself, its time beginning at zero.
    ffmpeg(
      '-i',
      'clip.mp4',
      '-c',
      'copy',
      '-f',
      'segment',
      '-segment_time',
      '4',
      '-reset_timestamps',
      '1',
      '-segment_format',
      'mp4',
      '-segment_format_options',
      'movflags=frag_keyframe+empty_moov+default_base_moof',
      'recorded%d.mp4',
    );
    ffmpeg('-ss', '8', '-i', 'clip.mp4', '-frames:v', '1', '-q:v', '4', 'frame.jpg');
  } catch (problem) {
    console.error(`no pictures: ${problem.message.split('\n')[0]}`);
    return null;
  }
  return {
    live: readLive(join(folder, 'live.mp4')),
    frame: readFileSync(join(folder, 'frame.jpg')),
    recorded: readRecorded(folder),
  };
}

function readRecorded(folder) {
  const names = readdirSync(folder)
    .filter((name) => name.startsWith('recorded'))
    .sort();
  return names.map((name) => {
    const bytes = readFileSync(join(folder, name));
    return { name, bytes, initBytes: bytes.indexOf('moof') - 4 };
  });
}

/** Splits a fragmented MP4 into init and moof+mdat fragments. */
function readLive(file) {
  const bytes = readFileSync(file);
  const boxes = [];
  for (let at = 0; at < bytes.length;) {
    const size = bytes.readUInt32BE(at);
    boxes.push({ type: bytes.toString('latin1', at + 4, at + 8), bytes: bytes.subarray(at, at + size) });
    at += size;
  }
  const init = Buffer.concat(boxes.filter(({ type }) => type === 'ftyp' || type === 'moov').map((box) => box.bytes));
  const fragments = [];
  boxes.forEach((box, at) => {
    if (box.type === 'moof') fragments.push(Buffer.concat([box.bytes, boxes[at + 1].bytes]));
  });
  const avcC = init.indexOf('avcC');
  const codecs = `avc1.${init.subarray(avcC + 5, avcC + 8).toString('hex')}`;
  const mdhd = init.indexOf('mdhd');
  const timescale = init.readUInt32BE(mdhd + 4 + 4 + 8);
  return { init, fragments, codecs, timescale, fps: FPS, keyEvery: 2 * FPS };
}

/** The nth fragment of an endless loop: the same pictures, media time going on. */
export function fragmentAt(live, sequence) {
  const copy = Buffer.from(live.fragments[sequence % live.fragments.length]);
  const tfdt = copy.indexOf('tfdt');
  const time = Math.round((sequence / live.fps) * live.timescale);
  if (copy[tfdt + 4] === 1) copy.writeBigUInt64BE(BigInt(time), tfdt + 8);
  else copy.writeUInt32BE(time, tfdt + 8);
  copy.writeUInt32BE(sequence + 1, copy.indexOf('mfhd') + 8);
  return copy;
}
