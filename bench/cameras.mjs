// The clip that benchmarks replay as cameras.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { startJava } from "./java.mjs";

/** Noisy pictures; key frame every 2 s, no B frames. */
export const CLIP = { width: 1920, height: 1080, fps: 15, kbits: 4000, name: "clip-1080p15-4m" };
export const SUB_CLIP = { width: 640, height: 360, fps: 12, kbits: 400, name: "clip-360p12-400k" };

/** 20 s of it. Made once. */
export function clip(run, { width, height, fps, kbits, name } = CLIP) {
  const file = join(run, "bench", `${name}.h264`);
  if (existsSync(file)) return file;
  console.log("making the clip (once) …");
  const source = `testsrc2=size=${width}x${height}:rate=${fps},noise=alls=12:allf=t`;
  const x264 = `aud=1:keyint=${2 * fps}:min-keyint=${2 * fps}:scenecut=0:bframes=0:nal-hrd=cbr`;
  const rate = `${kbits}k`;
  execFileSync(
    "ffmpeg",
    ["-v", "error", "-y", "-f", "lavfi", "-i", source, "-t", "20", "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "veryfast"].concat(
      ["-b:v", rate, "-maxrate", rate, "-bufsize", rate, "-x264-params", x264, "-f", "h264", file],
    ),
  );
  return file;
}

/** CLIP WIDTH HEIGHT FPS, as the processes take it. */
export const shape = (run, of = CLIP) => [clip(run, of), of.width, of.height, of.fps].map(String);

/** So many RTSP cameras CAM-0 … that replay the clip. */
export async function publisher(run, cameras, of = CLIP) {
  const child = startJava("512m", "ingest.CameraPublisher", ...shape(run, of), cameras);
  return { child, ...(await child.answer()) };
}

/** Ends a process that ends with its input. */
export async function end(child) {
  child.stdin.end();
  await child.ended;
}

export const round = (n) => Number(n.toPrecision(3));
