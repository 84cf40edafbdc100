// The clip that benchmarks replay as cameras.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { startJava } from "./java.mjs";

export const CLIP = { width: 1920, height: 1080, fps: 15 };

/** 20 s of a noisy 1080p15 picture, 4 Mb/s, key frame every 2 s, no B frames. Made once. */
export function clip(run) {
  const file = join(run, "bench", "clip-1080p15-4m.h264");
  if (existsSync(file)) return file;
  console.log("making the clip (once) …");
  const source = `testsrc2=size=${CLIP.width}x${CLIP.height}:rate=${CLIP.fps},noise=alls=12:allf=t`;
  const x264 = "aud=1:keyint=30:min-keyint=30:scenecut=0:bframes=0:nal-hrd=cbr";
  execFileSync(
    "ffmpeg",
    ["-v", "error", "-y", "-f", "lavfi", "-i", source, "-t", "20", "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "veryfast"].concat(
      ["-b:v", "4M", "-maxrate", "4M", "-bufsize", "4M", "-x264-params", x264, "-f", "h264", file],
    ),
  );
  return file;
}

/** CLIP WIDTH HEIGHT FPS, as the processes take it. */
export const shape = (run) => [clip(run), CLIP.width, CLIP.height, CLIP.fps].map(String);

/** So many RTSP cameras CAM-0 … that replay the clip. */
export async function publisher(run, cameras) {
  const child = startJava("512m", "ingest.CameraPublisher", ...shape(run), cameras);
  return { child, ...(await child.answer()) };
}

/** Ends a process that ends with its input. */
export async function end(child) {
  child.stdin.end();
  await child.ended;
}

export const round = (n) => Number(n.toPrecision(3));
